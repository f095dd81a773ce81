namespace AppCrueNotify.Console.Access;

/// <summary>Addresses inside the console: a redirect never leads elsewhere.</summary>
internal static class LocalPath
{
    /// <summary>The path if it is one of ours, else the start page.</summary>
    public static string Of(string? path) =>
        path is ['/', not ('/' or '\\'), ..] or "/" && !path.Any(char.IsControl) && path.Length <= 2000 ? path : "/";
}
