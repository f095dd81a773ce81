using System.CommandLine;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Commands;

/// <summary>Options that several commands share.</summary>
internal static class SharedOptions
{
    private const string DataVariable = "APPCRUENOTIFY_DATA";

    public static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = $"The data directory with the database, keys and logs. Also by the environment variable {DataVariable}.",
        HelpName = "DIR",
        DefaultValueFactory = _ => new(Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } named ? named : DefaultDirectory()),
    };

    public static Option<string> Site() => new("--site") { Description = "The site's name.", HelpName = "NAME", Required = true };

    public static Option<bool> Json() => new("--json") { Description = "Prints JSON for programs; docs/operating.md describes it." };

    /// <summary>A typed duration as a span.</summary>
    /// <exception cref="UsageException">It is none, or not within the bounds.</exception>
    public static TimeSpan Duration(string option, string text, TimeSpan least, TimeSpan most)
    {
        try
        {
            return SettingValues.Duration(text, least, most);
        }
        catch (FormatException e)
        {
            throw new UsageException($"{option}: {e.Message}");
        }
    }

    private static string DefaultDirectory() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "appcrue-notify");
}
