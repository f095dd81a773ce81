using System.CommandLine;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Commands;

/// <summary><c>key=value</c> options that carry site settings.</summary>
internal static class SettingsOption
{
    public static Option<string[]> Create(string name) => new(name)
    {
        Description = $"A setting; can be repeated. Settings: {string.Join(", ", SettingCatalogue.All.Select(s => s.Name))}.",
        HelpName = "key=value",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The settings given put over those there were.</summary>
    /// <exception cref="UsageException">A name is unknown or a value does not fit.</exception>
    public static Dictionary<string, string> Apply(IReadOnlyDictionary<string, string> before, IEnumerable<string> given)
    {
        var settings = new Dictionary<string, string>(before);
        foreach (var pair in given)
        {
            var sign = pair.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
                throw new UsageException($"'{pair}' is not of the form key=value.");
            settings[pair[..sign]] = pair[(sign + 1)..];
        }

        try
        {
            SettingCatalogue.Parse(settings);
            return settings;
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
    }
}
