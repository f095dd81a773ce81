namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Erasing on SQLite: a scan of the table in pieces (there is no index by user, it would cost every intake), and a short write for what each piece holds.</summary>
internal sealed class SqliteErasureStore(SqliteWriter writer, SqliteReaders readers) : IErasureStore
{
    private const string Reason = "erased at the user's request";
    private const string Sending = "sending";
    private const int ScanPiece = 100_000;
    private const int WritePiece = 1000;

    public Task<PendingErasure> BeginAsync(long siteId, long userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session =>
        {
            var last = session.Query(Sql.SelectLastRecipient, r => r.GetInt64(0))[0];
            session.Run(Sql.InsertErasure, ("@site", siteId), ("@user", userId), ("@to", last), ("@now", now.Column()));
            return new PendingErasure(siteId, userId, last);
        }, cancellationToken);

    public Task<IReadOnlyList<PendingErasure>> ReadyAsync(int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<PendingErasure>>(
            session => session.Query(Sql.SelectReadyErasures, r => new PendingErasure(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)), ("@limit", limit)), cancellationToken);

    public async Task<bool> EraseAsync(PendingErasure erasure, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var inFlight = 0;
        for (var after = 0L; after < erasure.UpTo; after += ScanPiece)
        {
            var from = after;
            var found = await readers.ReadAsync(
                session => session.Query(Sql.SelectErasable, r => (Id: r.GetInt64(0), Push: r.NumberOrNull(1)),
                    ("@after", from), ("@to", Math.Min(from + ScanPiece, erasure.UpTo)), ("@site", erasure.SiteId), ("@user", erasure.UserId)), cancellationToken);
            foreach (var piece in found.Chunk(WritePiece))
                inFlight += await writer.WriteAsync(session => Erase(session, piece, now), cancellationToken);
        }

        // Whatever was in a batch when it was looked at may have ended since, text and all: then the next look finishes it.
        if (inFlight > 0)
            return false;
        await writer.WriteAsync(session => session.Run(Sql.DeleteErasure, ("@site", erasure.SiteId), ("@user", erasure.UserId), ("@to", erasure.UpTo)), cancellationToken);
        return true;
    }

    /// <returns>How many of them are in a batch.</returns>
    private static int Erase(SqliteSession session, (long Id, long? Push)[] found, DateTimeOffset now)
    {
        var states = session.Query(Sql.EraseRecipients, r => r.GetString(0), ("@reason", Reason), ("@now", now.Column()), ("@ids", SqliteRow.Json(found.Select(f => f.Id))));
        var pushes = SqliteRow.Json(found.Select(f => f.Push).OfType<long>().Distinct());
        // Whose message it was is not known: perhaps theirs.
        session.Run(Sql.ForgetOriginals, ("@ids", pushes));
        session.Run(Sql.DeletePushesWithoutRecipients, ("@ids", pushes));
        session.Run(Sql.BlankPushes, ("@ids", pushes));
        return states.Count(s => s == Sending);
    }
}
