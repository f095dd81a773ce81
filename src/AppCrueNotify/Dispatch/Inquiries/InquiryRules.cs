using System.Diagnostics;
using AppCrueNotify.Messages;
using AppCrueNotify.Sentinels;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch.Inquiries;

/// <summary>What a look means for an attempt of unknown outcome. Pure.</summary>
internal static class InquiryRules
{
    /// <summary>When to look for the first time.</summary>
    public static DateTimeOffset First(SentinelOptions options, DateTimeOffset now) => now + options.Looks[0];

    /// <summary>Whether one more look without result would mean that TwinPush does not have it: then the inbox itself is put to the test first.</summary>
    public static bool IsLast(DueInquiry inquiry, SentinelOptions options, DateTimeOffset now) =>
        inquiry.State == InquiryState.Open && inquiry.Misses + 1 >= options.LooksToBeAbsent && now >= inquiry.BeganAt + options.Looks[^1];

    /// <summary>What a look means while the recipients wait for it.</summary>
    public static Finding Decide(DueInquiry inquiry, Look look, OnUnknown onUnknown, SentinelOptions options, DateTimeOffset now) => look switch
    {
        Look.Found { NotDeleted: { } reason } found when now < inquiry.BeganAt + options.Horizon =>
            Again(inquiry, options, now, $"TwinPush has it {found.Extra + 1} times; the extra one could not be deleted yet: {reason}", failed: true),
        Look.Found found => new Finding.End(Accepted(inquiry, found)),
        Look.Nothing when IsLast(inquiry, options, now) => new Finding.End(Absent(inquiry, options, now)),
        Look.Nothing => Again(inquiry, options, now, "TwinPush does not have it so far", failed: false),
        // Not by the clock alone: one that was set forward must not end what was hardly looked up.
        Look.Failed failed when now >= inquiry.BeganAt + options.Horizon && inquiry.Looks + 1 >= options.LooksToBeAbsent =>
            new Finding.End(Undecided(inquiry, $"it could not be looked up for {SettingValues.Words(options.Horizon)}: {failed.Reason}", onUnknown, options, now, failed: true)),
        Look.Failed failed => Again(inquiry, options, now, $"the look failed: {failed.Reason}", failed: true),
        Look.Useless useless => new Finding.End(Undecided(inquiry, useless.Reason, onUnknown, options, now, failed: false)),
        _ => throw new UnreachableException(),
    };

    /// <summary>What a look means when the recipients were sent again.</summary>
    /// <param name="resent">The states of those that were, by id.</param>
    public static Finding Watch(DueInquiry inquiry, Look look, IReadOnlyDictionary<long, RecipientState> resent, SentinelOptions options, DateTimeOffset now)
    {
        var next = options.Watch.Select(w => inquiry.BeganAt + w).Where(w => w > now).Cast<DateTimeOffset?>().FirstOrDefault();
        return look switch
        {
            Look.Found when next is { } at && resent.Values.Contains(RecipientState.Sending) =>
                AgainWatched(inquiry, at, "it turned up late, while it was being sent again", failed: false),
            Look.Found { NotDeleted: { } reason } when next is { } at => AgainWatched(inquiry, at, $"it turned up late and could not be deleted yet: {reason}", failed: true),
            Look.Found found => new Finding.End(Late(inquiry, found, resent)),
            Look.Nothing when next is { } at => AgainWatched(inquiry, at, "it was not there and was sent again; it has not turned up since", failed: false),
            Look.Failed failed when next is { } at => AgainWatched(inquiry, at, $"it was sent again; the last look failed: {failed.Reason}", failed: true),
            Look.Nothing => Unseen(inquiry, "it was not there and was sent again; it never turned up", missed: true),
            Look.Failed failed => Unseen(inquiry, $"it was not there and was sent again; the last look failed: {failed.Reason}", missed: false),
            Look.Useless useless => Unseen(inquiry, $"it was sent again; nobody can look any more: {useless.Reason}", missed: false),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Whether a copy that turned up late is one too many: everybody has been sent theirs already, and nobody waits for it.</summary>
    public static bool IsOneTooMany(IReadOnlyDictionary<long, RecipientState> resent) =>
        !resent.Values.Any(s => s is RecipientState.Waiting or RecipientState.Sending or RecipientState.Held) && resent.Values.Any(s => s is RecipientState.Sent or RecipientState.Received or RecipientState.Opened);

    private static Finding.Again Again(DueInquiry inquiry, SentinelOptions options, DateTimeOffset now, string words, bool failed)
    {
        var planned = options.Looks.Select(l => inquiry.BeganAt + l).Where(l => l > now).Cast<DateTimeOffset?>().FirstOrDefault();
        return new(Step(inquiry, planned ?? now + options.LookEvery, words, failed));
    }

    private static Finding.Again AgainWatched(DueInquiry inquiry, DateTimeOffset next, string words, bool failed) => new(Step(inquiry, next, words, failed));

    private static InquiryStep Step(DueInquiry inquiry, DateTimeOffset next, string words, bool failed) =>
        new(inquiry.Claim.AttemptId, inquiry.State, inquiry.Misses + (failed ? 0 : 1), inquiry.Failures + (failed ? 1 : 0), next, words);

    private static InquiryEnd Accepted(DueInquiry inquiry, Look.Found found)
    {
        var words = found switch
        {
            { Extra: 0 } => $"TwinPush's answer was lost; it has the request as notification {found.NotificationId}",
            { NotDeleted: null } => $"TwinPush's answer was lost; it has the request {found.Extra + 1} times: notification {found.NotificationId} stays, the rest was deleted",
            { NotDeleted: { } reason } => $"TwinPush's answer was lost; it has the request {found.Extra + 1} times, and the rest beside notification {found.NotificationId} could not be deleted: {reason}",
        };
        return Ending(inquiry, found.Extra == 0 ? InquiryResult.Found : InquiryResult.FoundTwice, words) with
        {
            NotificationId = found.NotificationId,
            RepeatPossible = found.Extra > 0,
            Changes = [new RecipientChange.Settle(null, RecipientState.Sent, words)],
        };
    }

    private static InquiryEnd Absent(DueInquiry inquiry, SentinelOptions options, DateTimeOffset now)
    {
        var again = inquiry.Claim.Recipients.Where(r => r.Unknowns == 0).Select(r => r.Id).ToList();
        return Ending(inquiry, InquiryResult.Absent, "TwinPush does not have it") with
        {
            Misses = inquiry.Misses + 1,
            Changes =
            [
                new RecipientChange.Requeue(again, $"TwinPush's answer was lost and it does not have the request (tag {inquiry.Claim.Tag}): sent once more", now, CountsAsTry: true, CountsAsUnknown: true, PackGroup: null),
                new RecipientChange.Settle(null, RecipientState.Held, $"TwinPush's answer was lost twice and it does not have the request (tag {inquiry.Claim.Tag})"),
            ],
            Resent = again,
            WatchAt = WatchAt(inquiry, again, options, now),
            RepeatPossible = again.Count > 0,
        };
    }

    private static InquiryEnd Undecided(DueInquiry inquiry, string reason, OnUnknown onUnknown, SentinelOptions options, DateTimeOffset now, bool failed)
    {
        var changes = OutcomeRules.Unknown(inquiry.Claim, reason, onUnknown, now);
        var again = changes.OfType<RecipientChange.Requeue>().SelectMany(c => c.Ids ?? []).ToList();
        return Ending(inquiry, InquiryResult.Undecided, reason) with
        {
            Failures = inquiry.Failures + (failed ? 1 : 0),
            Changes = changes,
            Resent = again,
            // An inbox that cannot be asked or believed tells nothing later either.
            WatchAt = failed ? WatchAt(inquiry, again, options, now) : null,
            RepeatPossible = true,
        };
    }

    private static InquiryEnd Late(DueInquiry inquiry, Look.Found found, IReadOnlyDictionary<long, RecipientState> resent)
    {
        var waiting = resent.Where(r => r.Value is RecipientState.Waiting or RecipientState.Held).Select(r => r.Key).ToList();
        var twice = resent.Count(r => r.Value is RecipientState.Sending or RecipientState.Sent or RecipientState.Received or RecipientState.Opened);
        var copy = found.NotDeleted is { } reason ? $"could not be deleted: {reason}" : "was deleted";
        var words = waiting.Count > 0
            ? $"it turned up late as notification {found.NotificationId}; {waiting.Count} recipients need not be sent again, {twice} may have it twice"
            : $"it turned up late as notification {found.NotificationId}, when it had been sent again; the late one {(IsOneTooMany(resent) ? copy : "stays")}";
        return Ending(inquiry, InquiryResult.Late, words) with
        {
            // Where nobody waited for it, the attempt stays one of unknown outcome: its notification is gone, or nobody's business any more.
            NotificationId = waiting.Count > 0 ? found.NotificationId : null,
            RepeatPossible = twice > 0,
            Got = waiting,
        };
    }

    private static Finding.End Unseen(DueInquiry inquiry, string words, bool missed) => new(Ending(inquiry, missed ? InquiryResult.Absent : InquiryResult.Undecided, words) with
    {
        Misses = inquiry.Misses + (missed ? 1 : 0),
        Failures = inquiry.Failures + (missed ? 0 : 1),
        RepeatPossible = true,
    });

    private static InquiryEnd Ending(DueInquiry inquiry, InquiryResult result, string words) => new()
    {
        AttemptId = inquiry.Claim.AttemptId,
        From = inquiry.State,
        Result = result,
        Words = words,
        Misses = inquiry.Misses,
        Failures = inquiry.Failures,
        RepeatPossible = false,
    };

    private static DateTimeOffset? WatchAt(DueInquiry inquiry, List<long> again, SentinelOptions options, DateTimeOffset now) =>
        again.Count == 0 ? null : options.Watch.Select(w => inquiry.BeganAt + w).Where(w => w > now).Cast<DateTimeOffset?>().FirstOrDefault();
}
