using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>The directory on PostgreSQL, written in pieces that hold their locks for milliseconds.</summary>
internal sealed class PostgresDirectoryStore(PostgresConnections connections, WorkSignal signal) : IDirectoryStore
{
    private const int Piece = 5000;

    // Per call: more come back with the next change or listing that names the alias.
    private const int ReturnPieces = 20;
    private const string ReturnReason = "the app was registered: tried again";

    // What is not active is forgotten when nothing was learned of it for so long.
    private static readonly TimeSpan KeepOthers = TimeSpan.FromDays(1);

    public async Task<DirectoryState> OpenAsync(long siteId, string identity, CancellationToken cancellationToken)
    {
        var known = await connections.QueryAsync(Sql.SelectDirectory, MapState, [("@site", siteId)], cancellationToken);
        if (known is [var found] && found.Identity == identity)
            return found.State;
        // First the row: from here on nobody trusts what is being deleted.
        await connections.RunAsync(Sql.ResetDirectory, [("@site", siteId), ("@identity", identity)], cancellationToken);
        await DeleteAliasesAsync(siteId, cancellationToken);
        return new() { ListingsDone = 0 };
    }

    public async Task<int> BeginListingAsync(long siteId, CancellationToken cancellationToken) =>
        (await connections.WriteTogetherAsync((session, token) => session.QueryAsync(Sql.BeginListing, r => r.GetInt32(0), [("@site", siteId)], token), cancellationToken))[0];

    public async Task<int> ActiveAsync(long siteId, IReadOnlyCollection<string> aliases, int? listing, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var folded = aliases.ToArray();
        var returned = await connections.WriteAsync(async (session, token) =>
        {
            await session.RunAsync(Sql.InsertActiveAliases, [("@site", siteId), ("@now", now.Column()), ("@aliases", folded), ("@listing", listing ?? 0)], token);
            return await session.RunAsync(Sql.ReturnRecipients, Returning(siteId, folded, now), token);
        }, cancellationToken);
        var last = returned;
        for (var pieces = 1; last == Piece && pieces < ReturnPieces; pieces++)
        {
            last = await connections.RunAsync(Sql.ReturnRecipients, Returning(siteId, folded, now), cancellationToken);
            returned += last;
        }

        if (returned > 0)
            signal.Raise(siteId);
        return returned;
    }

    public Task InactiveAsync(long siteId, IReadOnlyCollection<string> aliases, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.RunAsync(Sql.SetInactiveAliases, [("@site", siteId), ("@now", now.Column()), ("@aliases", aliases.ToArray())], cancellationToken);

    public async Task EndListingAsync(long siteId, DirectoryListing listing, CancellationToken cancellationToken)
    {
        await connections.RunAsync(Sql.EndListing, [("@site", siteId), ("@began", listing.BeganAt.Column()), ("@ended", listing.EndedAt.Column())], cancellationToken);
        // What this listing and the one before lacked goes, unless a change told of it since.
        var before = (listing.BeganAt - KeepOthers).Column();
        for (string? after = ""; after is not null;)
        {
            var upto = (await connections.QueryAsync(Sql.SelectDirectoryPiece, r => r.Text(0), [("@site", siteId), ("@after", after), ("@size", Piece - 1)], cancellationToken)).FirstOrDefault();
            await connections.RunAsync(Sql.PruneDirectory,
                [("@site", siteId), ("@after", after), ("@upto", upto), ("@before", before), ("@listing", listing.Number - 1)], cancellationToken);
            after = upto;
        }
    }

    public Task ReadUntilAsync(long siteId, DateTimeOffset? active, DateTimeOffset? inactive, CancellationToken cancellationToken) =>
        connections.RunAsync(Sql.SetDirectoryRead, [("@active", active?.Column()), ("@inactive", inactive?.Column()), ("@site", siteId)], cancellationToken);

    public async Task<IReadOnlyList<string>> AskedAsync(long siteId, int limit, CancellationToken cancellationToken) =>
        await connections.QueryAsync(Sql.SelectAsked, r => r.Text(0), [("@site", siteId), ("@limit", limit)], cancellationToken);

    public async Task AnswerAsync(long siteId, string alias, Knows found, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (found == Knows.Active)
            await ActiveAsync(siteId, [alias], null, now, cancellationToken);
        else
            await connections.RunAsync(Sql.AnswerAlias, [("@knows", found.Word()), ("@now", now.Column()), ("@site", siteId), ("@alias", alias)], cancellationToken);
        signal.Raise(siteId);
    }

    public async Task<IReadOnlyList<SiteReach>> ReachAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var counted = (await connections.QueryAsync(Sql.CountDirectory, r => new SiteReach(r.GetInt64(0), r.GetInt64(2), r.GetInt64(3), r.TimeOrNull(1), 0, 0), [], cancellationToken))
            .ToDictionary(s => s.SiteId);
        var messages = await connections.QueryAsync(Sql.CountUnreachable, r => (Site: r.GetInt64(0), Recipients: r.GetInt64(1), Unreachable: r.GetInt64(2)), [("@hour", TallyRules.Hour(since))], cancellationToken);
        foreach (var (site, recipients, unreachable) in messages)
            counted[site] = (counted.GetValueOrDefault(site) ?? new(site, 0, 0, null, 0, 0)) with { Recipients = recipients, Unreachable = unreachable };
        return [.. counted.Values];
    }

    public async Task ForgetAbandonedAsync(CancellationToken cancellationToken)
    {
        foreach (var site in await connections.QueryAsync(Sql.SelectAbandonedDirectories, r => r.GetInt64(0), [], cancellationToken))
        {
            await DeleteAliasesAsync(site, cancellationToken);
            // Last: a crash before it means that the next round goes on.
            await connections.WriteAsync(
                async (session, token) => await session.RunAsync(Sql.DeleteReceiptStates, [("@site", site)], token) + await session.RunAsync(Sql.DeleteDirectory, [("@site", site)], token), cancellationToken);
        }
    }

    private async Task DeleteAliasesAsync(long siteId, CancellationToken cancellationToken)
    {
        while (await connections.RunAsync(Sql.DeleteDirectoryAliases, [("@site", siteId), ("@limit", Piece)], cancellationToken) == Piece)
        {
            // Each piece is a transaction of its own, so that no lock is held for long.
        }
    }

    private static (string, object?)[] Returning(long siteId, string[] aliases, DateTimeOffset now) =>
        [("@reason", ReturnReason), ("@now", now.Column()), ("@aliases", aliases), ("@site", siteId), ("@limit", Piece)];

    private static (string Identity, DirectoryState State) MapState(NpgsqlDataReader r) => (r.Text(0), new()
    {
        ListingsDone = r.GetInt32(1),
        ListedAt = r.TimeOrNull(2),
        ListingEndedAt = r.TimeOrNull(3),
        ActiveReadUntil = r.TimeOrNull(4),
        InactiveReadUntil = r.TimeOrNull(5),
    });
}
