namespace AppCrueNotify.Console.MyAccount;

/// <summary>Names the words of this folder.</summary>
internal sealed class AccountText;
