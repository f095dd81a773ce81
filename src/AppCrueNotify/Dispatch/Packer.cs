using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch;

/// <summary>A batch before it is claimed.</summary>
/// <param name="Full">Nothing more fits: it leaves without waiting for company.</param>
internal sealed record PackedBatch(BatchKind Kind, IReadOnlyList<DueRecipient> Recipients, bool Full)
{
    /// <summary>Whether it may leave: it is full, or one of its recipients has waited long enough.</summary>
    public bool Ready { get; init; }
}

/// <summary>Bounds of a batch.</summary>
/// <param name="Size">Recipients a request takes.</param>
/// <param name="OwnRequestFrom">From how many recipients on a push gets requests of its own.</param>
/// <param name="BodyLimit">Bytes that the recipients of a request may have together.</param>
internal readonly record struct PackLimits(int Size, int OwnRequestFrom, int BodyLimit);

/// <summary>What a recipient means for a request.</summary>
/// <param name="Bytes">What it adds to a request for many pushes.</param>
/// <param name="AliasBytes">What it adds to a request for one push.</param>
/// <param name="Protected">Whether its text is protected: a request has one protection for all.</param>
internal readonly record struct PackWeight(int Bytes, int AliasBytes, bool Protected);

/// <summary>
/// Puts waiting recipients into as few requests as can be. Pure.
/// Full batches leave at once; a batch that is not full leaves when one of its recipients has waited long enough.
/// </summary>
internal static class Packer
{
    /// <param name="recipients">In the order in which they should leave.</param>
    /// <returns>Batches, personal ones first, then those whose recipients wait longest; the ready ones and the others.</returns>
    public static IReadOnlyList<PackedBatch> Pack(
        IReadOnlyList<DueRecipient> recipients, Func<DueRecipient, PackWeight> weight, PackLimits limits, DateTimeOffset now)
    {
        var candidates = FirstOfEachUser(recipients.Where(r => r.ExpiresAt > now));
        var batches = new List<PackedBatch>();
        foreach (var group in candidates.GroupBy(r => r.PackGroup))
            batches.AddRange(PackPart([.. group], weight, limits));
        return [.. batches.Select(b => Judged(b, now))
            .OrderByDescending(b => b.Recipients.Any(r => r.Personal))
            .ThenBy(b => b.Recipients.Min(r => r.DueAt))
            .ThenBy(b => b.Recipients.Min(r => r.Id))];
    }

    /// <summary>Whether more recipients of its push may join the batch.</summary>
    public static bool HasRoom(PackedBatch batch, PackLimits limits) =>
        batch is { Kind: BatchKind.Simple, Full: false } && batch.Recipients.Count >= limits.OwnRequestFrom && batch.Recipients[0].PackGroup is null;

    /// <summary>The batch with more recipients of its push, as far as there is room.</summary>
    public static PackedBatch Fill(PackedBatch batch, IEnumerable<DueRecipient> more, Func<DueRecipient, PackWeight> weight, PackLimits limits, DateTimeOffset now) =>
        Judged(Fill(batch.Recipients.Concat(more.Where(r => r.ExpiresAt > now)), r => weight(r).AliasBytes, limits).First(), now);

    private static List<PackedBatch> PackPart(List<DueRecipient> recipients, Func<DueRecipient, PackWeight> weight, PackLimits limits)
    {
        var batches = new List<PackedBatch>();
        var rest = new List<DueRecipient>();
        foreach (var push in recipients.GroupBy(r => r.PushId))
        {
            foreach (var batch in Fill(push, r => weight(r).AliasBytes, limits))
            {
                if (batch.Full || batch.Recipients.Count >= limits.OwnRequestFrom)
                    batches.Add(batch);
                else
                    rest.AddRange(batch.Recipients);
            }
        }

        foreach (var sameProtection in rest.OrderBy(r => !r.Personal).ThenBy(r => r.DueAt).ThenBy(r => r.Id).GroupBy(r => weight(r).Protected))
            batches.AddRange(Fill(sameProtection, r => weight(r).Bytes, limits));
        return batches;
    }

    private static IEnumerable<PackedBatch> Fill(IEnumerable<DueRecipient> recipients, Func<DueRecipient, int> weigh, PackLimits limits)
    {
        var batch = new List<DueRecipient>();
        var bytes = 0;
        foreach (var recipient in recipients)
        {
            var more = weigh(recipient);
            if (batch.Count > 0 && bytes + more > limits.BodyLimit)
            {
                yield return Made(batch, full: true);
                (batch, bytes) = ([], 0);
            }

            batch.Add(recipient);
            bytes += more;
            if (batch.Count == limits.Size)
            {
                yield return Made(batch, full: true);
                (batch, bytes) = ([], 0);
            }
        }

        if (batch.Count > 0)
            yield return Made(batch, full: false);
    }

    private static PackedBatch Judged(PackedBatch batch, DateTimeOffset now) => batch with { Ready = batch.Full || batch.Recipients.Any(r => r.DueAt <= now) };

    // One push needs no list of overrides, however few its recipients.
    private static PackedBatch Made(List<DueRecipient> recipients, bool full) =>
        new(recipients.TrueForAll(r => r.PushId == recipients[0].PushId) ? BatchKind.Simple : BatchKind.Multiple, recipients, full);

    /// <summary>An alias stands once in a request, and a user's second message goes in a later request than the first.</summary>
    private static List<DueRecipient> FirstOfEachUser(IEnumerable<DueRecipient> recipients)
    {
        var all = recipients.ToList();
        var oldestOfUser = all.GroupBy(r => r.UserId).ToDictionary(g => g.Key, g => g.Min(r => r.Id));
        var aliases = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. all.Where(r => oldestOfUser[r.UserId] == r.Id && aliases.Add(r.Alias))];
    }
}
