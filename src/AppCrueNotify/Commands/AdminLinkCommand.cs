using System.CommandLine;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>admin link</c>: a link that opens the console once.</summary>
internal static class AdminLinkCommand
{
    public static Command Create()
    {
        var name = new Option<string>("--name") { Description = "Whose: unlocks and enables the account; a new name becomes an administrator's.", HelpName = "NAME", DefaultValueFactory = _ => AdminLinks.FirstName };
        var url = new Option<string>("--url") { Description = "Where the console is reached.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "link",
            "Prints a link that opens the console once, within an hour, without a password; the last line of standard output.",
            "appcrue-notify admin link",
            "appcrue-notify admin link --name ana --url https://push.example.edu")
        { name, url, storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (!Uri.TryCreate(parsed.GetRequiredValue(url), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
                throw new UsageException("--url takes an address such as https://push.example.edu.");
            var who = parsed.GetRequiredValue(name).Trim();
            if (who.Length is 0 or > 100)
                throw new UsageException("--name takes 1 to 100 characters.");
            await using var store = CommandStore.OpenExisting(storage.Read(parsed));
            var path = await AdminLinks.Of(store.Get<IDatabase>(), store.Get<SecretBox>(), TimeProvider.System).ForAsync(who, cancellation);
            await System.Console.Error.WriteLineAsync($"Opens the console as '{who}', once, within {LoginLinks.ForTerminals.TotalMinutes:0} minutes:");
            await System.Console.Out.WriteLineAsync(new Uri(address, path).ToString());
            return ExitCode.Done;
        });
        return command;
    }
}
