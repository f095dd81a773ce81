namespace AppCrueNotify.Console.Access;

/// <summary>Where people sign in.</summary>
internal static class LoginPath
{
    public const string Plain = "/login";

    /// <summary>The login that leads back to where somebody wanted to go.</summary>
    public static string Back(HttpRequest request) =>
        request.Path == "/" ? Plain : $"{Plain}?back={Uri.EscapeDataString(request.Path + request.QueryString)}";
}
