namespace AppCrueNotify.Storage.Sqlite;

/// <summary>
/// Chooses what is due: of each user the first message that is not finished. The others are put behind it in the store when they are met,
/// so that the walk meets each of them once: choosing costs the same with a thousand waiting or a million, also of one user.
/// </summary>
internal sealed class SqlitePeek(SqliteWriter writer, SqliteReaders readers)
{
    /// <summary>0 in the column <c>priority</c>: ahead of bulk.</summary>
    public const int Personal = 0;

    /// <summary>1 in the column <c>priority</c>.</summary>
    public const int Bulk = 1;

    // Rows looked at in a piece once somebody was met who waits behind another.
    private const int Piece = 2000;

    // What is left after so many pieces is put behind at the next peek.
    private const int Pieces = 50;

    // Recipients of one push read for those that wait.
    private const int ReadAtMost = 5000;

    // Messages of one user that hurry because a personal one came after them.
    private const int HurryAhead = 1000;

    public async Task<IReadOnlyList<DueRecipient>> PeekAsync(long siteId, DateTimeOffset horizon, int limit, CancellationToken cancellationToken)
    {
        for (var piece = 1; ; piece++)
        {
            var (first, behind, cut) = await readers.ReadAsync(session => Look(session, siteId, horizon, piece == 1 ? limit : Math.Max(limit, Piece)), cancellationToken);
            var hurry = behind.Where(r => r.Personal).Select(r => r.Id).ToList();
            if (behind.Count > 0)
            {
                await writer.WriteAsync(session =>
                {
                    if (hurry.Count > 0)
                        session.Run(Sql.HurryAhead, ("@ids", SqliteRow.Json(hurry)), ("@site", siteId), ("@limit", HurryAhead));
                    return session.Run(Sql.PutBehind, ("@ids", SqliteRow.Json(behind.Select(r => r.Id))), ("@site", siteId));
                }, cancellationToken);
            }

            // Looked at again when others may be due in the place of those put behind, or in another order.
            if (piece == Pieces || behind.Count == 0 || (!cut && hurry.Count == 0))
                return cut || first.Count > limit ? await WithWholeGroupsAsync(siteId, [.. first.Take(limit)], horizon, cancellationToken) : first;
        }
    }

    public Task<IReadOnlyList<DueRecipient>> MoreOfPushAsync(long siteId, long pushId, long afterId, DateTimeOffset horizon, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<DueRecipient>>(
            session => session.Query(
                Sql.SelectMoreOfPush, SqliteDispatchStore.MapDue,
                ("@site", siteId), ("@push", pushId), ("@after", afterId), ("@horizon", horizon.Column()), ("@limit", limit), ("@read", ReadAtMost)),
            cancellationToken);

    private static (List<DueRecipient> First, List<DueRecipient> Behind, bool Cut) Look(SqliteSession session, long siteId, DateTimeOffset horizon, int limit)
    {
        var rows = Due(session, siteId, Personal, horizon, limit);
        if (rows.Count < limit)
            rows.AddRange(Due(session, siteId, Bulk, horizon, limit - rows.Count));
        return ([.. rows.Where(r => !r.Behind).Select(r => r.Recipient)], [.. rows.Where(r => r.Behind).Select(r => r.Recipient)], rows.Count == limit);
    }

    private static List<(DueRecipient Recipient, bool Behind)> Due(SqliteSession session, long siteId, int priority, DateTimeOffset horizon, int limit) =>
        session.Query(Sql.SelectDue, r => (SqliteDispatchStore.MapDue(r), r.GetInt64(10) != 0), ("@site", siteId), ("@priority", priority), ("@horizon", horizon.Column()), ("@limit", limit));

    /// <summary>A part of a rejected batch that the limit would cut goes whole: in two requests it would cost one more than it may.</summary>
    private async Task<IReadOnlyList<DueRecipient>> WithWholeGroupsAsync(long siteId, List<DueRecipient> seen, DateTimeOffset horizon, CancellationToken cancellationToken)
    {
        var groups = seen.Select(r => r.PackGroup).OfType<long>().Distinct().ToList();
        if (groups.Count == 0)
            return seen;
        var whole = await readers.ReadAsync(
            session => session.Query(Sql.SelectDueGroups, SqliteDispatchStore.MapDue, ("@groups", SqliteRow.Json(groups)), ("@site", siteId), ("@horizon", horizon.Column())), cancellationToken);
        return [.. seen, .. whole.ExceptBy(seen.Select(r => r.Id), r => r.Id)];
    }
}
