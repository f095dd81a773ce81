namespace AppCrueNotify.Console.ToSettle;

/// <summary>Names the words of this folder.</summary>
internal sealed class SettleText;
