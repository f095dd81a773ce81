namespace AppCrueNotify.Console.Messages;

/// <summary>Names the words of this folder.</summary>
internal sealed class MessagesText;
