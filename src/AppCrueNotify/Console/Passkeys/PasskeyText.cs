namespace AppCrueNotify.Console.Passkeys;

/// <summary>Names the words of this folder.</summary>
internal sealed class PasskeyText;
