using System.CommandLine;
using System.Globalization;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>retry</c>: puts messages that were given up back in the queue.</summary>
internal static class RetryCommand
{
    private static readonly RecipientState[] Retryable = [RecipientState.Failed, RecipientState.Undeliverable, RecipientState.Held];

    public static Command Create()
    {
        var name = SharedOptions.Site();
        var states = new Option<string[]>("--state") { Description = "Only messages of this state; can be repeated. Default: all three.", HelpName = "failed|undeliverable|held", DefaultValueFactory = _ => [] };
        states.AcceptOnlyFromAmong([.. Retryable.Select(s => s.Word())]);
        var since = new Option<string?>("--since") { Description = "Only messages that came into that state since then: a duration such as 2h or '3 days', or a time such as 2026-11-23T08:00.", HelpName = "WHEN" };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "retry",
            "Sends messages again that failed, were undeliverable or are held, and prints how many. They expire anew, after the site's expire-after.",
            "appcrue-notify retry --site campus",
            "appcrue-notify retry --site campus --state undeliverable --since \"3 days\"",
            "appcrue-notify retry --site campus --state held --since 2026-11-23T08:00")
        { name, states, since, storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            var now = TimeProvider.System.GetUtcNow();
            var from = parsed.GetValue(since) is { } text ? Since(text, now) : DateTimeOffset.UnixEpoch;
            string[] asked = parsed.GetRequiredValue(states) is { Length: > 0 } given ? given : [.. Retryable.Select(s => s.Word())];
            await using var store = CommandStore.OpenExisting(storage.Read(parsed));
            var site = (await store.SiteAsync(parsed.GetRequiredValue(name), cancellation)).Site;
            var total = 0;
            foreach (var state in asked.Distinct().Select(RecipientStates.Parse))
                total += await store.Get<IUpkeepStore>().RetryAsync(site.Id, state, from, now + site.Settings.ExpireAfter.Default, now, cancellation);
            await System.Console.Out.WriteLineAsync($"{total} messages of {string.Join(", ", asked.Distinct())} wait to be sent again.");
            if (total > 0 && site.PauseReason is not null)
                await System.Console.Error.WriteLineAsync($"The site is paused, so they wait until it works again: {site.PauseReason}");
            return ExitCode.Done;
        });
        return command;
    }

    private static DateTimeOffset Since(string text, DateTimeOffset now)
    {
        // A time without offset is the operator's own.
        if (text.Contains('-', StringComparison.Ordinal) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var time))
            return time;
        try
        {
            return now - SharedOptions.Duration("--since", text, TimeSpan.Zero, TimeSpan.FromDays(3650));
        }
        catch (UsageException)
        {
            throw new UsageException($"--since: '{text}' is neither a duration such as 2h or '3 days' nor a time such as 2026-11-23T08:00.");
        }
    }
}
