namespace AppCrueNotify.Storage.Postgres;

/// <summary>
/// Chooses what is due: of each user the first message that is not finished. The others are put behind it in the store when they are met,
/// so that the walk meets each of them once: choosing costs the same with a thousand waiting or a million, also of one user.
/// </summary>
internal sealed class PostgresPeek(PostgresConnections connections)
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
            var most = piece == 1 ? limit : Math.Max(limit, Piece);
            var rows = await connections.ReadAsync((session, token) => LookAsync(session, siteId, horizon, most, token), cancellationToken);
            var first = rows.Where(r => !r.Behind).Select(r => r.Recipient).ToList();
            var behind = rows.Where(r => r.Behind).Select(r => r.Recipient).ToList();
            var hurry = behind.Where(r => r.Personal).Select(r => r.Id).ToArray();
            if (hurry.Length > 0)
                await connections.RunAsync(Sql.HurryAhead, [("@ids", hurry), ("@site", siteId), ("@limit", HurryAhead)], cancellationToken);
            if (behind.Count > 0)
                await connections.RunAsync(Sql.PutBehind, [("@ids", behind.Select(r => r.Id).ToArray()), ("@site", siteId)], cancellationToken);

            // Looked at again when others may be due in the place of those put behind, or in another order.
            var cut = rows.Count == most;
            if (piece == Pieces || behind.Count == 0 || (!cut && hurry.Length == 0))
                return cut || first.Count > limit ? await WithWholeGroupsAsync(siteId, [.. first.Take(limit)], horizon, cancellationToken) : first;
        }
    }

    public async Task<IReadOnlyList<DueRecipient>> MoreOfPushAsync(long siteId, long pushId, long afterId, DateTimeOffset horizon, int limit, CancellationToken cancellationToken) =>
        await connections.QueryAsync(
            Sql.SelectMoreOfPush, PostgresAttempts.MapDue,
            [("@site", siteId), ("@push", pushId), ("@after", afterId), ("@horizon", horizon.Column()), ("@limit", limit), ("@read", ReadAtMost)], cancellationToken);

    private static async Task<List<(DueRecipient Recipient, bool Behind)>> LookAsync(PostgresSession session, long siteId, DateTimeOffset horizon, int limit, CancellationToken cancellationToken)
    {
        var rows = await DueAsync(session, siteId, Personal, horizon, limit, cancellationToken);
        if (rows.Count < limit)
            rows.AddRange(await DueAsync(session, siteId, Bulk, horizon, limit - rows.Count, cancellationToken));
        return rows;
    }

    private static Task<List<(DueRecipient Recipient, bool Behind)>> DueAsync(PostgresSession session, long siteId, int priority, DateTimeOffset horizon, int limit, CancellationToken cancellationToken) =>
        session.QueryAsync(Sql.SelectDue, r => (PostgresAttempts.MapDue(r), r.GetBoolean(10)), [("@site", siteId), ("@priority", priority), ("@horizon", horizon.Column()), ("@limit", limit)], cancellationToken);

    /// <summary>A part of a rejected batch that the limit would cut goes whole: in two requests it would cost one more than it may.</summary>
    private async Task<IReadOnlyList<DueRecipient>> WithWholeGroupsAsync(long siteId, List<DueRecipient> seen, DateTimeOffset horizon, CancellationToken cancellationToken)
    {
        var groups = seen.Select(r => r.PackGroup).OfType<long>().Distinct().ToArray();
        if (groups.Length == 0)
            return seen;
        var whole = await connections.QueryAsync(Sql.SelectDueGroups, PostgresAttempts.MapDue, [("@groups", groups), ("@site", siteId), ("@horizon", horizon.Column())], cancellationToken);
        return [.. seen, .. whole.ExceptBy(seen.Select(r => r.Id), r => r.Id)];
    }
}
