namespace AppCrueNotify.Console.Login;

/// <summary>Names the words of this folder.</summary>
internal sealed class LoginText;
