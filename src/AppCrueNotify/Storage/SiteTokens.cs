using AppCrueNotify.Storage.Shared;
using Dapper;

namespace AppCrueNotify.Storage;

/// <summary>The tokens that open a site now. A new one is made by <see cref="ISiteStore.RotateTokenAsync"/>.</summary>
internal sealed class SiteTokens(IDatabase database)
{
    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<LiveToken>> ListAsync(long siteId, DateTimeOffset now, CancellationToken cancellationToken) => database.ReadAsync<IReadOnlyList<LiveToken>>(
        connection => [.. connection.Query<(string Id, long CreatedAt, long? ExpiresAt)>(SharedSql.SelectLiveTokens, new { Site = siteId, Now = now.ToUnixTimeMilliseconds() })
            .Select(t => new LiveToken(t.Id, DateTimeOffset.FromUnixTimeMilliseconds(t.CreatedAt), t.ExpiresAt is { } end ? DateTimeOffset.FromUnixTimeMilliseconds(end) : null))],
        cancellationToken);

    /// <summary>Ends a token that is to end anyway; the lasting one stays, so that a site is never locked out by this.</summary>
    public Task<bool> ExpireOldAsync(long siteId, string id, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        connection => connection.Execute(SharedSql.ExpireOldToken, new { Site = siteId, Id = id, Now = now.ToUnixTimeMilliseconds() }) == 1, cancellationToken);
}

/// <summary>A token, without its secret.</summary>
/// <param name="ExpiresAt">Null: it lasts.</param>
internal sealed record LiveToken(string Id, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);
