using System.Diagnostics;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Restored;

namespace AppCrueNotify.Commands;

/// <summary>How all sites stand. docs/operating.md describes the form.</summary>
/// <param name="MessagesOfRemovedSites">Messages of sites that were removed, kept for their time.</param>
internal sealed record StatusReport(DateTimeOffset At, IReadOnlyList<SiteStatus> Sites, long MessagesOfRemovedSites)
{
    public static StatusReport Of(IReadOnlyList<StoredSite> sites, IReadOnlyList<StateCount> counts, StatusFacts facts, DateTimeOffset now)
    {
        var bySite = counts.ToLookup(c => c.SiteId);
        var known = sites.Select(s => s.Site.Id).ToHashSet();
        return new(now, [.. sites.Select(s => SiteStatus.Of(s.Site, [.. bySite[s.Site.Id]], facts, now))], counts.Where(c => !known.Contains(c.SiteId)).Sum(c => c.Count));
    }
}

/// <summary>How one site stands. Counts are of the messages that are still kept.</summary>
/// <param name="Taken">All messages but the skipped ones.</param>
/// <param name="States">Count by state, every state there is.</param>
/// <param name="OldestWaiting">When the oldest message that waits was taken; null when none waits.</param>
/// <param name="OldestWaitingSeconds">How long ago that was.</param>
/// <param name="Away">Set while TwinPush does not answer, or asked for a rest.</param>
/// <param name="LookingUp">Set while lost answers are being looked up.</param>
/// <param name="Sentinel">Whether lost answers can be looked up.</param>
/// <param name="Restored">Those of the held that come from a backup; null when there are none.</param>
/// <param name="ReadingTroubles">What cannot be read from TwinPush at the moment; sending goes on.</param>
internal sealed record SiteStatus(
    string Name,
    string MoodleUrl,
    bool Enabled,
    SitePause? Paused,
    long Taken,
    IReadOnlyDictionary<string, long> States,
    DateTimeOffset? OldestWaiting,
    long? OldestWaitingSeconds,
    SiteRestored? Restored,
    SiteAway? Away,
    LookingUp? LookingUp,
    SentinelStatus Sentinel,
    IReadOnlyList<ReadingTrouble> ReadingTroubles)
{
    public static SiteStatus Of(Site site, IReadOnlyList<StateCount> counts, StatusFacts facts, DateTimeOffset now)
    {
        var oldest = counts.FirstOrDefault(c => c.State == RecipientState.Waiting)?.Oldest;
        return new(
            site.Name,
            site.MoodleUrl,
            site.Settings.Enabled,
            site.PauseReason is { } reason ? new(site.PausedAt, reason, SitePause.Advice(site)) : null,
            counts.Where(c => c.State != RecipientState.Skipped).Sum(c => c.Count),
            Enum.GetValues<RecipientState>().ToDictionary(s => s.Word(), s => counts.FirstOrDefault(c => c.State == s)?.Count ?? 0),
            oldest,
            oldest is { } since ? Math.Max(0, (long)(now - since).TotalSeconds) : null,
            facts.Restored.FirstOrDefault(r => r.SiteId == site.Id) is { } restored ? new(restored.Count, restored.BackupAt) : null,
            facts.Outages.GetValueOrDefault(site.Id) is { } outage ? new(outage.Since, outage.Reason, outage.Failures, outage.ProbeAt) : null,
            facts.Inquiries.GetValueOrDefault(site.Id) is { } open ? new(open.Attempts, open.Recipients, open.Since, open.NextAt) : null,
            SentinelStatus.Of(site, facts.Sentinels.FirstOrDefault(s => s.SiteId == site.Id)),
            [.. facts.Readings.Where(r => r.SiteId == site.Id && r.Error is not null).Select(r => new ReadingTrouble(r.Part, r.Error!, r.RetryAt))]);
    }
}

/// <summary>What is read for the report beside sites and counts.</summary>
internal sealed record StatusFacts(
    IReadOnlyList<ReceiptState> Readings, IReadOnlyList<RestoredMessages> Restored, IReadOnlyDictionary<long, SiteOutage> Outages,
    IReadOnlyDictionary<long, OpenInquiries> Inquiries, IReadOnlyList<StoredSentinel> Sentinels)
{
    public static async Task<StatusFacts> ReadAsync(CommandStore store, CancellationToken cancellationToken) => new(
        await store.Get<IReceiptStore>().StatesAsync(cancellationToken), await store.Get<RestoredHistory>().CountAsync(cancellationToken), await store.Get<ISiteGateStore>().AllAsync(cancellationToken),
        await store.Get<IInquiryStore>().OpenAsync(cancellationToken), await store.Get<ISentinelStore>().AllAsync(cancellationToken));
}

/// <summary>TwinPush does not answer, or asked for a rest.</summary>
/// <param name="Since">When the first request of the row failed.</param>
/// <param name="Failures">Requests in a row that failed.</param>
/// <param name="NextProbe">When the next one may leave. Long past: no gateway runs.</param>
internal sealed record SiteAway(DateTimeOffset Since, string Reason, int Failures, DateTimeOffset NextProbe);

/// <summary>Lost answers that are being looked up.</summary>
internal sealed record LookingUp(int Attempts, long Recipients, DateTimeOffset Since, DateTimeOffset NextLook);

/// <summary>Whether lost answers can be looked up.</summary>
/// <param name="State"><c>on</c>, <c>suspect</c>, <c>off</c>, <c>outdated</c> (tested with other credentials) or <c>untested</c>.</param>
/// <param name="TestedAt">When the last self-test ended; null when there was none.</param>
internal sealed record SentinelStatus(string State, string Reason, DateTimeOffset? TestedAt)
{
    public static SentinelStatus Of(Site site, StoredSentinel? sentinel) => sentinel switch
    {
        null => new("untested", site.ApiToken is null ? "the site has no API token" : "no self-test was run: 'appcrue-notify site check' runs it", null),
        { } tested when !tested.IsOf(site) => new("outdated", "the self-test was run with other credentials or another app: run 'appcrue-notify site check' again", tested.TestedAt),
        { State: SentinelState.On } on => new("on", on.Reason, on.TestedAt),
        { State: SentinelState.Suspect } suspect => new("suspect", suspect.Reason, suspect.TestedAt),
        { State: SentinelState.Off } off => new("off", off.Reason, off.TestedAt),
        _ => throw new UnreachableException(),
    };
}

/// <summary>What cannot be read from TwinPush.</summary>
/// <param name="Part"><c>directory</c>, <c>look-ups</c> or <c>receipts</c>.</param>
internal sealed record ReadingTrouble(string Part, string Reason, DateTimeOffset? NextTry);

/// <summary>Messages of a restored backup that wait for a person's decision.</summary>
/// <param name="BackupAt">When the backup was taken.</param>
internal sealed record SiteRestored(long Held, DateTimeOffset BackupAt);

/// <summary>Why nothing is sent for a site, and what to do.</summary>
internal sealed record SitePause(DateTimeOffset? Since, string Reason, string WhatToDo)
{
    public static string Advice(Site site) =>
        $"Correct the site with 'appcrue-notify site set', then see with 'appcrue-notify test-push --site {Shell.Quote(site.Name)} --alias ALIAS'. Nothing is lost meanwhile: messages wait until they expire.";
}
