using AppCrueNotify.Messages;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Dispatch on SQLite. This process is the only one that sends (the lock file sees to it), so attempts left open by another are orphans at once.</summary>
internal sealed class SqliteDispatchStore(SqliteWriter writer, SqliteReaders readers, WorkSignal signal, LookupSignal lookups) : IDispatchStore
{
    private readonly SqlitePeek _peek = new(writer, readers);
    private readonly long _lastBeforeUs = readers.ReadAsync(s => s.Query(Sql.SelectLastAttempt, r => r.GetInt64(0))[0], CancellationToken.None).GetAwaiter().GetResult();

    public Task<IReadOnlyList<DueRecipient>> PeekAsync(long siteId, DateTimeOffset horizon, int limit, CancellationToken cancellationToken) =>
        _peek.PeekAsync(siteId, horizon, limit, cancellationToken);

    public Task<IReadOnlyList<DueRecipient>> MoreOfPushAsync(long siteId, long pushId, long afterId, DateTimeOffset horizon, int limit, CancellationToken cancellationToken) =>
        _peek.MoreOfPushAsync(siteId, pushId, afterId, horizon, limit, cancellationToken);

    public Task<DateTimeOffset?> NextDueAsync(long siteId, DateTimeOffset after, CancellationToken cancellationToken) =>
        readers.ReadAsync(session => NextDue(session, siteId, after), cancellationToken);

    public Task<IReadOnlyDictionary<long, Push>> PushesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyDictionary<long, Push>>(
            session => session.Query(Sql.SelectPushes, r => (Id: r.GetInt64(0), Push: MapPush(r)), ("@ids", SqliteRow.Json(ids))).ToDictionary(p => p.Id, p => p.Push), cancellationToken);

    public Task<IReadOnlyList<Claim>> ClaimAsync(long siteId, IReadOnlyList<BatchToClaim> batches, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken) =>
        writer.WriteAsync<IReadOnlyList<Claim>>(
            session => [.. batches.Select(batch => Claim(session, siteId, batch, now, leaseUntil)).OfType<Claim>()], cancellationToken);

    public async Task<SetAside> SetAsideAsync(long siteId, IReadOnlyList<DueRecipient> recipients, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var byAlias = recipients.ToLookup(r => AliasFold.Of(r.Alias), r => r.Id);
        // Nearly always everybody goes: then a look is enough, and the writer is left alone.
        if ((await readers.ReadAsync(session => SqliteReach.Judge(session, siteId, [.. byAlias.Select(a => a.Key)], now), cancellationToken)).Count == 0)
            return SetAside.Nobody;
        var aside = await writer.WriteAsync(session => SqliteReach.Apply(session, siteId, byAlias, now), cancellationToken);
        if (aside.Awaited.Count > 0)
            lookups.Raise(siteId);
        return aside;
    }

    public Task<bool> BeginPostingAsync(long attemptId, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Run(Sql.BeginPosting, ("@attempt", attemptId), ("@now", now.Column())) == 1, cancellationToken);

    public Task<bool> CompleteAsync(Completion completion, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => Complete(session, completion, now), cancellationToken);

    public Task<bool> ReleaseAsync(long attemptId, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session =>
        {
            if (session.Run(Sql.ReleaseAttempt, ("@attempt", attemptId), ("@now", now.Column()), ("@reason", reason)) != 1)
                return false;
            Apply(session, attemptId, new RecipientChange.Requeue(null, reason, now, CountsAsTry: false, CountsAsUnknown: false, PackGroup: null), now);
            return true;
        }, cancellationToken);

    public Task<IReadOnlyList<OrphanedAttempt>> OrphansAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<OrphanedAttempt>>(session =>
        {
            var open = session.Query(Sql.SelectOpenAttempts, MapOrphan, ("@last", _lastBeforeUs));
            return [.. open.Select(o => o with { Recipients = RecipientsOf(session, o.AttemptId) })];
        }, cancellationToken);

    public Task PauseSiteAsync(long siteId, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Run(Sql.PauseSite, ("@site", siteId), ("@attempt", null), ("@reason", reason), ("@now", now.Column())), cancellationToken);

    public async Task<bool> ResumeSiteAsync(long siteId, CancellationToken cancellationToken)
    {
        var resumed = await writer.WriteAsync(session => session.Run(Sql.ResumeSite, ("@site", siteId)) == 1, cancellationToken);
        signal.Raise(siteId);
        return resumed;
    }

    /// <summary>Who is in an attempt and has no end yet.</summary>
    public static List<DueRecipient> RecipientsOf(SqliteSession session, long attemptId) => session.Query(Sql.SelectAttemptRecipients, MapDue, ("@attempt", attemptId));

    private static DateTimeOffset? NextDue(SqliteSession session, long siteId, DateTimeOffset after)
    {
        DateTimeOffset? earliest = null;
        foreach (var priority in (ReadOnlySpan<int>)[SqlitePeek.Personal, SqlitePeek.Bulk])
        {
            foreach (var due in session.Query(Sql.SelectNextDue, r => r.Time(0), ("@site", siteId), ("@priority", priority), ("@after", after.Column())))
                earliest = earliest is null || due < earliest ? due : earliest;
        }

        return earliest;
    }

    private static Claim? Claim(SqliteSession session, long siteId, BatchToClaim batch, DateTimeOffset now, DateTimeOffset leaseUntil)
    {
        var attempt = session.Query(Sql.InsertAttempt, r => r.GetInt64(0),
            ("@site", siteId), ("@tag", batch.Tag), ("@kind", Word(batch.Kind)), ("@push", batch.Kind == BatchKind.Simple ? batch.Recipients[0].PushId : null),
            ("@recipients", batch.Recipients.Count), ("@now", now.Column()), ("@lease", leaseUntil.Column()), ("@sentinel", batch.Sentinel?.DeviceId))[0];
        var got = session.Query(Sql.ClaimRecipients, r => r.GetInt64(0),
            ("@ids", SqliteRow.Json(batch.Recipients.Select(r => r.Id))), ("@site", siteId), ("@now", now.Column()), ("@attempt", attempt)).ToHashSet();
        if (got.Count == 0)
        {
            session.Run(Sql.DeleteAttempt, ("@attempt", attempt));
            return null;
        }

        // Some may have been cancelled or expired since they were looked at.
        if (got.Count < batch.Recipients.Count)
            session.Run(Sql.SetAttemptRecipients, ("@recipients", got.Count), ("@attempt", attempt));
        return new(attempt, batch.Kind, batch.Tag, [.. batch.Recipients.Where(r => got.Contains(r.Id))]) { Sentinel = batch.Sentinel };
    }

    private static bool Complete(SqliteSession session, Completion completion, DateTimeOffset now)
    {
        // The fence: only the attempt that is still being posted can be completed, once.
        var ours = session.Run(Sql.CompleteAttempt,
            ("@outcome", completion.Outcome.Word()), ("@now", now.Column()), ("@status", completion.Status), ("@type", completion.ErrorType),
            ("@reason", completion.Reason), ("@retry", completion.RetryAt?.Column()), ("@notification", completion.NotificationId),
            ("@repeat", completion.RepeatPossible ? 1 : 0), ("@attempt", completion.AttemptId)) == 1;
        if (!ours)
            return false;
        foreach (var change in completion.Changes)
            Apply(session, completion.AttemptId, change, now);
        if (completion.Outcome == Outcome.Accepted)
            session.Run(Sql.InsertReceipt, ("@attempt", completion.AttemptId));
        if (completion.LookAt is { } lookAt)
            session.Run(Sql.InsertInquiry, ("@attempt", completion.AttemptId), ("@now", now.Column()), ("@next", lookAt.Column()));
        if (completion.PausesSite)
            session.Run(Sql.PauseSite, ("@site", null), ("@attempt", completion.AttemptId), ("@reason", completion.Reason), ("@now", now.Column()));
        return true;
    }

    /// <summary>Writes what happens to recipients of an attempt.</summary>
    public static void Apply(SqliteSession session, long attemptId, RecipientChange change, DateTimeOffset now)
    {
        var ids = change.Ids is null ? null : SqliteRow.Json(change.Ids);
        switch (change)
        {
            case RecipientChange.Settle settle:
                session.Run(Sql.SettleRecipients, ("@state", settle.State.Word()), ("@reason", settle.Reason), ("@now", now.Column()), ("@attempt", attemptId), ("@ids", ids));
                break;
            case RecipientChange.Requeue requeue:
                session.Run(Sql.RequeueRecipients, ("@reason", requeue.Reason), ("@now", now.Column()), ("@due", requeue.DueAt.Column()),
                    ("@tries", requeue.CountsAsTry ? 1 : 0), ("@unknowns", requeue.CountsAsUnknown ? 1 : 0), ("@group", requeue.PackGroup), ("@attempt", attemptId), ("@ids", ids));
                break;
        }
    }

    private static OrphanedAttempt MapOrphan(SqliteDataReader r) => new(r.GetInt64(0), r.GetInt64(1), Kind(r.GetString(3)), r.GetString(2), r.GetString(4) == "posting", [])
    {
        Sentinel = r.TextOrNull(5) is { } device ? new("", device) : null,
    };

    internal static DueRecipient MapDue(SqliteDataReader r) => new()
    {
        Id = r.GetInt64(0),
        PushId = r.GetInt64(1),
        Alias = r.GetString(2),
        UserId = r.GetInt64(3),
        DueAt = r.Time(4),
        ExpiresAt = r.Time(5),
        Personal = r.GetInt64(6) == SqlitePeek.Personal,
        Tries = r.GetInt32(7),
        Unknowns = r.GetInt32(8),
        PackGroup = r.NumberOrNull(9),
    };

    private static Push MapPush(SqliteDataReader r) => new()
    {
        Title = r.GetString(1),
        Alert = r.GetString(2),
        Link = r.GetString(3),
        CustomProperties = r.GetString(4),
        Protected = r.GetInt64(5) != 0,
        LinkNote = r.TextOrNull(6),
    };

    private static string Word(BatchKind kind) => kind switch { BatchKind.Simple => "simple", BatchKind.Multiple => "multiple" };

    public static BatchKind Kind(string word) => word == "simple" ? BatchKind.Simple : BatchKind.Multiple;
}
