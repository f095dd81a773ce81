namespace AppCrueNotify.Console.State;

/// <summary>Names the words of the System page.</summary>
internal sealed class StateText;
