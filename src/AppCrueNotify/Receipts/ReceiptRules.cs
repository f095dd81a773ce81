using AppCrueNotify.Messages;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Receipts;

/// <summary>What a notification's deliveries mean for its recipients, and when to ask again. Pure.</summary>
internal static class ReceiptRules
{
    public const string NotReached = "TwinPush accepted it but no phone of this alias was reached";

    /// <summary>The changes that follow from what TwinPush delivered. No state is taken back; one that was concluded from silence is corrected by a fact.</summary>
    /// <param name="deliveries">What happened on the devices of an alias, by folded alias.</param>
    /// <param name="finished">TwinPush has finished sending and all its deliveries were read: who is not among them was not reached.</param>
    public static IReadOnlyList<ReceiptChange> Decide(
        long attemptId, IReadOnlyList<ReceiptRecipient> recipients, IReadOnlyDictionary<string, List<PhoneReceipt>> deliveries, bool finished, DateTimeOffset now)
    {
        var changes = new List<ReceiptChange>();
        foreach (var recipient in recipients)
        {
            if (deliveries.TryGetValue(AliasFold.Of(recipient.Alias), out var seen))
            {
                var (state, reason, at) = AliasDelivery.Of(seen).Fact();
                var phones = News(attemptId, recipient, seen);
                if (Rank(state) > Rank(recipient.State))
                    changes.Add(new(recipient.Id, recipient.State, state, reason, Earlier(at ?? now, now)) { Phones = phones });
                else if (phones is not null)
                    changes.Add(new(recipient.Id, recipient.State, recipient.State, "", now) { Phones = phones });
            }
            else if (finished && recipient.State == RecipientState.Sent)
            {
                changes.Add(new(recipient.Id, recipient.State, RecipientState.Undeliverable, NotReached, now));
            }
        }

        return changes;
    }

    /// <summary>Whether nothing more can come: everybody opened it or was not reached.</summary>
    public static bool Settled(IReadOnlyList<ReceiptRecipient> recipients, IReadOnlyList<ReceiptChange> changes)
    {
        var after = changes.ToDictionary(c => c.RecipientId, c => c.To);
        return recipients.All(r => after.GetValueOrDefault(r.Id, r.State) is RecipientState.Opened or RecipientState.Undeliverable);
    }

    /// <summary>The next look of the schedule, skipping those whose time has passed; null after the last.</summary>
    public static DateTimeOffset? Next(IReadOnlyList<TimeSpan> schedule, DateTimeOffset acceptedAt, DateTimeOffset now)
    {
        foreach (var step in schedule)
        {
            if (acceptedAt + step > now)
                return acceptedAt + step;
        }

        return null;
    }

    /// <summary>When to make up for a look that failed; null when it is too late.</summary>
    public static DateTimeOffset? AfterFailure(ReceiptsOptions options, DateTimeOffset acceptedAt, DateTimeOffset now) =>
        now < acceptedAt + options.Schedule[^1] + options.Grace ? now + options.Lease : null;

    /// <summary>The column with what is new about the recipient's phones; null when nothing is.</summary>
    private static string? News(long attemptId, ReceiptRecipient recipient, List<PhoneReceipt> seen)
    {
        var merged = Phones.Merge(recipient.Phones, seen);
        return merged.SequenceEqual(recipient.Phones) ? null : PhonesColumn.Write(attemptId, merged);
    }

    private static int Rank(RecipientState state) => state switch
    {
        RecipientState.Undeliverable => 0,
        RecipientState.Sent => 1,
        RecipientState.Received => 2,
        RecipientState.Opened => 3,
        _ => int.MaxValue,
    };

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}

/// <summary>The best that happened on any device of an alias.</summary>
internal readonly record struct AliasDelivery(DateTimeOffset? ReceivedAt, DateTimeOffset? OpenedAt)
{
    public static AliasDelivery Of(IEnumerable<PhoneReceipt> phones) =>
        phones.Aggregate(default(AliasDelivery), (best, p) => new(First(best.ReceivedAt, p.ReceivedAt), First(best.OpenedAt, p.OpenedAt)));

    public (RecipientState State, string Reason, DateTimeOffset? At) Fact()
    {
        if (OpenedAt is not null)
            return (RecipientState.Opened, "opened on a phone", OpenedAt);
        return ReceivedAt is null ? (RecipientState.Sent, "TwinPush handed it to a phone's push service", null) : (RecipientState.Received, "received by a phone", ReceivedAt);
    }

    /// <summary>The earlier of two times that may be missing.</summary>
    public static DateTimeOffset? First(DateTimeOffset? one, DateTimeOffset? other) => one is null || other < one ? other ?? one : one;
}
