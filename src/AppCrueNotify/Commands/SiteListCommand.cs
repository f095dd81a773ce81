using System.CommandLine;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>site list</c>.</summary>
internal static class SiteListCommand
{
    public static Command Create()
    {
        var storage = new StorageChoice();
        var command = new DocumentedCommand("list", "Lists the sites, never their credentials.", "appcrue-notify site list") { storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = CommandStore.Open(storage.Read(parsed));
            var sites = (await store.Get<ISiteStore>().LoadAsync(cancellation)).Sites;
            if (sites.Count == 0)
                await System.Console.Error.WriteLineAsync("There is no site yet. Add one with 'appcrue-notify site add'.");
            foreach (var (site, typed) in sites)
                await System.Console.Out.WriteLineAsync(Describe(site, typed));
            return ExitCode.Done;
        });
        return command;
    }

    private static string Describe(Sites.Site site, IReadOnlyDictionary<string, string> typed)
    {
        var settings = typed.Count == 0 ? "default settings" : string.Join(", ", typed.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => $"{s.Key}={s.Value}"));
        var token = site.ApiToken is null ? "without API token" : "with API token";
        var paused = site.PauseReason is null ? "" : $"\n  PAUSED since {site.PausedAt:u}: {site.PauseReason}";
        return $"{site.Name}\n  Moodle {site.MoodleUrl}\n  TwinPush {site.TwinPushUrl}, app {site.AppId}, {token}\n  {settings}{paused}";
    }
}
