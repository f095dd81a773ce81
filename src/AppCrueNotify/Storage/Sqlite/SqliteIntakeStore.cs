namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Intake on SQLite: three set-based statements a request, commits shared by the writer.</summary>
internal sealed class SqliteIntakeStore(SqliteWriter writer, FreeSpace freeSpace, WorkSignal signal) : IIntakeStore
{
    public async Task<IReadOnlyList<StoreResult>> AddAsync(long siteId, IReadOnlyList<NewRecipient> recipients, DateTimeOffset now, CancellationToken cancellationToken)
    {
        freeSpace.ThrowIfBelowFloor();
        // Everything that costs time happens before the writer's turn.
        var rows = IntakeRows.Of(recipients);
        var results = await writer.WriteIntakeAsync(session => Add(session, siteId, recipients, rows, now), cancellationToken);
        if (results.Contains(StoreResult.Stored))
            signal.Raise(siteId);
        return results;
    }

    private static StoreResult[] Add(SqliteSession session, long siteId, IReadOnlyList<NewRecipient> recipients, IntakeRows rows, DateTimeOffset now)
    {
        if (rows.Pushes is not null)
            session.Run(Sql.InsertPushes, ("@site", siteId), ("@now", now.Column()), ("@pushes", rows.Pushes));
        if (rows.ShortLinks is not null)
            session.Run(Sql.InsertShortLinks, ("@site", siteId), ("@expires", rows.LinksExpireAt.Column()), ("@links", rows.ShortLinks));
        var stored = session
            .Query(Sql.InsertRecipients, r => r.GetString(0), ("@site", siteId), ("@now", now.Column()), ("@recipients", rows.Recipients))
            .ToHashSet(StringComparer.Ordinal);
        if (stored.Count == recipients.Count)
            return [.. Enumerable.Repeat(StoreResult.Stored, recipients.Count)];
        // A text that came with nothing but known keys belongs to nobody; one that was erased must not come back this way.
        if (rows.Pushes is not null)
            session.Run(Sql.DeleteUnusedPushes, ("@site", siteId), ("@pushes", rows.Pushes));
        return Compare(session, siteId, recipients, stored);
    }

    private static StoreResult[] Compare(SqliteSession session, long siteId, IReadOnlyList<NewRecipient> recipients, HashSet<string> stored)
    {
        var known = session
            .Query(Sql.SelectKnownKeys, r => (Key: r.GetString(0), Hash: r.GetString(1)), ("@site", siteId), ("@keys", IntakeRows.Keys(recipients)))
            .DistinctBy(k => k.Key)
            .ToDictionary(k => k.Key, k => k.Hash, StringComparer.Ordinal);
        var results = new StoreResult[recipients.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var recipient = recipients[i];
            // Of several with one key in a request the first is the one that was stored.
            results[i] = known[recipient.Key] != recipient.ContentHash ? StoreResult.KeyReused
                : stored.Remove(recipient.Key) ? StoreResult.Stored
                : StoreResult.Duplicate;
        }

        return results;
    }
}
