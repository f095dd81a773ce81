using System.CommandLine;
using System.Text.Json;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>status</c>: how the sites stand.</summary>
internal static class StatusCommand
{
    // A gateway that runs takes what is due within a second or so, unless TwinPush is away.
    private static readonly TimeSpan LongWait = TimeSpan.FromMinutes(5);

    public static Command Create()
    {
        var json = SharedOptions.Json();
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "status",
            "Prints per site how many messages are waiting, sent, undeliverable and so on, and which sites are paused and why.",
            "appcrue-notify status",
            "appcrue-notify status --json --data /var/lib/appcrue-notify")
        { json, storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            await using var store = CommandStore.OpenExisting(storage.Read(parsed));
            var sites = (await store.Get<ISiteStore>().LoadAsync(cancellation)).Sites;
            var report = StatusReport.Of(sites, await store.Get<IReportStore>().CountAsync(cancellation), await StatusFacts.ReadAsync(store, cancellation), TimeProvider.System.GetUtcNow());
            if (parsed.GetValue(json))
                await System.Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, CommandJson.Page.StatusReport));
            else
                await PrintAsync(report);
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task PrintAsync(StatusReport report)
    {
        if (report.Sites.Count == 0)
            await System.Console.Error.WriteLineAsync("There is no site yet. Add one with 'appcrue-notify site add'.");
        foreach (var site in report.Sites)
        {
            await System.Console.Out.WriteLineAsync($"{site.Name} ({site.MoodleUrl})");
            if (site.Paused is { } pause)
                await System.Console.Out.WriteLineAsync($"  PAUSED{(pause.Since is { } since ? $" since {LocalTime.Words(since)}" : "")}: {pause.Reason}\n  What to do: {pause.WhatToDo}");
            if (!site.Enabled)
                await System.Console.Out.WriteLineAsync("  SWITCHED OFF: its setting enabled is off, every message is skipped.");
            await System.Console.Out.WriteLineAsync($"  {"taken",-14}{site.Taken,9}");
            foreach (var (state, count) in site.States)
                await System.Console.Out.WriteLineAsync($"  {state,-14}{count,9}{Note(site, state)}");
            if (site.Restored is { } restored)
                await System.Console.Out.WriteLineAsync($"  HELD: {restored.Held} messages come from the backup of {LocalTime.Words(restored.BackupAt)} and may have been sent since.\n  What to do: 'appcrue-notify release' sends them, 'appcrue-notify release --cancel' ends them; new messages go out meanwhile.");
            if (site.Away is { } away)
                await System.Console.Out.WriteLineAsync($"  TwinPush does not answer since {LocalTime.Words(away.Since)} ({away.Failures} requests in a row); next probe {LocalTime.Words(away.NextProbe)}: {away.Reason}");
            if (site.LookingUp is { } open)
                await System.Console.Out.WriteLineAsync($"  Lost answers being looked up: {open.Attempts} with {open.Recipients} recipients, the oldest since {LocalTime.Words(open.Since)}; next look {LocalTime.Words(open.NextLook)}");
            await System.Console.Out.WriteLineAsync(site.Sentinel.State == "on"
                ? $"  Lost answers are looked up (tested {LocalTime.Words(site.Sentinel.TestedAt!.Value)})."
                : $"  Lost answers are not looked up, the setting on-unknown decides ({site.Sentinel.State}): {site.Sentinel.Reason}.");
            foreach (var trouble in site.ReadingTroubles)
                await System.Console.Out.WriteLineAsync($"  TwinPush's {trouble.Part} cannot be read{(trouble.NextTry is { } next ? $", next try {LocalTime.Words(next)}" : "")}: {trouble.Reason} Sending goes on.");
            if (site is { Paused: null, Away: null, OldestWaitingSeconds: { } seconds } && seconds >= LongWait.TotalSeconds)
                await System.Console.Out.WriteLineAsync("  Messages wait for long: does the gateway run, and does TwinPush answer? See its log, or 'appcrue-notify trace' for one of them.");
        }

        if (report.MessagesOfRemovedSites > 0)
            await System.Console.Out.WriteLineAsync($"Messages of removed sites, kept for their time: {report.MessagesOfRemovedSites}");
    }

    private static string Note(SiteStatus site, string state) => state == RecipientState.Waiting.Word() && site.OldestWaitingSeconds is { } seconds
        ? $"   the oldest for {LocalTime.Roughly(TimeSpan.FromSeconds(seconds))}"
        : "";
}
