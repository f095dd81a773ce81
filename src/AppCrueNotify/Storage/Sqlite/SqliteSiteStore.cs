using System.Text.Json;
using AppCrueNotify.Sites;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Sites on SQLite. Credentials are closed by the <see cref="SecretBox"/>.</summary>
internal sealed class SqliteSiteStore(SqliteWriter writer, SqliteReaders readers, SecretBox box) : ISiteStore
{
    public Task<long> VersionAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(Version, cancellationToken);

    public Task ProbeAsync(CancellationToken cancellationToken) => writer.WriteAsync(Version, cancellationToken);

    public Task<SiteSnapshot> LoadAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync(session =>
        {
            // The version first: a change in between only means one more load.
            var version = Version(session);
            var tokens = session.Query(Sql.SelectSiteTokens, r => new StoredToken(r.GetString(0), r.GetString(2)) { SiteId = r.GetInt64(1), ExpiresAt = r.TimeOrNull(3) });
            return new SiteSnapshot(version, session.Query(Sql.SelectSites, Map), tokens);
        }, cancellationToken);

    public Task<long?> AddAsync(Site site, IReadOnlyDictionary<string, string> settings, StoredToken token, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync<long?>(session =>
        {
            var ids = session.Query(Sql.InsertSite, r => r.GetInt64(0),
                ("@name", site.Name), ("@moodle", site.MoodleUrl), ("@app", site.AppId), ("@twinpush", site.TwinPushUrl.ToString()),
                ("@creator", box.Close(site.CreatorKey)), ("@api", Closed(site.ApiToken)), ("@settings", Json(settings)), ("@now", now.Column()));
            if (ids.Count == 0)
                return null;
            InsertToken(session, ids[0], token, now);
            return ids[0];
        }, cancellationToken);

    public Task<bool> UpdateAsync(Site site, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Run(Sql.UpdateSite,
            ("@moodle", site.MoodleUrl), ("@app", site.AppId), ("@twinpush", site.TwinPushUrl.ToString()), ("@creator", box.Close(site.CreatorKey)),
            ("@api", Closed(site.ApiToken)), ("@settings", Json(settings)), ("@site", site.Id)) == 1, cancellationToken);

    public Task RotateTokenAsync(long siteId, StoredToken token, DateTimeOffset othersExpireAt, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session =>
        {
            session.Run(Sql.DeleteExpiredSiteTokens, ("@now", now.Column()));
            InsertToken(session, siteId, token, now);
            return session.Run(Sql.ExpireSiteTokens, ("@expires", othersExpireAt.Column()), ("@site", siteId), ("@keep", token.Id));
        }, cancellationToken);

    public Task<int> RemoveAsync(long siteId, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session =>
        {
            session.Run(Sql.DeleteSiteTokens, ("@site", siteId));
            session.Run(Sql.RemoveSite, ("@now", now.Column()), ("@site", siteId));
            return session.Run(Sql.CancelWaitingOfSite, ("@reason", "its site was removed"), ("@now", now.Column()), ("@site", siteId));
        }, cancellationToken);

    private static long Version(SqliteSession session) => session.Query(Sql.SelectSiteVersion, r => r.GetInt64(0))[0];

    private static void InsertToken(SqliteSession session, long siteId, StoredToken token, DateTimeOffset now) =>
        session.Run(Sql.InsertSiteToken, ("@id", token.Id), ("@site", siteId), ("@hash", token.Hash), ("@now", now.Column()));

    private StoredSite Map(SqliteDataReader r)
    {
        var typed = JsonSerializer.Deserialize(r.GetString(7), StorageJson.Default.DictionaryStringString) ?? [];
        var creatorKey = box.Open(r.GetString(5));
        var site = new Site
        {
            Id = r.GetInt64(0),
            Name = r.GetString(1),
            MoodleUrl = r.GetString(2),
            AppId = r.GetString(3),
            TwinPushUrl = new(r.GetString(4)),
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
