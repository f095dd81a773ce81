namespace AppCrueNotify.Storage.Postgres;

/// <summary>Intake on PostgreSQL: a transaction for each request, its statements sent together. The server itself lets concurrent transactions share the flush of its log.</summary>
internal sealed class PostgresIntakeStore(PostgresConnections connections, WorkSignal signal) : IIntakeStore
{
    public async Task<IReadOnlyList<StoreResult>> AddAsync(long siteId, IReadOnlyList<NewRecipient> recipients, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (recipients.Count == 0)
            return [];
        var columns = IntakeColumns.Of(siteId, recipients, now);
        var results = await connections.WriteAsync((session, token) => AddAsync(session, siteId, recipients, columns, token), cancellationToken);
        if (results.Contains(StoreResult.Stored))
            signal.Raise(siteId);
        return results;
    }

    private static async Task<StoreResult[]> AddAsync(PostgresSession session, long siteId, IReadOnlyList<NewRecipient> recipients, IntakeColumns columns, CancellationToken cancellationToken)
    {
        // The rows of the last statement, the only one that gives any.
        var stored = (await session.QueryTogetherAsync(columns.Statements, r => r.Text(0), cancellationToken))[^1].ToHashSet(StringComparer.Ordinal);
        if (stored.Count == recipients.Count)
            return [.. Enumerable.Repeat(StoreResult.Stored, recipients.Count)];
        // A text that came with nothing but known keys belongs to nobody; one that was erased must not come back this way.
        if (columns.Hashes.Length > 0)
            await session.RunAsync(Sql.DeleteUnusedPushes, [("@site", siteId), ("@hashes", columns.Hashes)], cancellationToken);
        var known = (await session.QueryAsync(Sql.SelectKnownKeys, r => (Key: r.Text(0), Hash: r.Text(1)), [("@site", siteId), ("@keys", recipients.Select(r => r.Key).ToArray())], cancellationToken))
            .DistinctBy(k => k.Key)
            .ToDictionary(k => k.Key, k => k.Hash, StringComparer.Ordinal);
        return Compare(recipients, stored, known);
    }

    private static StoreResult[] Compare(IReadOnlyList<NewRecipient> recipients, HashSet<string> stored, Dictionary<string, string> known)
    {
        var results = new StoreResult[recipients.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var recipient = recipients[i];
            // One that was there a moment ago and is no longer was old enough to be cleaned away: it was a duplicate.
            var same = !known.TryGetValue(recipient.Key, out var hash) || hash == recipient.ContentHash;
            // Of several with one key in a request the first is the one that was stored.
            results[i] = !same ? StoreResult.KeyReused : stored.Remove(recipient.Key) ? StoreResult.Stored : StoreResult.Duplicate;
        }

        return results;
    }
}
