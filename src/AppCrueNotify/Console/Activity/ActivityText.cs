namespace AppCrueNotify.Console.Activity;

/// <summary>Names the words of this folder. <c>Did.*</c> are the sentences of <see cref="ActivityEntry.What"/>, one for each word that is ever logged.</summary>
internal sealed class ActivityText;
