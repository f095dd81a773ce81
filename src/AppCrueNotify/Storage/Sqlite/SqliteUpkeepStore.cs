using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Housekeeping on SQLite, in rounds that hold the writer for milliseconds.</summary>
internal sealed class SqliteUpkeepStore(SqliteWriter writer, SqliteReaders readers, WorkSignal signal) : IUpkeepStore
{
    private const int RetryRound = 5000;

    // Nothing waits longer on purpose: the longest step of the retries is an hour, the longest window minutes.
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(2);
    private bool _hurried;

    public Task<int> ExpireAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        writer.WriteAsync(session =>
        {
            // Once, at the start: what is due later than anything can be was taken while the machine's clock was ahead, and would wait for that day.
            if (!_hurried)
                session.Run(Sql.HurryStranded, ("@now", now.Column()), ("@horizon", (now + LongestWait).Column()));
            _hurried = true;
            return session.Run(Sql.ExpireWaiting, ("@now", now.Column()), ("@limit", limit));
        }, cancellationToken);

    public async Task<CleaningRound> CleanAsync(long cursor, int limit, Func<long, RecipientState, TimeSpan> keep, TimeSpan longestKeep, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seen = await readers.ReadAsync(
            session => session.Query(Sql.SelectCleanable, r => (Id: r.GetInt64(0), Site: r.GetInt64(1), State: RecipientStates.Parse(r.GetString(2)), At: r.Time(3)), ("@after", cursor), ("@limit", limit)),
            cancellationToken);
        var old = seen.Where(s => s.State is not (RecipientState.Waiting or RecipientState.Sending) && s.At + keep(s.Site, s.State) < now).Select(s => s.Id).ToList();
        var deleted = await writer.WriteAsync(session =>
        {
            var pushes = old.Count == 0 ? [] : session.Query(Sql.DeleteRecipients, r => r.NumberOrNull(0), ("@ids", SqliteRow.Json(old)));
            var emptied = pushes.OfType<long>().Distinct().ToList();
            if (emptied.Count > 0)
                session.Run(Sql.DeletePushesWithoutRecipients, ("@ids", SqliteRow.Json(emptied)));
            session.Run(Sql.DeleteAttemptsBefore, ("@before", (now - longestKeep).Column()), ("@limit", limit));
            session.Run(Sql.DeleteTallyDelaysBefore, ("@before", (now - longestKeep).Column() / TallyRules.HourMilliseconds));
            session.Run(Sql.DeleteExpiredShortLinks, ("@now", now.Column()), ("@limit", limit));
            return pushes.Count;
        }, cancellationToken);
        return new(seen.Count < limit ? 0 : seen[^1].Id, deleted);
    }

    public async Task<CleaningRound> ForgetOriginalsAsync(long cursor, int limit, Func<long, TimeSpan> keep, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var seen = await readers.ReadAsync(
            session => session.Query(Sql.SelectOriginals, r => (Id: r.GetInt64(0), Site: r.GetInt64(1), At: r.Time(2), Has: r.GetInt64(3) != 0), ("@after", cursor), ("@limit", limit)), cancellationToken);
        var old = seen.Where(s => s.Has && s.At + keep(s.Site) < now).Select(s => s.Id).ToList();
        var forgotten = old.Count == 0 ? 0 : await writer.WriteAsync(session => session.Run(Sql.ForgetOriginals, ("@ids", SqliteRow.Json(old))), cancellationToken);
        return new(seen.Count < limit ? 0 : seen[^1].Id, forgotten);
    }

    public async Task<int> RetryAsync(long siteId, RecipientState state, DateTimeOffset since, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var retried = 0;
        var cursor = 0L;
        while (true)
        {
            var after = cursor;
            var ids = await readers.ReadAsync(
                session => session.Query(Sql.SelectRetryable, r => r.GetInt64(0),
                    ("@after", after), ("@site", siteId), ("@state", state.Word()), ("@since", since.Column()), ("@limit", RetryRound)), cancellationToken);
            if (ids.Count == 0)
                break;
            cursor = ids[^1];
            retried += await writer.WriteAsync(
                session => session.Run(Sql.RetryRecipients,
                    ("@reason", $"retried by hand after {state.Word()}"), ("@now", now.Column()), ("@expires", expiresAt.Column()), ("@ids", SqliteRow.Json(ids)), ("@state", state.Word())),
                cancellationToken);
        }

        signal.Raise(siteId);
        return retried;
    }
}
