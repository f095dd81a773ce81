using System.CommandLine;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Restored;

namespace AppCrueNotify.Commands;

/// <summary><c>release</c>: decides about what a restore holds.</summary>
internal static class ReleaseCommand
{
    public static Command Create()
    {
        var site = new Option<string?>("--site") { Description = "Only this site's. Default: all sites.", HelpName = "NAME" };
        var cancel = new Option<bool>("--cancel") { Description = "Ends them unsent instead." };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "release",
            "Sends the messages that are held since a restore, except those whose time has run out. Who got one after the backup was taken gets it twice.",
            "appcrue-notify release",
            "appcrue-notify release --site campus --cancel")
        { site, cancel, storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = CommandStore.OpenExisting(storage.Read(parsed));
            var history = store.Get<RestoredHistory>();
            var only = parsed.GetValue(site) is { } name ? (await store.SiteAsync(name, cancellation)).Site.Id : (long?)null;
            var names = (await store.Get<ISiteStore>().LoadAsync(cancellation)).Sites.ToDictionary(s => s.Site.Id, s => $"Site '{s.Site.Name}'");
            var held = (await history.CountAsync(cancellation)).Where(r => only is null || r.SiteId == only).ToList();
            var now = TimeProvider.System.GetUtcNow();
            foreach (var restored in held)
            {
                // A removed site's messages can only end.
                var known = names.TryGetValue(restored.SiteId, out var words);
                if (parsed.GetValue(cancel) || !known)
                {
                    var cancelled = await history.CancelAsync(restored.SiteId, now, cancellation);
                    await System.Console.Out.WriteLineAsync($"{words ?? "A removed site"}: {cancelled} messages were cancelled.");
                    continue;
                }

                var released = await history.ReleaseAsync(restored.SiteId, now, cancellation);
                await System.Console.Out.WriteLineAsync($"{words}: {released.Waiting} messages wait to be sent, {released.Expired} had expired.");
            }

            if (held.Count == 0)
                await System.Console.Out.WriteLineAsync("Nothing is held since a restore.");
            return ExitCode.Done;
        });
        return command;
    }
}
