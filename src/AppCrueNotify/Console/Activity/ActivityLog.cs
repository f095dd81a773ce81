using AppCrueNotify.Console.Access;
using AppCrueNotify.Storage;
using Dapper;

namespace AppCrueNotify.Console.Activity;

/// <summary>The activity log in the database.</summary>
internal sealed class ActivityLog(IDatabase database, TimeProvider time) : IActivityLog
{
    private const int LongestDetail = 200;

    public Task WriteAsync(ConsoleAccess who, string what, long? siteId, string? detail, long? count, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => connection.Execute(
            "INSERT INTO activity (at, account_id, who, what, site_id, detail, affected) VALUES (@At, @Account, @Who, @What, @Site, @Detail, @Count)",
            new { At = time.GetUtcNow().ToUnixTimeMilliseconds(), Account = who.Id, Who = who.Name, What = what, Site = siteId, Detail = detail is { Length: > LongestDetail } ? detail[..LongestDetail] : detail, Count = count }), cancellationToken);

    public async Task<ActivityPageOf> ReadAsync(ActivityQuery query, CancellationToken cancellationToken)
    {
        var sql = $"""
            SELECT id AS Id, at AS At, who AS Who, what AS What, site_id AS SiteId, detail AS Detail, affected AS Affected
            FROM activity
            WHERE id < @Before{(query.Sites is null ? "" : " AND site_id IN @Sites")}{(query.Who is null ? "" : " AND lower(who) LIKE @Who ESCAPE '\\'")}
            ORDER BY id DESC LIMIT @Most
            """;
        var rows = await database.ReadAsync(connection => connection.Query<Row>(sql, new
        {
            Before = query.Before ?? long.MaxValue,
            query.Sites,
            Who = query.Who is null ? null : Escaped(query.Who.ToLowerInvariant()) + "%",
            Most = query.Most + 1,
        }).AsList(), cancellationToken);
        return new([.. rows.Take(query.Most).Select(r => new ActivityEntry(r.Id, DateTimeOffset.FromUnixTimeMilliseconds(r.At), r.Who, r.What, r.SiteId, r.Detail, r.Affected))], rows.Count > query.Most);
    }

    private static string Escaped(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    private sealed record Row
    {
        public long Id { get; init; }
        public long At { get; init; }
        public string Who { get; init; } = "";
        public string What { get; init; } = "";
        public long? SiteId { get; init; }
        public string? Detail { get; init; }
        public long? Affected { get; init; }
    }
}
