using AppCrueNotify.Messages;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>Inquiries on PostgreSQL. Two nodes that look at the same time do no harm: the first to write decides.</summary>
internal sealed class PostgresInquiryStore(PostgresConnections connections, WorkSignal signal) : IInquiryStore
{
    public Task<IReadOnlyList<DueInquiry>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        connections.ReadAsync<IReadOnlyList<DueInquiry>>(async (session, token) =>
        {
            var due = await session.QueryAsync(Sql.SelectDueInquiries, Map, [("@now", now.Column()), ("@limit", limit)], token);
            for (var i = 0; i < due.Count; i++)
            {
                if (due[i].State == InquiryState.Open)
                    due[i] = due[i] with { Claim = due[i].Claim with { Recipients = await PostgresAttempts.RecipientsAsync(session, due[i].Claim.AttemptId, token) } };
            }

            return due;
        }, cancellationToken);

    public async Task<IReadOnlyDictionary<long, RecipientState>> StatesAsync(IReadOnlyCollection<long> recipients, CancellationToken cancellationToken) =>
        (await connections.QueryAsync(Sql.SelectStates, r => (Id: r.GetInt64(0), State: RecipientStates.Parse(r.GetString(1))), [("@ids", recipients.ToArray())], cancellationToken)).ToDictionary(s => s.Id, s => s.State);

    public async Task<string?> NewestAcceptedAsync(long siteId, string deviceId, DateTimeOffset since, CancellationToken cancellationToken) =>
        await connections.QueryAsync(Sql.SelectNewestAccepted, r => r.Text(0), [("@site", siteId), ("@sentinel", deviceId), ("@since", since.Column())], cancellationToken) is [var tag] ? tag : null;

    public async Task<bool> PostponeAsync(InquiryStep step, DateTimeOffset now, CancellationToken cancellationToken) => await connections.RunAsync(Sql.PostponeInquiry,
    [
        ("@misses", step.Misses), ("@failures", step.Failures), ("@next", step.NextAt.Column()), ("@now", now.Column()), ("@words", step.Words),
        ("@attempt", step.AttemptId), ("@state", Word(step.State)),
    ], cancellationToken) == 1;

    public async Task<bool> EndAsync(InquiryEnd end, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var site = await connections.WriteAsync((session, token) => EndAsync(session, end, now, token), cancellationToken);
        if (site is { } changed)
            signal.Raise(changed);
        return site is not null;
    }

    public async Task<IReadOnlyDictionary<long, OpenInquiries>> OpenAsync(CancellationToken cancellationToken) =>
        (await connections.QueryAsync(Sql.CountInquiries, r => (Site: r.GetInt64(0), Open: new OpenInquiries((int)r.GetInt64(1), r.GetInt64(2), r.Time(3), r.Time(4))), [], cancellationToken))
        .ToDictionary(o => o.Site, o => o.Open);

    /// <returns>The site; null when somebody else decided.</returns>
    private static async Task<long?> EndAsync(PostgresSession session, InquiryEnd end, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var site = await session.QueryAsync(Sql.EndInquiry, r => r.GetInt64(0),
        [
            ("@to", Word(end.WatchAt is null ? InquiryState.Ended : InquiryState.Watched)), ("@result", end.Result.Word()), ("@misses", end.Misses), ("@failures", end.Failures),
            ("@next", (end.WatchAt ?? now).Column()), ("@now", now.Column()), ("@words", end.Words), ("@resent", end.Resent.ToArray()),
            ("@attempt", end.AttemptId), ("@from", Word(end.From)),
        ], cancellationToken);
        if (site.Count == 0)
            return null;
        foreach (var change in end.Changes)
            await PostgresAttempts.ApplyAsync(session, end.AttemptId, change, now, cancellationToken);
        if (end.Got.Count > 0)
            await session.RunAsync(Sql.SettleResent, [("@reason", end.Words), ("@now", now.Column()), ("@attempt", end.AttemptId), ("@ids", end.Got.ToArray())], cancellationToken);
        if (end.NotificationId is { } notification)
        {
            await session.RunAsync(Sql.AcceptUnknown,
                [("@notification", notification), ("@reason", end.Words), ("@repeat", end.RepeatPossible ? 1 : 0), ("@attempt", end.AttemptId)], cancellationToken);
            await session.RunAsync(Sql.InsertReceipt, [("@attempt", end.AttemptId)], cancellationToken);
        }
        else
        {
            await session.RunAsync(Sql.NoteRepeat, [("@repeat", end.RepeatPossible ? 1 : 0), ("@attempt", end.AttemptId)], cancellationToken);
        }

        return site[0];
    }

    private static DueInquiry Map(NpgsqlDataReader r) => new()
    {
        Claim = new(r.GetInt64(0), PostgresAttempts.Kind(r.GetString(8)), r.Text(7), []) { Sentinel = new("", r.Text(9)) },
        SiteId = r.GetInt64(1),
        State = r.GetString(2) == "watched" ? InquiryState.Watched : InquiryState.Open,
        BeganAt = r.Time(3),
        Misses = r.GetInt32(4),
        Failures = r.GetInt32(5),
        Resent = r.GetFieldValue<long[]>(6),
    };

    private static string Word(InquiryState state) => state switch { InquiryState.Open => "open", InquiryState.Watched => "watched", InquiryState.Ended => "ended" };
}
