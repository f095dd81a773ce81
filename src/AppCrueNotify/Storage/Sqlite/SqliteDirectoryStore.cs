namespace AppCrueNotify.Storage.Sqlite;

/// <summary>The directory on SQLite, written in pieces that hold the writer for milliseconds.</summary>
internal sealed class SqliteDirectoryStore(SqliteWriter writer, SqliteReaders readers, WorkSignal signal) : IDirectoryStore
{
    private const int Piece = 5000;

    // Per call: more come back with the next change or listing that names the alias.
    private const int ReturnPieces = 20;
    private const string ReturnReason = "the app was registered: tried again";

    // What is not active is forgotten when nothing was learned of it for so long.
    private static readonly TimeSpan KeepOthers = TimeSpan.FromDays(1);

    public async Task<DirectoryState> OpenAsync(long siteId, string identity, CancellationToken cancellationToken)
    {
        var known = await readers.ReadAsync(session => Read(session, siteId), cancellationToken);
        if (known is { } found && found.Identity == identity)
            return found.State;
        // First the row: from here on nobody trusts what is being deleted.
        await writer.WriteAsync(session => session.Run(Sql.ResetDirectory, ("@site", siteId), ("@identity", identity)), cancellationToken);
        await DeleteAliasesAsync(siteId, cancellationToken);
        return new() { ListingsDone = 0 };
    }

    public Task<int> BeginListingAsync(long siteId, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Query(Sql.BeginListing, r => r.GetInt32(0), ("@site", siteId))[0], cancellationToken);

    public async Task<int> ActiveAsync(long siteId, IReadOnlyCollection<string> aliases, int? listing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var json = SqliteRow.Json(aliases);
        var returned = await writer.WriteAsync(session =>
        {
            session.Run(Sql.InsertActiveAliases, ("@site", siteId), ("@now", now.Column()), ("@aliases", json), ("@listing", listing ?? 0));
            return Return(session, siteId, json, now);
        }, cancellationToken);
        var last = returned;
        for (var pieces = 1; last == Piece && pieces < ReturnPieces; pieces++)
        {
            last = await writer.WriteAsync(session => Return(session, siteId, json, now), cancellationToken);
            returned += last;
        }

        if (returned > 0)
            signal.Raise(siteId);
        return returned;
    }

    public Task InactiveAsync(long siteId, IReadOnlyCollection<string> aliases, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Run(Sql.SetInactiveAliases, ("@site", siteId), ("@now", now.Column()), ("@aliases", SqliteRow.Json(aliases))), cancellationToken);

    public async Task EndListingAsync(long siteId, DirectoryListing listing, CancellationToken cancellationToken)
    {
        await writer.WriteAsync(session => session.Run(Sql.EndListing, ("@site", siteId), ("@began", listing.BeganAt.Column()), ("@ended", listing.EndedAt.Column())), cancellationToken);
        // What this listing and the one before lacked goes, unless a change told of it since.
        var before = (listing.BeganAt - KeepOthers).Column();
        for (string? after = ""; after is not null;)
        {
            var from = after;
            var upto = await readers.ReadAsync(
                session => session.Query(Sql.SelectDirectoryPiece, r => r.GetString(0), ("@site", siteId), ("@after", from), ("@size", Piece - 1)).FirstOrDefault(), cancellationToken);
            await writer.WriteAsync(session => session.Run(Sql.PruneDirectory,
                ("@site", siteId), ("@after", from), ("@upto", upto), ("@before", before), ("@listing", listing.Number - 1)), cancellationToken);
            after = upto;
        }
    }

    public Task ReadUntilAsync(long siteId, DateTimeOffset? active, DateTimeOffset? inactive, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Run(Sql.SetDirectoryRead, ("@active", active?.Column()), ("@inactive", inactive?.Column()), ("@site", siteId)), cancellationToken);

    public Task<IReadOnlyList<string>> AskedAsync(long siteId, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<string>>(session => session.Query(Sql.SelectAsked, r => r.GetString(0), ("@site", siteId), ("@limit", limit)), cancellationToken);

    public async Task AnswerAsync(long siteId, string alias, Knows found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (found == Knows.Active)
            await ActiveAsync(siteId, [alias], null, now, cancellationToken);
        else
            await writer.WriteAsync(session => session.Run(Sql.AnswerAlias, ("@knows", found.Word()), ("@now", now.Column()), ("@site", siteId), ("@alias", alias)), cancellationToken);
        signal.Raise(siteId);
    }

    public async Task<IReadOnlyList<SiteReach>> ReachAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var counted = await readers.ReadAsync(
            session => session.Query(Sql.CountDirectory, r => new SiteReach(r.GetInt64(0), r.GetInt64(2), r.GetInt64(3), r.TimeOrNull(1), 0, 0)).ToDictionary(s => s.SiteId), cancellationToken);
        var messages = await readers.ReadAsync(
            session => session.Query(Sql.CountUnreachable, r => (Site: r.GetInt64(0), Recipients: r.GetInt64(1), Unreachable: r.GetInt64(2)), ("@hour", TallyRules.Hour(since))), cancellationToken);
        foreach (var (site, recipients, unreachable) in messages)
            counted[site] = (counted.GetValueOrDefault(site) ?? new(site, 0, 0, null, 0, 0)) with { Recipients = recipients, Unreachable = unreachable };
        return [.. counted.Values];
    }

    public async Task ForgetAbandonedAsync(CancellationToken cancellationToken)
    {
        foreach (var site in await readers.ReadAsync(session => session.Query(Sql.SelectAbandonedDirectories, r => r.GetInt64(0)), cancellationToken))
        {
            await DeleteAliasesAsync(site, cancellationToken);
            // Last: a crash before it means that the next round goes on.
            await writer.WriteAsync(session => session.Run(Sql.DeleteReceiptStates, ("@site", site)) + session.Run(Sql.DeleteDirectory, ("@site", site)), cancellationToken);
        }
    }

    private async Task DeleteAliasesAsync(long siteId, CancellationToken cancellationToken)
    {
        while (await writer.WriteAsync(session => session.Run(Sql.DeleteDirectoryAliases, ("@site", siteId), ("@limit", Piece)), cancellationToken) == Piece)
        {
            // Each piece is a commit of its own, so that intake gets its turn in between.
        }
    }

    private static int Return(SqliteSession session, long siteId, string aliases, DateTimeOffset now) =>
        session.Run(Sql.ReturnRecipients, ("@reason", ReturnReason), ("@now", now.Column()), ("@aliases", aliases), ("@site", siteId), ("@limit", Piece));

    private static (string Identity, DirectoryState State)? Read(SqliteSession session, long siteId) =>
        session.Query(Sql.SelectDirectory, r => ((string, DirectoryState)?)(r.GetString(0), new()
        {
            ListingsDone = r.GetInt32(1),
            ListedAt = r.TimeOrNull(2),
            ListingEndedAt = r.TimeOrNull(3),
            ActiveReadUntil = r.TimeOrNull(4),
            InactiveReadUntil = r.TimeOrNull(5),
        }), ("@site", siteId)).FirstOrDefault();
}
