using System.CommandLine;
using System.Text.Json;
using AppCrueNotify.Commands.Trace;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>trace</c>: why did Ana get no push?</summary>
internal static class TraceCommand
{
    public static Command Create()
    {
        var name = SharedOptions.Site();
        var key = new Option<string?>("--key") { Description = "The message's key, such as n:17025:6004.", HelpName = "KEY" };
        var user = new Option<long?>("--user") { Description = "The user's id in Moodle (the number in the address of the user's profile).", HelpName = "ID" };
        var limit = new Option<int>("--limit") { Description = "Messages shown of a user, newest first, 1 to 1000.", HelpName = "COUNT", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 1000)
                result.AddError("--limit takes a number from 1 to 1000.");
        });
        var json = SharedOptions.Json();
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "trace",
            "Tells the life of a message, or of a user's messages, newest first: what was shown, each attempt, what comes next and why.",
            "appcrue-notify trace --site campus --user 6004",
            "appcrue-notify trace --site campus --key n:17025:6004 --json")
        { name, key, user, limit, json, storage };
        command.Validators.Add(result =>
        {
            if (result.GetResult(key) is null == result.GetResult(user) is null)
                result.AddError("Give either --key KEY or --user ID.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = CommandStore.OpenExisting(storage.Read(parsed));
            var site = (await store.SiteAsync(parsed.GetRequiredValue(name), cancellation)).Site;
            var reports = store.Get<IReportStore>();
            var messages = parsed.GetValue(key) is { } wanted
                ? await reports.TraceKeyAsync(site.Id, wanted, cancellation)
                : await reports.TraceUserAsync(site.Id, parsed.GetValue(user)!.Value, parsed.GetValue(limit), cancellation);
            var now = TimeProvider.System.GetUtcNow();
            var report = new TraceReport(site.Name, now, [.. messages.Select(m => Entry(m, site, now))]);
            if (parsed.GetValue(json))
                await System.Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, CommandJson.Page.TraceReport));
            else
                await PrintAsync(report);
            return messages.Count > 0 ? ExitCode.Done : throw Nothing(parsed.GetValue(key), parsed.GetValue(user));
        });
        return command;
    }

    private static TraceEntry Entry(TracedMessage message, Site site, DateTimeOffset now) => new()
    {
        Key = message.Key,
        UserId = message.UserId,
        Alias = message.Alias,
        Component = message.Component,
        Name = message.Name,
        State = message.State.Word(),
        Reason = message.Reason,
        Explanation = TraceWords.Explain(message, site, now),
        TakenAt = message.TakenAt,
        StateAt = message.StateAt,
        NextTryAt = message.State == RecipientState.Waiting ? message.DueAt : null,
        ExpiresAt = message.ExpiresAt,
        Title = message.Push?.Title,
        Alert = message.Push?.Alert,
        Link = message.Push?.Link,
        LinkNote = message.Push?.LinkNote,
        Attempts = message.Attempts,
    };

    private static async Task PrintAsync(TraceReport report)
    {
        if (report.Messages.Count > 0)
            await System.Console.Out.WriteLineAsync($"Times are this machine's ({LocalTime.Zone(report.At)}).");
        foreach (var line in report.Messages.SelectMany(entry => TraceText.Lines(entry).Prepend("")))
            await System.Console.Out.WriteLineAsync(line);
    }

    private static CommandFailedException Nothing(string? key, long? user) => new(
        $"Nothing is known of {(key is null ? $"user {user}" : $"the key {key}")}: Moodle never handed such a message to this gateway, or it was deleted after its time (the settings keep-sent and keep-undeliverable). "
        + "Whether Moodle hands messages over shows on its status page, and whether the user wants them in the user's notification preferences.");
}
