using System.CommandLine;
using System.Globalization;
using AppCrueNotify.Exports;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>reach</c>: how many of a site's people pushes can reach.</summary>
internal static class ReachCommand
{
    private const int Days = 30;

    public static Command Create()
    {
        var name = new Option<string?>("--site") { Description = "The site. Default: all.", HelpName = "NAME" };
        var csv = new Option<bool>("--csv") { Description = "Prints comma-separated values with a header line." };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "reach",
            $"Shows how many aliases have the app, and which share of the last {Days} days' messages reached nobody because the app is missing.",
            "appcrue-notify reach",
            "appcrue-notify reach --site campus --csv")
        { name, csv, storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = CommandStore.OpenExisting(storage.Read(parsed));
            var sites = parsed.GetValue(name) is { } one
                ? [await store.SiteAsync(one, cancellation)]
                : (await store.Get<ISiteStore>().LoadAsync(cancellation)).Sites;
            var reach = (await store.Get<IDirectoryStore>().ReachAsync(TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(Days), cancellation)).ToDictionary(r => r.SiteId);
            if (parsed.GetValue(csv))
                await System.Console.Out.WriteLineAsync("site,known_aliases,active_aliases,listed_at,recipients,unreachable,unreachable_share");
            foreach (var (site, _) in sites)
            {
                var figures = reach.GetValueOrDefault(site.Id) ?? new(site.Id, 0, 0, null, 0, 0);
                await System.Console.Out.WriteLineAsync(parsed.GetValue(csv) ? Row(site.Name, figures) : Sentence(site.Name, figures, site.ApiToken is not null));
            }

            return ExitCode.Done;
        });
        return command;
    }

    public static string Row(string site, SiteReach reach) =>
        string.Create(CultureInfo.InvariantCulture, $"{Csv.Cell(site)},{reach.Known},{reach.Active},{reach.ListedAt:yyyy-MM-ddTHH:mm:ssZ},{reach.Recipients},{reach.Unreachable},{reach.UnreachableShare:0.0000}");

    public static string Sentence(string site, SiteReach reach, bool withToken)
    {
        var directory = reach switch
        {
            { ListedAt: { } listed } => string.Create(CultureInfo.InvariantCulture, $"{reach.Active} aliases have the app (listed {listed:u})"),
            _ when withToken => "the directory has not been listed yet",
            _ => "no directory: the site has no API token",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{site}\n  {directory}\n  {reach.Unreachable} of {reach.Recipients} messages of the last {Days} days reached nobody because the app is missing ({reach.UnreachableShare * 100:0.0} %)");
    }
}
