using System.Text.Json;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Connections on SQLite.</summary>
internal sealed class SqliteConnectionStore(SqliteWriter writer, SqliteReaders readers) : IConnectionStore
{
    public Task<TDecision> ConnectAsync<TDecision>(SiteConnection connection, Func<ConnectionSettings, (ConnectionSettings Settings, TDecision Decision)> decide, CancellationToken cancellationToken) =>
        writer.WriteAsync(session =>
        {
            var typed = session.Query(Sql.SelectSiteSettings, r => Parse(r.GetString(0)), ("@site", connection.SiteId));
            // Removed since it was authenticated: the next request is refused.
            if (typed.Count == 0)
                throw new StoreUnavailableException("The site was removed while it connected.", TimeSpan.FromSeconds(10));
            var given = session.Query(Sql.SelectGivenSettings, r => Parse(r.GetString(0)), ("@site", connection.SiteId));
            var (settings, decision) = decide(new(typed[0], given.FirstOrDefault() ?? []));
            // Every change of a site makes all caches load again: only when there is one.
            if (!ReferenceEquals(settings.Typed, typed[0]))
                session.Run(Sql.UpdateSiteSettings, ("@settings", Json(settings.Typed)), ("@site", connection.SiteId));
            session.Run(Sql.UpsertConnection, ("@site", connection.SiteId), ("@plugin", connection.Plugin), ("@moodle", connection.Moodle), ("@given", Json(settings.Given)), ("@now", connection.At.Column()));
            return decision;
        }, cancellationToken);

    public Task<IReadOnlyList<SiteConnection>> ConnectionsAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<SiteConnection>>(
            session => session.Query(Sql.SelectConnections, r => new SiteConnection(r.GetInt64(0), r.GetString(1), r.GetString(2), r.Time(4))), cancellationToken);

    private static Dictionary<string, string> Parse(string json) => JsonSerializer.Deserialize(json, StorageJson.Default.DictionaryStringString) ?? [];

    private static string Json(IReadOnlyDictionary<string, string> settings) => JsonSerializer.Serialize(new(settings), StorageJson.Default.DictionaryStringString);
}
