using AppCrueNotify.Messages;
using Dapper;

namespace AppCrueNotify.Storage.Views;

/// <summary>Reads the counters: what pages show without counting. Null for the sites means all of them. Safe for concurrent use.</summary>
internal sealed class Tallies(IDatabase database)
{
    // Above it the oldest is told from the counters, to the hour.
    private const int OldestWalked = 5000;

    /// <summary>How many messages are in each state now.</summary>
    public Task<IReadOnlyList<TallyNow>> NowAsync(IReadOnlyCollection<long>? sites, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<TallyNow>>(
            connection => [.. connection.Query<(long Site, string State, decimal Count)>(
                $"SELECT site_id, state, sum(count) FROM tally_all WHERE 1 = 1 {In(sites)} GROUP BY site_id, state HAVING sum(count) <> 0")
                .Select(r => new TallyNow(r.Site, RecipientStates.Parse(r.State), (long)r.Count))],
            cancellationToken);

    /// <summary>The messages taken since an hour began, by hour and the state they have now.</summary>
    public Task<IReadOnlyList<TallyHour>> HoursAsync(IReadOnlyCollection<long>? sites, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<TallyHour>>(
            connection => [.. connection.Query<(long Site, long Hour, string State, decimal Count)>(
                $"SELECT site_id, hour, state, sum(count) FROM tally_hour_all WHERE hour >= @hour {In(sites)} GROUP BY hour, site_id, state HAVING sum(count) <> 0", new { hour = TallyRules.Hour(since) })
                .Select(r => new TallyHour(r.Site, TallyRules.Start(r.Hour), RecipientStates.Parse(r.State), (long)r.Count))],
            cancellationToken);

    /// <summary>How long the messages taken since an hour began took until TwinPush had accepted them; buckets of <see cref="TallyRules"/>.</summary>
    public Task<IReadOnlyList<TallyDelay>> DelaysAsync(IReadOnlyCollection<long>? sites, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<TallyDelay>>(
            connection => [.. connection.Query<(long Site, long UpTo, decimal Count)>(
                $"SELECT site_id, upto, sum(count) FROM tally_delay_all WHERE hour >= @hour {In(sites)} GROUP BY site_id, upto", new { hour = TallyRules.Hour(since) })
                .Select(r => new TallyDelay(r.Site, r.UpTo, (long)r.Count))],
            cancellationToken);

    /// <summary>When the site's oldest waiting message was taken; null when none waits.</summary>
    /// <param name="waiting">How many wait, as <see cref="NowAsync"/> told.</param>
    public Task<DateTimeOffset?> OldestWaitingAsync(long siteId, long waiting, CancellationToken cancellationToken) =>
        waiting == 0 ? Task.FromResult<DateTimeOffset?>(null) : database.ReadAsync(
            connection =>
            {
                var time = waiting > OldestWalked
                    ? connection.QuerySingleOrDefault<long?>("SELECT min(hour) * 3600000 FROM tally_hour_all WHERE site_id = @siteId AND state = 'waiting' AND count > 0", new { siteId })
                    : connection.QuerySingleOrDefault<long?>(
                        "SELECT created_at FROM recipient WHERE id = (SELECT min(id) FROM recipient WHERE site_id = @siteId AND state = 'waiting')", new { siteId });
                return time is { } found ? DateTimeOffset.FromUnixTimeMilliseconds(found) : (DateTimeOffset?)null;
            }, cancellationToken);

    private static string In(IReadOnlyCollection<long>? sites) => sites is null ? "" : $"AND site_id IN {SqlList.Of(sites)}";
}

/// <summary>How many messages of a site are in a state now.</summary>
internal sealed record TallyNow(long SiteId, RecipientState State, long Count);

/// <summary>How many messages that a site took in an hour are in a state now.</summary>
internal sealed record TallyHour(long SiteId, DateTimeOffset Hour, RecipientState State, long Count);

/// <summary>How many messages took at most this long, and longer than the bucket before.</summary>
/// <param name="UpTo">In milliseconds.</param>
internal sealed record TallyDelay(long SiteId, long UpTo, long Count);
