using System.Collections.Concurrent;
using AppCrueNotify.Messages;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>Dispatch on PostgreSQL. Any node may find what another left open, once its lease ran out by the database's clock.</summary>
internal sealed class PostgresDispatchStore(PostgresConnections connections, PostgresLeases leases, StorageOptions options, WorkSignal signal, LookupSignal lookups) : IDispatchStore
{
    private const string PostingState = "posting";

    // A round's worth: the next look finds the rest.
    private const int OrphanLimit = 100;

    private readonly PostgresPeek _peek = new(connections);

    // Attempts whose begin was written on a connection that broke.
    private readonly ConcurrentDictionary<long, bool> _doubtful = [];

    public Task<IReadOnlyList<DueRecipient>> PeekAsync(long siteId, DateTimeOffset horizon, int limit, CancellationToken cancellationToken) =>
        _peek.PeekAsync(siteId, horizon, limit, cancellationToken);

    public Task<IReadOnlyList<DueRecipient>> MoreOfPushAsync(long siteId, long pushId, long afterId, DateTimeOffset horizon, int limit, CancellationToken cancellationToken) =>
        _peek.MoreOfPushAsync(siteId, pushId, afterId, horizon, limit, cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(long siteId, DateTimeOffset after, CancellationToken cancellationToken) =>
        connections.ReadAsync<DateTimeOffset?>(async (session, token) =>
        {
            var next = await session.QueryTogetherAsync([NextDue(siteId, PostgresPeek.Personal, after), NextDue(siteId, PostgresPeek.Bulk, after)], r => r.Time(0), token);
            var known = next.SelectMany(n => n).ToList();
            return known.Count == 0 ? null : known.Min();
        }, cancellationToken);

    public async Task<IReadOnlyDictionary<long, Push>> PushesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        (await connections.QueryAsync(Sql.SelectPushes, r => (Id: r.GetInt64(0), Push: MapPush(r)), [("@ids", ids.ToArray())], cancellationToken)).ToDictionary(p => p.Id, p => p.Push);

    public async Task<IReadOnlyList<Claim>> ClaimAsync(long siteId, IReadOnlyList<BatchToClaim> batches, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        var fence = leases.Held(siteId)?.Fence ?? 0;
        var statements = batches.Where(b => b.Recipients.Count > 0).Select(batch => (Sql.ClaimRecipients, ((string, object?)[])
        [
            ("@ids", batch.Recipients.Select(r => r.Id).ToArray()), ("@site", siteId), ("@tag", batch.Tag), ("@kind", PostgresAttempts.Word(batch.Kind)),
            ("@push", batch.Kind == BatchKind.Simple ? batch.Recipients[0].PushId : null), ("@now", now.Column()), ("@lease", (long)(leaseUntil - now).TotalMilliseconds),
            ("@node", leases.Node), ("@fence", fence), ("@sentinel", batch.Sentinel?.DeviceId),
        ])).ToList();
        if (statements.Count == 0)
            return [];
        var got = await connections.WriteTogetherAsync((session, token) => session.QueryTogetherAsync(statements, r => (Attempt: r.GetInt64(0), Recipient: r.GetInt64(1)), token), cancellationToken);
        // Some may have been cancelled, expired or claimed since they were looked at.
        return [.. batches.Where(b => b.Recipients.Count > 0).Zip(got, Claimed).OfType<Claim>()];
    }

    public async Task<SetAside> SetAsideAsync(long siteId, IReadOnlyList<DueRecipient> recipients, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var byAlias = recipients.ToLookup(r => AliasFold.Of(r.Alias), r => r.Id);
        // Nearly always everybody goes: then a look is enough.
        if ((await connections.ReadAsync((session, token) => PostgresReach.JudgeAsync(session, siteId, [.. byAlias.Select(a => a.Key)], now, token), cancellationToken)).Count == 0)
            return SetAside.Nobody;
        var aside = await connections.WriteAsync((session, token) => PostgresReach.ApplyAsync(session, siteId, byAlias, now, token), cancellationToken);
        if (aside.Awaited.Count > 0)
            lookups.Raise(siteId);
        return aside;
    }

    public async Task<bool> BeginPostingAsync(long attemptId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        try
        {
            if (await connections.RunAsync(Sql.BeginPosting, [("@attempt", attemptId), ("@now", now.Column()), ("@lease", (long)options.PostingLease.TotalMilliseconds)], cancellationToken) == 1)
                return true;
            // Nobody else begins it: if our own word got through before the connection broke, it is still ours.
            return _doubtful.TryRemove(attemptId, out _)
                && (await connections.QueryAsync(Sql.SelectAttemptState, r => r.GetString(0), [("@attempt", attemptId)], cancellationToken)) is [PostingState];
        }
        catch (StoreUnavailableException)
        {
            _doubtful[attemptId] = true;
            throw;
        }
    }

    public Task<bool> CompleteAsync(Completion completion, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.WriteAsync((session, token) => CompleteAsync(session, completion, now, token), cancellationToken);

    public Task<bool> ReleaseAsync(long attemptId, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.WriteAsync(async (session, token) =>
        {
            if (await session.RunAsync(Sql.ReleaseAttempt, [("@attempt", attemptId), ("@now", now.Column()), ("@reason", reason)], token) != 1)
                return false;
            await PostgresAttempts.ApplyAsync(session, attemptId, new RecipientChange.Requeue(null, reason, now, CountsAsTry: false, CountsAsUnknown: false, PackGroup: null), now, token);
            return true;
        }, cancellationToken);

    public Task<IReadOnlyList<OrphanedAttempt>> OrphansAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.ReadAsync<IReadOnlyList<OrphanedAttempt>>(async (session, token) =>
        {
            var open = await session.QueryAsync(Sql.SelectOpenAttempts, MapOrphan, [("@limit", OrphanLimit)], token);
            for (var i = 0; i < open.Count; i++)
                open[i] = open[i] with { Recipients = await PostgresAttempts.RecipientsAsync(session, open[i].AttemptId, token) };
            return open;
        }, cancellationToken);

    public Task PauseSiteAsync(long siteId, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.RunAsync(Sql.PauseSite, [("@site", siteId), ("@attempt", null), ("@reason", reason), ("@now", now.Column())], cancellationToken);

    public async Task<bool> ResumeSiteAsync(long siteId, CancellationToken cancellationToken)
    {
        var resumed = await connections.RunAsync(Sql.ResumeSite, [("@site", siteId)], cancellationToken) == 1;
        signal.Raise(siteId);
        return resumed;
    }

    private static (Sql, (string, object?)[]) NextDue(long siteId, int priority, DateTimeOffset after) =>
        (Sql.SelectNextDue, [("@site", siteId), ("@priority", priority), ("@after", after.Column())]);

    private static Claim? Claimed(BatchToClaim batch, List<(long Attempt, long Recipient)> rows)
    {
        if (rows.Count == 0)
            return null;
        var got = rows.Select(r => r.Recipient).ToHashSet();
        return new(rows[0].Attempt, batch.Kind, batch.Tag, [.. batch.Recipients.Where(r => got.Contains(r.Id))]) { Sentinel = batch.Sentinel };
    }

    private static async Task<bool> CompleteAsync(PostgresSession session, Completion completion, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // The fence: only the attempt that is still being posted can be completed, once.
        var ours = await session.RunAsync(Sql.CompleteAttempt,
        [
            ("@outcome", completion.Outcome.Word()), ("@now", now.Column()), ("@status", completion.Status), ("@type", completion.ErrorType),
            ("@reason", completion.Reason), ("@retry", completion.RetryAt?.Column()), ("@notification", completion.NotificationId),
            ("@repeat", completion.RepeatPossible ? 1 : 0), ("@attempt", completion.AttemptId),
        ], cancellationToken) == 1;
        if (!ours)
            return false;
        foreach (var change in completion.Changes)
            await PostgresAttempts.ApplyAsync(session, completion.AttemptId, change, now, cancellationToken);
        if (completion.Outcome == Outcome.Accepted)
            await session.RunAsync(Sql.InsertReceipt, [("@attempt", completion.AttemptId)], cancellationToken);
        if (completion.LookAt is { } lookAt)
            await session.RunAsync(Sql.InsertInquiry, [("@attempt", completion.AttemptId), ("@now", now.Column()), ("@next", lookAt.Column())], cancellationToken);
        if (completion.PausesSite)
            await session.RunAsync(Sql.PauseSite, [("@site", null), ("@attempt", completion.AttemptId), ("@reason", completion.Reason), ("@now", now.Column())], cancellationToken);
        return true;
    }

    private static OrphanedAttempt MapOrphan(NpgsqlDataReader r) => new(r.GetInt64(0), r.GetInt64(1), PostgresAttempts.Kind(r.GetString(3)), r.Text(2), r.GetString(4) == PostingState, [])
    {
        Sentinel = r.TextOrNull(5) is { } device ? new("", device) : null,
    };

    private static Push MapPush(NpgsqlDataReader r) => new()
    {
        Title = r.Text(1),
        Alert = r.Text(2),
        Link = r.Text(3),
        CustomProperties = r.Text(4),
        Protected = r.GetInt32(5) != 0,
        LinkNote = r.TextOrNull(6),
    };
}
