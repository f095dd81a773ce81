using AppCrueNotify.Storage;

namespace AppCrueNotify.Doctor;

/// <summary>Whether Moodle's plugin and this gateway fit together. Pure.</summary>
internal static class PluginRules
{
    /// <summary>The plugin's release that came with this gateway. A test keeps it equal to the plugin's own.</summary>
    public const string Release = "1.0.0";

    /// <param name="connection">How Moodle introduced itself; null: it never did.</param>
    public static Check Judge(SiteConnection? connection)
    {
        if (connection is null)
            return Check.Warning("plugin-never");
        // A release with more than numbers (1.1.0-rc1) counts as its numbers; one without is nobody's we know.
        if (!Version.TryParse(connection.Plugin.Split('-', '+', ' ')[0], out var theirs))
            return Check.Warning("plugin-unknown", connection.Plugin, Release);
        return theirs.CompareTo(Version.Parse(Release)) switch
        {
            < 0 => Check.Warning("plugin-old", connection.Plugin, Release, connection.At),
            > 0 => Check.Warning("plugin-newer", connection.Plugin, Release),
            0 => Check.Ok("plugin-connected", connection.Plugin, connection.Moodle, connection.At),
        };
    }
}
