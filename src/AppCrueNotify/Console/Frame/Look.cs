namespace AppCrueNotify.Console.Frame;

/// <summary>Light, dark, or as the reader's system has it.</summary>
internal static class Look
{
    public const string Cookie = "__Host-acn-theme";

    public static IReadOnlyList<string> Themes { get; } = ["auto", "light", "dark"];

    public static string Theme(HttpRequest request) => request.Cookies[Cookie] is { } theme && Themes.Contains(theme) ? theme : Themes[0];
}
