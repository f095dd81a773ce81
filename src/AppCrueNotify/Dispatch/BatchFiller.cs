using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch;

/// <summary>
/// A look sees some thousand recipients. Where more wait, of many texts in turns, it sees a part of each, and requests would leave half empty:
/// so a batch that is about to leave takes in what its push has behind the look.
/// </summary>
internal sealed class BatchFiller(IDispatchStore store, long siteId)
{
    /// <param name="seen">All that the look saw.</param>
    /// <param name="packed">The look's batches.</param>
    /// <param name="horizon">Who is due later is no company.</param>
    /// <param name="allowed">So many may leave.</param>
    /// <returns>What is ready, at most so many. A batch that was not becomes so when it is full now.</returns>
    public async Task<IReadOnlyList<PackedBatch>> FillAsync(
        IReadOnlyList<DueRecipient> seen, IReadOnlyList<PackedBatch> packed, Func<DueRecipient, PackWeight> weight, PackLimits limits, DateTimeOffset now, DateTimeOffset horizon, int allowed, CancellationToken cancellationToken)
    {
        // An alias stands once in a request, and its messages leave in their order.
        var aliases = seen.Select(r => r.Alias).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var chosen = packed.Where(b => b.Ready).Concat(packed.Where(b => !b.Ready && Packer.HasRoom(b, limits)).OrderByDescending(b => b.Recipients.Count)).Take(allowed);
        var ready = new List<PackedBatch>();
        foreach (var batch in chosen)
        {
            var filled = batch;
            if (Packer.HasRoom(batch, limits))
            {
                var push = batch.Recipients[0].PushId;
                var more = await store.MoreOfPushAsync(siteId, push, seen.Where(r => r.PushId == push).Max(r => r.Id), horizon, limits.Size - batch.Recipients.Count, cancellationToken);
                filled = Packer.Fill(batch, more.Where(r => aliases.Add(r.Alias)), weight, limits, now);
            }

            if (filled.Ready)
                ready.Add(filled);
        }

        return ready;
    }
}
