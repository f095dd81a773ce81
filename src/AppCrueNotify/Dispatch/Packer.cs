using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch;

/// <summary>A batch before it is claimed.</summary>
internal sealed record PackedBatch(BatchKind Kind, IReadOnlyList<DueRecipient> Recipients);

/// <summary>Bounds of a batch.</summary>
/// <param name="Size">Recipients a request takes.</param>
/// <param name="OwnRequestFrom">From how many recipients on a push gets requests of its own.</param>
/// <param name="BodyLimit">Bytes a request's body may have.</param>
internal readonly record struct PackLimits(int Size, int OwnRequestFrom, int BodyLimit);

/// <summary>
/// Puts waiting recipients into as few requests as can be. Pure.
/// Full batches leave at once; a batch that is not full leaves when one of its recipients has waited long enough.
/// </summary>
internal static class Packer
{
    /// <param name="recipients">In the order in which they should leave.</param>
    /// <param name="weight">Bytes that a recipient adds to a request for many pushes, and whether its text is protected: such a request has one protection for all.</param>
    /// <returns>Ready batches, personal ones first, then those whose recipients wait longest.</returns>
    public static IReadOnlyList<PackedBatch> Pack(
        IReadOnlyList<DueRecipient> recipients, Func<DueRecipient, PackWeight> weight, PackLimits limits, DateTimeOffset now)
    {
        var candidates = FirstOfEachUser(recipients.Where(r => r.ExpiresAt > now));
        var batches = new List<PackedBatch>();
        foreach (var group in candidates.Where(r => r.PackGroup is not null).GroupBy(r => r.PackGroup))
            batches.AddRange(PackPart([.. group], weight, limits));
        batches.AddRange(PackPart([.. candidates.Where(r => r.PackGroup is null)], weight, limits));
        return [.. batches.Where(b => b.Recipients.Count >= limits.Size || b.Recipients.Any(r => r.DueAt <= now))
            .OrderByDescending(b => b.Recipients.Any(r => r.Personal))
            .ThenBy(b => b.Recipients.Min(r => r.DueAt))
            .ThenBy(b => b.Recipients.Min(r => r.Id))];
    }

    private static List<PackedBatch> PackPart(List<DueRecipient> recipients, Func<DueRecipient, PackWeight> weight, PackLimits limits)
    {
        var batches = new List<PackedBatch>();
        var rest = new List<DueRecipient>();
        foreach (var push in recipients.GroupBy(r => r.PushId))
        {
            var chunks = push.Chunk(limits.Size).ToList();
            foreach (var chunk in chunks)
            {
                if (chunk.Length >= Math.Min(limits.OwnRequestFrom, limits.Size))
                    batches.Add(new(BatchKind.Simple, chunk));
                else
                    rest.AddRange(chunk);
            }
        }

        foreach (var sameProtection in rest.OrderBy(r => !r.Personal).ThenBy(r => r.DueAt).ThenBy(r => r.Id).GroupBy(r => weight(r).Protected))
            batches.AddRange(Fill(sameProtection, weight, limits));
        return batches;
    }

    private static IEnumerable<PackedBatch> Fill(IEnumerable<DueRecipient> recipients, Func<DueRecipient, PackWeight> weight, PackLimits limits)
    {
        var batch = new List<DueRecipient>();
        var bytes = 0;
        foreach (var recipient in recipients)
        {
            var more = weight(recipient).Bytes;
            if (batch.Count == limits.Size || (batch.Count > 0 && bytes + more > limits.BodyLimit))
            {
                yield return Made(batch);
                (batch, bytes) = ([], 0);
            }

            batch.Add(recipient);
            bytes += more;
        }

        if (batch.Count > 0)
            yield return Made(batch);
    }

    // One push needs no list of overrides, however few its recipients.
    private static PackedBatch Made(List<DueRecipient> recipients) =>
        new(recipients.TrueForAll(r => r.PushId == recipients[0].PushId) ? BatchKind.Simple : BatchKind.Multiple, recipients);

    /// <summary>An alias stands once in a request, and a user's second message goes in a later request than the first.</summary>
    private static List<DueRecipient> FirstOfEachUser(IEnumerable<DueRecipient> recipients)
    {
        var all = recipients.ToList();
        var oldestOfUser = all.GroupBy(r => r.UserId).ToDictionary(g => g.Key, g => g.Min(r => r.Id));
        var aliases = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. all.Where(r => oldestOfUser[r.UserId] == r.Id && aliases.Add(r.Alias))];
    }
}

/// <summary>What a recipient means for a request for many pushes.</summary>
internal readonly record struct PackWeight(int Bytes, bool Protected);
