using Dapper;

namespace AppCrueNotify.Storage.Shared;

/// <summary>Sentinels on either database.</summary>
internal sealed class SharedSentinelStore(IDatabase database) : ISentinelStore
{
    public async Task<StoredSentinel?> FindAsync(long siteId, CancellationToken cancellationToken) =>
        await SelectAsync(siteId, cancellationToken) is [var found] ? found : null;

    public Task<IReadOnlyList<StoredSentinel>> AllAsync(CancellationToken cancellationToken) => SelectAsync(null, cancellationToken);

    public Task SaveAsync(StoredSentinel sentinel, CancellationToken cancellationToken) => database.WriteAsync(db => db.Execute(SharedSql.UpsertSentinel, new
    {
        site = sentinel.SiteId,
        alias = sentinel.Alias,
        device = sentinel.DeviceId,
        app = sentinel.App,
        identity = sentinel.Identity,
        state = Word(sentinel.State),
        reason = sentinel.Reason,
        way = Word(sentinel.Way),
        found = (long?)sentinel.FoundAfter?.TotalMilliseconds,
        rejections = (long)sentinel.Rejections,
        report = sentinel.Report,
        passed = sentinel.Passed ? 1L : 0L,
        tested = sentinel.TestedAt.ToUnixTimeMilliseconds(),
        @checked = sentinel.CheckedAt.ToUnixTimeMilliseconds(),
        changed = sentinel.ChangedAt.ToUnixTimeMilliseconds(),
    }), cancellationToken);

    public Task<bool> ChangeAsync(SentinelChange change, CancellationToken cancellationToken) => database.WriteAsync(db => db.Execute(SharedSql.ChangeSentinel, new
    {
        site = change.SiteId,
        from = Word(change.From),
        to = Word(change.To),
        reason = change.Reason,
        now = change.At.ToUnixTimeMilliseconds(),
        rejected = change.Rejected ? 1L : 0L,
        @checked = change.Checked ? 1L : 0L,
    }) == 1, cancellationToken);

    public Task TrustAsync(long siteId, CancellationToken cancellationToken) =>
        database.WriteAsync(db => db.Execute(SharedSql.TrustSentinel, new { site = siteId }), cancellationToken);

    private Task<IReadOnlyList<StoredSentinel>> SelectAsync(long? siteId, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredSentinel>>(db => [.. db.Query<Row>(SharedSql.SelectSentinels, new { site = siteId }).Select(Map)], cancellationToken);

    private static StoredSentinel Map(Row row) => new()
    {
        SiteId = row.SiteId,
        Alias = row.Alias,
        DeviceId = row.DeviceId,
        App = row.App,
        Identity = row.Identity,
        State = row.State switch { "on" => SentinelState.On, "suspect" => SentinelState.Suspect, _ => SentinelState.Off },
        Reason = row.Reason,
        Way = row.Way == "search" ? SentinelWay.Search : SentinelWay.Inbox,
        FoundAfter = row.FoundAfter is { } found ? TimeSpan.FromMilliseconds(found) : null,
        Rejections = (int)row.Rejections,
        Report = row.Report,
        Passed = row.Passed != 0,
        TestedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.TestedAt),
        CheckedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.CheckedAt),
        ChangedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.ChangedAt),
    };

    private static string Word(SentinelState state) => state switch { SentinelState.On => "on", SentinelState.Suspect => "suspect", SentinelState.Off => "off" };

    private static string Word(SentinelWay way) => way switch { SentinelWay.Inbox => "inbox", SentinelWay.Search => "search" };

    private sealed class Row
    {
        public long SiteId { get; set; }
        public string Alias { get; set; } = "";
        public string? DeviceId { get; set; }
        public string App { get; set; } = "";
        public string Identity { get; set; } = "";
        public string State { get; set; } = "";
        public string Reason { get; set; } = "";
        public string Way { get; set; } = "";
        public long? FoundAfter { get; set; }
        public long Rejections { get; set; }
        public string Report { get; set; } = "";
        public long Passed { get; set; }
        public long TestedAt { get; set; }
        public long CheckedAt { get; set; }
        public long ChangedAt { get; set; }
    }
}
