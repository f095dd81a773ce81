using System.Text.Json;
using AppCrueNotify.Sites;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>Sites on PostgreSQL. Credentials are closed by the <see cref="SecretBox"/>.</summary>
internal sealed class PostgresSiteStore(PostgresConnections connections, SecretBox box) : ISiteStore
{
    public Task<long> VersionAsync(CancellationToken cancellationToken) => connections.ReadAsync(VersionAsync, cancellationToken);

    public Task ProbeAsync(CancellationToken cancellationToken) => connections.RunAsync(Sql.ProbeWriting, [], cancellationToken);

    public Task<SiteSnapshot> LoadAsync(CancellationToken cancellationToken) =>
        connections.ReadAsync(async (session, token) =>
        {
            // The version first: a change in between only means one more load.
            var version = await VersionAsync(session, token);
            var tokens = await session.QueryAsync(Sql.SelectSiteTokens, r => new StoredToken(r.Text(0), r.Text(2)) { SiteId = r.GetInt64(1), ExpiresAt = r.TimeOrNull(3) }, [], token);
            return new SiteSnapshot(version, await session.QueryAsync(Sql.SelectSites, Map, [], token), tokens);
        }, cancellationToken);

    public Task<long?> AddAsync(Site site, IReadOnlyDictionary<string, string> settings, StoredToken token, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.WriteAsync<long?>(async (session, cancellation) =>
        {
            var ids = await session.QueryAsync(Sql.InsertSite, r => r.GetInt64(0),
            [
                ("@name", site.Name), ("@moodle", site.MoodleUrl), ("@app", site.AppId), ("@twinpush", site.TwinPushUrl.ToString()),
                ("@creator", box.Close(site.CreatorKey)), ("@api", Closed(site.ApiToken)), ("@settings", Json(settings)), ("@now", now.Column()),
            ], cancellation);
            if (ids.Count == 0)
                return null;
            await InsertTokenAsync(session, ids[0], token, now, cancellation);
            return ids[0];
        }, cancellationToken);

    public async Task<bool> UpdateAsync(Site site, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        await connections.RunAsync(Sql.UpdateSite,
        [
            ("@moodle", site.MoodleUrl), ("@app", site.AppId), ("@twinpush", site.TwinPushUrl.ToString()), ("@creator", box.Close(site.CreatorKey)),
            ("@api", Closed(site.ApiToken)), ("@settings", Json(settings)), ("@site", site.Id),
        ], cancellationToken) == 1;

    public Task RotateTokenAsync(long siteId, StoredToken token, DateTimeOffset othersExpireAt, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.WriteAsync(async (session, cancellation) =>
        {
            await session.RunAsync(Sql.DeleteExpiredSiteTokens, [("@now", now.Column())], cancellation);
            await InsertTokenAsync(session, siteId, token, now, cancellation);
            return await session.RunAsync(Sql.ExpireSiteTokens, [("@expires", othersExpireAt.Column()), ("@site", siteId), ("@keep", token.Id)], cancellation);
        }, cancellationToken);

    public Task<int> RemoveAsync(long siteId, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.WriteAsync(async (session, token) =>
        {
            await session.RunAsync(Sql.DeleteSiteTokens, [("@site", siteId)], token);
            await session.RunAsync(Sql.RemoveSite, [("@now", now.Column()), ("@site", siteId)], token);
            return await session.RunAsync(Sql.CancelWaitingOfSite, [("@reason", "its site was removed"), ("@now", now.Column()), ("@site", siteId)], token);
        }, cancellationToken);

    private static async Task<long> VersionAsync(PostgresSession session, CancellationToken cancellationToken) =>
        (await session.QueryAsync(Sql.SelectSiteVersion, r => r.GetInt64(0), [], cancellationToken))[0];

    private static Task<int> InsertTokenAsync(PostgresSession session, long siteId, StoredToken token, DateTimeOffset now, CancellationToken cancellationToken) =>
        session.RunAsync(Sql.InsertSiteToken, [("@id", token.Id), ("@site", siteId), ("@hash", token.Hash), ("@now", now.Column())], cancellationToken);

    private StoredSite Map(NpgsqlDataReader r)
    {
        var typed = JsonSerializer.Deserialize(r.Text(7), StorageJson.Default.DictionaryStringString) ?? [];
        var creatorKey = box.Open(r.Text(5));
        var site = new Site
        {
            Id = r.GetInt64(0),
            Name = r.Text(1),
            MoodleUrl = r.Text(2),
            AppId = r.Text(3),
            TwinPushUrl = new(r.Text(4)),
            CreatorKey = creatorKey ?? "",
            ApiToken = r.TextOrNull(6) is { } closed ? box.Open(closed) : null,
            Settings = SettingCatalogue.Parse(typed),
            PauseReason = creatorKey is null
                ? "The keys that protect this site's credentials are gone from the data directory. Give them again: appcrue-notify site set NAME --creator-key KEY."
                : r.TextOrNull(8),
            PausedAt = r.TimeOrNull(9),
        };
        return new(site, typed);
    }

    private string? Closed(string? secret) => secret is null ? null : box.Close(secret);

    private static string Json(IReadOnlyDictionary<string, string> settings) =>
        JsonSerializer.Serialize(new(settings), StorageJson.Default.DictionaryStringString);
}
