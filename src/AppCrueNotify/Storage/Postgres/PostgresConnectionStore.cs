using System.Text.Json;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>What Moodles said of themselves, on PostgreSQL.</summary>
internal sealed class PostgresConnectionStore(PostgresConnections connections) : IConnectionStore
{
    public Task<TDecision> ConnectAsync<TDecision>(SiteConnection connection, Func<ConnectionSettings, (ConnectionSettings Settings, TDecision Decision)> decide, CancellationToken cancellationToken) =>
        connections.WriteAsync(async (session, token) =>
        {
            // Locked until the end: two nodes must not decide upon the same settings at once.
            var typed = await session.QueryAsync(Sql.SelectSiteSettings, r => Parse(r.Text(0)), [("@site", connection.SiteId)], token);
            // Removed since it was authenticated: the next request is refused.
            if (typed.Count == 0)
                throw new StoreUnavailableException("The site was removed while it connected.", TimeSpan.FromSeconds(10));
            var given = await session.QueryAsync(Sql.SelectGivenSettings, r => Parse(r.Text(0)), [("@site", connection.SiteId)], token);
            var (settings, decision) = decide(new(typed[0], given.FirstOrDefault() ?? []));
            // Every change of a site makes all caches load again: only when there is one.
            if (!ReferenceEquals(settings.Typed, typed[0]))
                await session.RunAsync(Sql.UpdateSiteSettings, [("@settings", Json(settings.Typed)), ("@site", connection.SiteId)], token);
            await session.RunAsync(Sql.UpsertConnection,
                [("@site", connection.SiteId), ("@plugin", connection.Plugin), ("@moodle", connection.Moodle), ("@given", Json(settings.Given)), ("@now", connection.At.Column())], token);
            return decision;
        }, cancellationToken);

    public async Task<IReadOnlyList<SiteConnection>> ConnectionsAsync(CancellationToken cancellationToken) =>
        await connections.QueryAsync(Sql.SelectConnections, r => new SiteConnection(r.GetInt64(0), r.Text(1), r.Text(2), r.Time(4)), [], cancellationToken);

    private static Dictionary<string, string> Parse(string json) => JsonSerializer.Deserialize(json, StorageJson.Default.DictionaryStringString) ?? [];

    private static string Json(IReadOnlyDictionary<string, string> settings) => JsonSerializer.Serialize(new(settings), StorageJson.Default.DictionaryStringString);
}
