using System.CommandLine;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>settle</c>: a person has looked into TwinPush and decides about held messages.</summary>
internal static class SettleCommand
{
    public static Command Create()
    {
        var site = SharedOptions.Site();
        var choice = new MessageChoiceOptions();
        var sent = new Option<bool>("--sent") { Description = "TwinPush has them: they count as sent." };
        var notSent = new Option<bool>("--not-sent") { Description = "TwinPush does not have them: they are sent again." };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "settle",
            "Decides about held messages, whose outcome TwinPush never told. Look for the attempt's tag in TwinPush first.",
            "appcrue-notify settle --site campus --key n:17025:6004 --sent")
        { site, sent, notSent, storage };
        choice.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var wereSent = parsed.GetValue(sent);
            if (wereSent == parsed.GetValue(notSent))
                throw new UsageException("Say either --sent or --not-sent.");
            var chosen = choice.Read(parsed);
            await using var store = CommandStore.Open(storage.Read(parsed));
            var found = (await store.SiteAsync(parsed.GetRequiredValue(site), cancellation)).Site;
            var now = TimeProvider.System.GetUtcNow();
            var count = wereSent
                ? await store.Get<IOperatorStore>().SettleSentAsync(found.Id, chosen, now, cancellation)
                : await store.Get<IOperatorStore>().SettleNotSentAsync(found.Id, chosen, now + found.Settings.ExpireAfter.Default, now, cancellation);
            await System.Console.Out.WriteLineAsync($"{count} held messages of site '{found.Name}' {(wereSent ? "count as sent" : "are sent again")}.");
            return ExitCode.Done;
        });
        return command;
    }
}
