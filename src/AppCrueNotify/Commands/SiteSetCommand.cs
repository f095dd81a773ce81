using System.CommandLine;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>site set</c>: changes credentials and settings, and lets a paused site try again.</summary>
internal static class SiteSetCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "The site." };
        var pairs = new Argument<string[]>("key=value") { Description = "Settings to change.", Arity = ArgumentArity.ZeroOrMore };
        var options = new SiteOptions(adding: false);
        var set = SettingsOption.Create("--set");
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "set",
            "Changes a site; a paused site tries again.",
            "appcrue-notify site set campus only-news-forum=off window=5s",
            "appcrue-notify site set campus --creator-key-file creator.key",
            "appcrue-notify site set campus expire-after.mod_quiz=2h \"icons=mod_quiz=📝\"")
        { name, pairs, set, storage };
        options.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = CommandStore.Open(storage.Read(parsed));
            var before = await store.SiteAsync(parsed.GetRequiredValue(name), cancellation);
            var site = await options.ApplyAsync(before.Site, before.Site.Name, parsed, cancellation);
            var settings = SettingsOption.Apply(before.Typed, [.. parsed.GetValue(pairs) ?? [], .. parsed.GetRequiredValue(set)]);
            if (!await store.Get<ISiteStore>().UpdateAsync(site, settings, cancellation))
                throw new CommandFailedException($"The site '{site.Name}' was removed meanwhile.");
            await System.Console.Error.WriteLineAsync($"Site '{site.Name}' was changed.");
            return ExitCode.Done;
        });
        return command;
    }
}
