using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Restored;

namespace AppCrueNotify.Commands;

/// <summary>How all sites stand. docs/operating.md describes the form.</summary>
/// <param name="MessagesOfRemovedSites">Messages of sites that were removed, kept for their time.</param>
internal sealed record StatusReport(DateTimeOffset At, IReadOnlyList<SiteStatus> Sites, long MessagesOfRemovedSites)
{
    public static StatusReport Of(IReadOnlyList<StoredSite> sites, IReadOnlyList<StateCount> counts, IReadOnlyList<ReceiptState> readings, IReadOnlyList<RestoredMessages> restored, DateTimeOffset now)
    {
        var bySite = counts.ToLookup(c => c.SiteId);
        var known = sites.Select(s => s.Site.Id).ToHashSet();
        return new(now, [.. sites.Select(s => SiteStatus.Of(s.Site, [.. bySite[s.Site.Id]], [.. readings.Where(r => r.SiteId == s.Site.Id)], restored.FirstOrDefault(r => r.SiteId == s.Site.Id), now))], counts.Where(c => !known.Contains(c.SiteId)).Sum(c => c.Count));
    }
}

/// <summary>How one site stands. Counts are of the messages that are still kept.</summary>
/// <param name="Taken">All messages but the skipped ones.</param>
/// <param name="States">Count by state, every state there is.</param>
/// <param name="OldestWaiting">When the oldest message that waits was taken; null when none waits.</param>
/// <param name="OldestWaitingSeconds">How long ago that was.</param>
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
    IReadOnlyList<ReadingTrouble> ReadingTroubles)
{
    public static SiteStatus Of(Site site, IReadOnlyList<StateCount> counts, IReadOnlyList<ReceiptState> readings, RestoredMessages? restored, DateTimeOffset now)
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
            restored is null ? null : new(restored.Count, restored.BackupAt),
            [.. readings.Where(r => r.Error is not null).Select(r => new ReadingTrouble(r.Part, r.Error!, r.RetryAt))]);
    }
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
