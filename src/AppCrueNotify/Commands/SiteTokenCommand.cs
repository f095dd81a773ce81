using System.CommandLine;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>site rotate-token</c>: a new token; the old one goes on for a while, so that Moodle can be changed without a gap.</summary>
internal static class SiteTokenCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The site." };
        var grace = new Option<string>("--grace") { Description = "How long the old token goes on working; 0 ends it at once.", HelpName = "DURATION", DefaultValueFactory = _ => "24h" };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "rotate-token",
            "Prints a new token, alone, as the last line of standard output. The old one goes on for a while.",
            "appcrue-notify site rotate-token campus",
            "appcrue-notify site rotate-token campus --grace 0")
        { name, grace, storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var oldUntil = now + SharedOptions.Duration("--grace", parsed.GetRequiredValue(grace), TimeSpan.Zero, TimeSpan.FromDays(30));
            await using var store = CommandStore.Open(storage.Read(parsed));
            var site = (await store.SiteAsync(parsed.GetRequiredValue(name), cancellation)).Site;
            var token = SiteToken.Create();
            await store.Get<ISiteStore>().RotateTokenAsync(site.Id, new(token.Id, token.Hash()), oldUntil, now, cancellation);
            await System.Console.Error.WriteLineAsync($"The old token works until {oldUntil:u}. The new one, shown only now:");
            await System.Console.Out.WriteLineAsync(token.Text);
            return ExitCode.Done;
        });
        return command;
    }
}
