using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>Housekeeping on PostgreSQL, in rounds that hold their locks for milliseconds.</summary>
internal sealed class PostgresUpkeepStore(PostgresConnections connections, WorkSignal signal) : IUpkeepStore
{
    private const int RetryRound = 5000;

    // Nothing waits longer on purpose: the longest step of the retries is an hour, the longest window minutes.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);
    private volatile bool _hurried;

    public async Task<int> ExpireAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        // Once, at the start: what is due later than anything can be was taken while the machine's clock was ahead, and would wait for that day.
        if (!_hurried)
            await connections.RunAsync(Sql.HurryStranded, [("@now", now.Column()), ("@horizon", (now + LongestWait).Column())], cancellationToken);
        _hurried = true;
        return await connections.RunAsync(Sql.ExpireWaiting, [("@now", now.Column()), ("@limit", limit)], cancellationToken);
    }

    public async Task<CleaningRound> CleanAsync(long cursor, int limit, Func<long, RecipientState, TimeSpan> keep, TimeSpan longestKeep, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seen = await connections.QueryAsync(Sql.SelectCleanable,
            r => (Id: r.GetInt64(0), Site: r.GetInt64(1), State: RecipientStates.Parse(r.GetString(2)), At: r.Time(3)), [("@after", cursor), ("@limit", limit)], cancellationToken);
        var old = seen.Where(s => s.State is not (RecipientState.Waiting or RecipientState.Sending) && s.At + keep(s.Site, s.State) < now).Select(s => s.Id).ToArray();
        var deleted = await connections.WriteAsync(async (session, token) =>
        {
            var pushes = old.Length == 0 ? [] : await session.QueryAsync(Sql.DeleteRecipients, r => r.NumberOrNull(0), [("@ids", old)], token);
            var emptied = pushes.OfType<long>().Distinct().ToArray();
            if (emptied.Length > 0)
                await session.RunAsync(Sql.DeletePushesWithoutRecipients, [("@ids", emptied)], token);
            await session.RunAsync(Sql.DeleteAttemptsBefore, [("@before", (now - longestKeep).Column()), ("@limit", limit)], token);
            await session.RunAsync(Sql.FoldTallies, [], token);
            await session.RunAsync(Sql.DeleteEmptyTallyHours, [], token);
            await session.RunAsync(Sql.DeleteTallyDelaysBefore, [("@before", (now - longestKeep).Column() / TallyRules.HourMilliseconds)], token);
            await session.RunAsync(Sql.DeleteExpiredShortLinks, [("@now", now.Column()), ("@limit", limit)], token);
            return pushes.Count;
        }, cancellationToken);
        return new(seen.Count < limit ? 0 : seen[^1].Id, deleted);
    }

    public async Task<CleaningRound> ForgetOriginalsAsync(long cursor, int limit, Func<long, TimeSpan> keep, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seen = await connections.QueryAsync(Sql.SelectOriginals, r => (Id: r.GetInt64(0), Site: r.GetInt64(1), At: r.Time(2), Has: r.GetBoolean(3)), [("@after", cursor), ("@limit", limit)], cancellationToken);
        var old = seen.Where(s => s.Has && s.At + keep(s.Site) < now).Select(s => s.Id).ToArray();
        var forgotten = old.Length == 0 ? 0 : await connections.RunAsync(Sql.ForgetOriginals, [("@ids", old)], cancellationToken);
        return new(seen.Count < limit ? 0 : seen[^1].Id, forgotten);
    }

    public async Task<int> RetryAsync(long siteId, RecipientState state, DateTimeOffset since, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var retried = 0;
        var cursor = 0L;
        while (true)
        {
            var ids = await connections.QueryAsync(Sql.SelectRetryable, r => r.GetInt64(0),
                [("@after", cursor), ("@site", siteId), ("@state", state.Word()), ("@since", since.Column()), ("@limit", RetryRound)], cancellationToken);
            if (ids.Count == 0)
                break;
            cursor = ids[^1];
            retried += await connections.RunAsync(Sql.RetryRecipients,
                [("@reason", $"retried by hand after {state.Word()}"), ("@now", now.Column()), ("@expires", expiresAt.Column()), ("@ids", ids.ToArray()), ("@state", state.Word())], cancellationToken);
        }

        signal.Raise(siteId);
        return retried;
    }
}
