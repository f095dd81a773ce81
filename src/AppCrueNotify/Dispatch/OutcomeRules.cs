using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch;

/// <summary>What an answer means for a batch's recipients and for its site. Pure.</summary>
internal static class OutcomeRules
{
    // In how many parts a rejected batch is sent again. Four cost one bad entry as many requests as two do, and many bad entries fewer,
    // in half the rounds: the level that is left out would have been rejected as well. docs/decisions.md has the bounds.
    private const int Parts = 4;

    // An answer that got lost often means a provider in trouble: the one resend waits a little.
    private static readonly TimeSpan ResendAfter = TimeSpan.FromSeconds(5);

    /// <param name="random">From 0 to 1, for the jitter.</param>
    /// <param name="lookAt">When a lost answer is looked up first, where the sentinel was among the recipients; null: nobody looks.</param>
    public static Completion Decide(Claim claim, Answer answer, OnUnknown onUnknown, DateTimeOffset now, double random, DateTimeOffset? lookAt = null)
    {
        var looked = answer.Outcome == Outcome.Unknown && claim.Sentinel is not null && lookAt is not null;
        var (changes, retryAt) = answer.Outcome switch
        {
            Outcome.Accepted => (Settled(RecipientState.Sent, answer.Reason), (DateTimeOffset?)null),
            Outcome.NoTarget => (Settled(RecipientState.Undeliverable, "no app on any phone: TwinPush knows none of the recipients of the request"), null),
            Outcome.NotSent or Outcome.Unavailable => Later(claim, answer, now, random),
            Outcome.Misconfigured => (Again(answer.Reason, now, countsAsTry: false), null),
            Outcome.Rejected => (Rejected(claim, answer, now), null),
            Outcome.Unknown when looked => (Settled(RecipientState.Sending, $"TwinPush's answer was lost; it is being looked up (tag {claim.Tag}): {answer.Reason}"), null),
            Outcome.Unknown => (Unknown(claim, answer.Reason, onUnknown, now), null),
        };
        return new()
        {
            AttemptId = claim.AttemptId,
            Outcome = answer.Outcome,
            Reason = answer.Reason,
            Status = (int?)answer.Status,
            ErrorType = answer.ErrorType,
            NotificationId = answer.NotificationId,
            RepeatPossible = answer.RepeatPossible,
            RetryAt = retryAt,
            LookAt = looked ? lookAt : null,
            PausesSite = answer.Outcome == Outcome.Misconfigured,
            Changes = changes,
        };
    }

    private static IReadOnlyList<RecipientChange> Settled(RecipientState state, string reason) => [new RecipientChange.Settle(null, state, reason)];

    private static IReadOnlyList<RecipientChange> Again(string reason, DateTimeOffset due, bool countsAsTry) =>
        [new RecipientChange.Requeue(null, reason, due, countsAsTry, CountsAsUnknown: false, PackGroup: null)];

    private static (IReadOnlyList<RecipientChange>, DateTimeOffset?) Later(Claim claim, Answer answer, DateTimeOffset now, double random)
    {
        var due = now + RetrySchedule.Delay(claim.Recipients.Max(r => r.Tries), answer.RetryAfter, random);
        return (Again(answer.Reason, due, countsAsTry: true), due);
    }

    private static IReadOnlyList<RecipientChange> Rejected(Claim claim, Answer answer, DateTimeOffset now)
    {
        var unknown = answer.UnknownAliases.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var named = claim.Recipients.Where(r => unknown.Contains(r.Alias)).Select(r => r.Id).ToList();
        if (named.Count > 0 || (claim.Sentinel is { } sentinel && unknown.Contains(sentinel.Alias)))
        {
            return
            [
                new RecipientChange.Settle(named, RecipientState.Undeliverable, "no app on any phone: TwinPush does not know the alias"),
                new RecipientChange.Requeue(null, "TwinPush refused other recipients of the request; sent again without them", now, CountsAsTry: false, CountsAsUnknown: false, PackGroup: null),
            ];
        }

        if (claim.Recipients.Count == 1)
            return Settled(RecipientState.Failed, answer.Reason);

        // Sorted by push: a bad push is isolated with its recipients as well as a bad recipient.
        var sorted = claim.Recipients.OrderBy(r => r.PushId).ThenBy(r => r.Id).Select(r => r.Id).ToList();
        var parts = Math.Min(Parts, sorted.Count);
        return [.. Enumerable.Range(0, parts).Select(i => new RecipientChange.Requeue(
            sorted[(i * sorted.Count / parts)..((i + 1) * sorted.Count / parts)], "TwinPush rejected something in the request: it is sent again in parts to find what",
            now, CountsAsTry: false, CountsAsUnknown: false, PackGroup: (claim.AttemptId * Parts) + i))];
    }

    /// <summary>What the site's setting decides when nobody can tell what the outcome was.</summary>
    public static IReadOnlyList<RecipientChange> Unknown(Claim claim, string reason, OnUnknown onUnknown, DateTimeOffset now)
    {
        var held = $"outcome unknown, tag {claim.Tag} in TwinPush: {reason}";
        if (onUnknown == OnUnknown.Hold)
            return Settled(RecipientState.Held, held);
        var again = claim.Recipients.Where(r => r.Unknowns == 0).Select(r => r.Id).ToList();
        return
        [
            new RecipientChange.Requeue(again, $"outcome unknown, sent once more, a repeat is possible (tag {claim.Tag}): {reason}", now + ResendAfter, CountsAsTry: true, CountsAsUnknown: true, PackGroup: null),
            new RecipientChange.Settle(null, RecipientState.Held, held),
        ];
    }
}
