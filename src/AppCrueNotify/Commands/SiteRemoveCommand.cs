using System.CommandLine;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>site remove</c>.</summary>
internal static class SiteRemoveCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The site." };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "remove",
            "Removes a site: its tokens end, its credentials are erased, its waiting messages are cancelled.",
            "appcrue-notify site remove campus")
        { name, storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = CommandStore.Open(storage.Read(parsed));
            var site = (await store.SiteAsync(parsed.GetRequiredValue(name), cancellation)).Site;
            var cancelled = await store.Get<ISiteStore>().RemoveAsync(site.Id, TimeProvider.System.GetUtcNow(), cancellation);
            await System.Console.Error.WriteLineAsync($"Site '{site.Name}' was removed; {cancelled} waiting messages were cancelled.");
            return ExitCode.Done;
        });
        return command;
    }
}
