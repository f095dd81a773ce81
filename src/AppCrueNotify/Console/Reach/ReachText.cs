namespace AppCrueNotify.Console.Reach;

/// <summary>Names the words of this folder.</summary>
internal sealed class ReachText;
