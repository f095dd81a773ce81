namespace AppCrueNotify.Console.Overview;

/// <summary>Names the words of this folder.</summary>
internal sealed class OverviewText;
