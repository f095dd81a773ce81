using Dapper;

namespace AppCrueNotify.Storage.Shared;

/// <summary>Outages of TwinPush on either database.</summary>
internal sealed class SharedSiteGateStore(IDatabase database) : ISiteGateStore
{
    public Task SaveAsync(long siteId, SiteOutage? outage, DateTimeOffset now, CancellationToken cancellationToken) => database.WriteAsync(
        db => outage is null
            ? db.Execute(SharedSql.DeleteGate, new { site = siteId })
            : db.Execute(SharedSql.UpsertGate, new
            {
                site = siteId,
                since = outage.Since.ToUnixTimeMilliseconds(),
                reason = outage.Reason,
                failures = (long)outage.Failures,
                probe = outage.ProbeAt.ToUnixTimeMilliseconds(),
                now = now.ToUnixTimeMilliseconds(),
            }), cancellationToken);

    public Task<IReadOnlyDictionary<long, SiteOutage>> AllAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<long, SiteOutage>>(db => db.Query<Row>(SharedSql.SelectGates).ToDictionary(r => r.SiteId, Map), cancellationToken);

    private static SiteOutage Map(Row row) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(row.Since), row.Reason, (int)row.Failures, DateTimeOffset.FromUnixTimeMilliseconds(row.ProbeAt));

    private sealed class Row
    {
        public long SiteId { get; set; }
        public long Since { get; set; }
        public string Reason { get; set; } = "";
        public long Failures { get; set; }
        public long ProbeAt { get; set; }
    }
}
