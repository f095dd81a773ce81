using System.CommandLine;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>site add</c>: prints the site's token, alone, as the last line of standard output.</summary>
internal static class SiteAddCommand
{
    private const int LongestName = 100;

    public static Command Create()
    {
        var name = new Argument<string>("NAME") { Description = "A name for the site, unique in this gateway." };
        var options = new SiteOptions(adding: true);
        var set = SettingsOption.Create("--set");
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "add",
            "Adds a site and prints its token, which Moodle's plugin asks for, alone as the last line of standard output.",
            "appcrue-notify site add campus --moodle https://campus.example.edu --app-id 0123456789abcdef --creator-key-file creator.key",
            "appcrue-notify site add campus --moodle https://campus.example.edu --app-id 0123456789abcdef --creator-key-file - --set only-news-forum=off < creator.key")
        { name, set, storage };
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, parsed.GetRequiredValue(name), options, parsed.GetRequiredValue(set), storage.Read(parsed), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, string name, SiteOptions options, string[] set, StorageOptions storage, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl))
            throw new UsageException($"A site's name has 1 to {LongestName} characters.");
        var site = await options.ApplyAsync(null, name, parsed, cancellationToken);
        var settings = SettingsOption.Apply(new Dictionary<string, string>(), set);
        await using var store = CommandStore.Open(storage);
        var token = SiteToken.Create();
        var id = await store.Get<ISiteStore>().AddAsync(site, settings, new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), cancellationToken);
        if (id is null)
            throw new CommandFailedException($"There is already a site '{name}'. Choose another name, or change that one with 'appcrue-notify site set'.");
        await System.Console.Error.WriteLineAsync($"Site '{name}' was added. Its token, shown only now:");
        await System.Console.Out.WriteLineAsync(token.Text);
        return ExitCode.Done;
    }
}
