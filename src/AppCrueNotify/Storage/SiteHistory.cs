using AppCrueNotify.Storage.Shared;
using Dapper;

namespace AppCrueNotify.Storage;

/// <summary>What a site did last. Short reads.</summary>
internal sealed class SiteHistory(IDatabase database)
{
    // A site whose newest attempts all failed has had none accepted for long: who asks wants to know that, not to wait.
    private const int Looked = 1000;

    /// <summary>When TwinPush accepted something last; null: not among the newest 1,000 attempts.</summary>
    public Task<DateTimeOffset?> LastAcceptedAsync(long siteId, CancellationToken cancellationToken) => database.ReadAsync(
        connection => connection.QueryFirstOrDefault<long?>(SharedSql.SelectLastAccepted, new { site = siteId, looked = Looked }) is { } at
            ? DateTimeOffset.FromUnixTimeMilliseconds(at)
            : (DateTimeOffset?)null,
        cancellationToken);
}
