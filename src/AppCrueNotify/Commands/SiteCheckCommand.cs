using System.CommandLine;
using AppCrueNotify.Sentinels;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;

namespace AppCrueNotify.Commands;

/// <summary><c>site check</c>: whether lost answers of a site's TwinPush can be looked up.</summary>
internal static class SiteCheckCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The site." };
        var off = new Option<bool>("--off") { Description = "Tries nothing: requests leave without the gateway's own device from now on." };
        var patience = new Option<string>("--patience") { Description = "How long a notification may take to show up.", HelpName = "DURATION", DefaultValueFactory = _ => "1min" };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "check",
            "Tries out whether lost answers can be looked up: registers a device of the gateway's own in the site's TwinPush app, sends to it alone, finds and deletes that. "
            + "When all of it works the device goes with every request of 20 recipients or more, from now on; no student gets anything.",
            "appcrue-notify site check campus",
            "appcrue-notify site check campus --off")
        { name, off, patience, storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = new SentinelOptions { TestPatience = SharedOptions.Duration("--patience", parsed.GetRequiredValue(patience), TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10)) };
            await using var store = CommandStore.OpenExisting(storage.Read(parsed));
            var site = (await store.SiteAsync(parsed.GetRequiredValue(name), cancellation)).Site;
            using var clients = TwinPushClientFactory.CreateStandalone();
            var test = new SelfTest(store.Get<ISentinelStore>(), new(clients, options, TimeProvider.System), clients, options, TimeProvider.System);
            if (parsed.GetValue(off))
                return await SwitchOffAsync(test, site, cancellation);
            var sentinel = await test.RunAsync(site, step => System.Console.Out.WriteLine($"{(step.Passed ? "ok    " : step.Decisive ? "FAILED" : "note  ")}  {step.Name}: {step.Words}"), cancellation);
            if (sentinel is not { State: SentinelState.On })
                throw new CommandFailedException($"Lost answers of site '{site.Name}' are not looked up; its setting on-unknown ({site.Settings.OnUnknown.ToString().ToLowerInvariant()}) decides about them. Messages are sent all the same.");
            await System.Console.Out.WriteLineAsync($"Passed: lost answers of site '{site.Name}' are looked up from now on. Other credentials, or another app, need another check.");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<int> SwitchOffAsync(SelfTest test, Site site, CancellationToken cancellationToken)
    {
        var had = await test.SwitchOffAsync(site, "switched off by hand", cancellationToken);
        await System.Console.Out.WriteLineAsync(had
            ? $"Requests of site '{site.Name}' leave without the gateway's own device. 'site check' without --off tries it out again."
            : $"Site '{site.Name}' has no device of the gateway's own; nothing was changed.");
        return ExitCode.Done;
    }
}
