namespace AppCrueNotify.Console.Send;

/// <summary>Names the words of this folder.</summary>
internal sealed class SendText;
