using System.CommandLine;
using System.Text;
using System.Text.Json;
using AppCrueNotify.Composition;
using AppCrueNotify.Messages;
using AppCrueNotify.Messages.Reading;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Commands;

/// <summary><c>compose</c>: what phones would show. Stores and sends nothing.</summary>
internal static class ComposeCommand
{
    private const string ExampleMoodle = "https://campus.example.edu";
    private const int KeyBytes = 32;

    public static Command Create()
    {
        var file = new Argument<string>("FILE.jsonl") { Description = "Messages in intake form, one JSON object a line." };
        var moodle = new Option<string?>("--moodle") { Description = $"Moodle's address (its wwwroot). Default: that of the first contexturl, else {ExampleMoodle}.", HelpName = "URL" };
        var settings = SettingsOption.Create("--site-setting");
        var command = new DocumentedCommand(
            "compose",
            "Prints what phones would show, one JSON object per message: key, title, alert, link, customProperties (the serialized JSON as TwinPush would get it) and, where the site would not send it, skipped with the reason. Stores and sends nothing.",
            "appcrue-notify compose samples/moodle-events/campus.jsonl",
            "appcrue-notify compose messages.jsonl --moodle https://campus.example.edu --site-setting only-news-forum=off --site-setting \"icons=mod_quiz=📝\"")
        { file, moodle, settings };
        command.SetAction(async (parsed, cancellation) =>
        {
            var path = parsed.GetRequiredValue(file);
            var typed = SettingsOption.Apply(new Dictionary<string, string>(), parsed.GetRequiredValue(settings));
            var site = new Site
            {
                Id = 0,
                Name = "preview",
                MoodleUrl = parsed.GetValue(moodle) is { } given ? SiteOptions.Address("--moodle", given) : await MoodleOfAsync(path, cancellation),
                AppId = "",
                TwinPushUrl = new(ExampleMoodle),
                CreatorKey = "",
                Settings = SettingCatalogue.Parse(typed),
            };
            await using var stream = JsonLines.Open(path);
            return await PrintAsync(stream, site, cancellation);
        });
        return command;
    }

    private static async Task<int> PrintAsync(Stream stream, Site site, CancellationToken cancellationToken)
    {
        // Ids of short links depend on the installation's key: here they only have their length in common with the real ones.
        var composer = new Composer(new byte[KeyBytes]);
        var code = ExitCode.Done;
        await using var output = new StreamWriter(System.Console.OpenStandardOutput(), new UTF8Encoding(false));
        await foreach (var line in JsonLines.ReadAsync(stream, cancellationToken))
        {
            var (key, message, error) = Read(line.Text);
            if (message is null)
            {
                await output.FlushAsync(cancellationToken);
                await System.Console.Error.WriteLineAsync($"line {line.Number}{(key is null ? "" : $" (key {key})")}: {error}");
                code = ExitCode.Failed;
                continue;
            }

            var push = composer.Compose(message, site);
            var composed = new ComposedLine(message.Key, push.Title, push.Alert, push.Link, push.CustomProperties, FilterRules.ReasonToSkip(message, site.Settings));
            await output.WriteLineAsync(JsonSerializer.Serialize(composed, CommandJson.Line.ComposedLine));
        }

        return code;
    }

    /// <summary>As the intake would read it.</summary>
    private static ReadMessage Read(string text)
    {
        if (JsonLines.Error(text) is { } error)
            return new(null, null, error);
        var bytes = Encoding.UTF8.GetBytes(text);
        var json = new Utf8JsonReader(bytes);
        json.Read();
        return MessageReader.Read(ref json, bytes);
    }

    private static async Task<string> MoodleOfAsync(string path, CancellationToken cancellationToken)
    {
        await using var stream = JsonLines.Open(path);
        await foreach (var line in JsonLines.ReadAsync(stream, cancellationToken))
        {
            if (Read(line.Text).Message?.ContextUrl is { } address && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
                return uri.GetLeftPart(UriPartial.Authority);
        }

        return ExampleMoodle;
    }
}
