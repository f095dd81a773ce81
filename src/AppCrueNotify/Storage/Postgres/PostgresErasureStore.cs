namespace AppCrueNotify.Storage.Postgres;

/// <summary>Erasing on PostgreSQL: a scan of the table in pieces (there is no index by user, it would cost every intake), and a short write for what each piece holds.</summary>
internal sealed class PostgresErasureStore(PostgresConnections connections) : IErasureStore
{
    private const string Reason = "erased at the user's request";
    private const string Sending = "sending";
    private const int ScanPiece = 100_000;
    private const int WritePiece = 1000;

    public Task<PendingErasure> BeginAsync(long siteId, long userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.WriteAsync(async (session, token) =>
        {
            var last = (await session.QueryAsync(Sql.SelectLastRecipient, r => r.GetInt64(0), [], token))[0];
            await session.RunAsync(Sql.InsertErasure, [("@site", siteId), ("@user", userId), ("@to", last), ("@now", now.Column())], token);
            return new PendingErasure(siteId, userId, last);
        }, cancellationToken);

    public async Task<IReadOnlyList<PendingErasure>> ReadyAsync(int limit, CancellationToken cancellationToken) =>
        await connections.QueryAsync(Sql.SelectReadyErasures, r => new PendingErasure(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), [("@limit", limit)], cancellationToken);

    public async Task<bool> EraseAsync(PendingErasure erasure, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var inFlight = 0;
        for (var after = 0L; after < erasure.UpTo; after += ScanPiece)
        {
            var found = await connections.QueryAsync(Sql.SelectErasable, r => (Id: r.GetInt64(0), Push: r.NumberOrNull(1)),
                [("@after", after), ("@to", Math.Min(after + ScanPiece, erasure.UpTo)), ("@site", erasure.SiteId), ("@user", erasure.UserId)], cancellationToken);
            foreach (var piece in found.Chunk(WritePiece))
                inFlight += await connections.WriteAsync((session, token) => EraseAsync(session, piece, now, token), cancellationToken);
        }

        // Whatever was in a batch when it was looked at may have ended since, text and all: then the next look finishes it.
        if (inFlight > 0)
            return false;
        await connections.RunAsync(Sql.DeleteErasure, [("@site", erasure.SiteId), ("@user", erasure.UserId), ("@to", erasure.UpTo)], cancellationToken);
        return true;
    }

    /// <returns>How many of them are in a batch.</returns>
    private static async Task<int> EraseAsync(PostgresSession session, (long Id, long? Push)[] found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var states = await session.QueryAsync(Sql.EraseRecipients, r => r.GetString(0), [("@reason", Reason), ("@now", now.Column()), ("@ids", found.Select(f => f.Id).ToArray())], cancellationToken);
        var pushes = found.Select(f => f.Push).OfType<long>().Distinct().ToArray();
        // Whose message it was is not known: perhaps theirs.
        await session.RunAsync(Sql.ForgetOriginals, [("@ids", pushes)], cancellationToken);
        await session.RunAsync(Sql.DeletePushesWithoutRecipients, [("@ids", pushes)], cancellationToken);
        await session.RunAsync(Sql.BlankPushes, [("@ids", pushes)], cancellationToken);
        return states.Count(s => s == Sending);
    }
}
