using System.CommandLine;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>cancel</c>: ends waiting messages before they are sent.</summary>
internal static class CancelCommand
{
    public static Command Create()
    {
        var site = SharedOptions.Site();
        var choice = new MessageChoiceOptions();
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "cancel",
            "Ends waiting messages before they are sent. What is being sent or was sent is not touched: see 'recall'.",
            "appcrue-notify cancel --site campus --key n:17025:6004")
        { site, storage };
        choice.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var chosen = choice.Read(parsed);
            await using var store = CommandStore.Open(storage.Read(parsed));
            var found = (await store.SiteAsync(parsed.GetRequiredValue(site), cancellation)).Site;
            var count = await store.Get<IOperatorStore>().CancelAsync(found.Id, chosen, TimeProvider.System.GetUtcNow(), cancellation);
            await System.Console.Out.WriteLineAsync($"{count} waiting messages of site '{found.Name}' were cancelled.");
            return ExitCode.Done;
        });
        return command;
    }
}
