using System.Text.Json;
using AppCrueNotify.Messages;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Inquiries on SQLite.</summary>
internal sealed class SqliteInquiryStore(SqliteWriter writer, SqliteReaders readers, WorkSignal signal) : IInquiryStore
{
    public Task<IReadOnlyList<DueInquiry>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<DueInquiry>>(session =>
        {
            var due = session.Query(Sql.SelectDueInquiries, Map, ("@now", now.Column()), ("@limit", limit));
            return [.. due.Select(d => d.State == InquiryState.Open ? d with { Claim = d.Claim with { Recipients = SqliteDispatchStore.RecipientsOf(session, d.Claim.AttemptId) } } : d)];
        }, cancellationToken);

    public Task<IReadOnlyDictionary<long, RecipientState>> StatesAsync(IReadOnlyCollection<long> recipients, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyDictionary<long, RecipientState>>(
            session => session.Query(Sql.SelectStates, r => (Id: r.GetInt64(0), State: RecipientStates.Parse(r.GetString(1))), ("@ids", SqliteRow.Json(recipients))).ToDictionary(s => s.Id, s => s.State),
            cancellationToken);

    public Task<string?> NewestAcceptedAsync(long siteId, string deviceId, DateTimeOffset since, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            session => session.Query(Sql.SelectNewestAccepted, r => r.GetString(0), ("@site", siteId), ("@sentinel", deviceId), ("@since", since.Column())).FirstOrDefault(), cancellationToken);

    public Task<bool> PostponeAsync(InquiryStep step, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Run(Sql.PostponeInquiry,
            ("@misses", step.Misses), ("@failures", step.Failures), ("@next", step.NextAt.Column()), ("@now", now.Column()), ("@words", step.Words),
            ("@attempt", step.AttemptId), ("@state", Word(step.State))) == 1, cancellationToken);

    public async Task<bool> EndAsync(InquiryEnd end, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var site = await writer.WriteAsync(session => End(session, end, now), cancellationToken);
        if (site is { } changed)
            signal.Raise(changed);
        return site is not null;
    }

    public Task<IReadOnlyDictionary<long, OpenInquiries>> OpenAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyDictionary<long, OpenInquiries>>(
            session => session.Query(Sql.CountInquiries, r => (Site: r.GetInt64(0), Open: new OpenInquiries(r.GetInt32(1), r.GetInt64(2), r.Time(3), r.Time(4)))).ToDictionary(o => o.Site, o => o.Open),
            cancellationToken);

    /// <returns>The site; null when somebody else decided.</returns>
    private static long? End(SqliteSession session, InquiryEnd end, DateTimeOffset now)
    {
        var site = session.Query(Sql.EndInquiry, r => r.GetInt64(0),
            ("@to", Word(end.WatchAt is null ? InquiryState.Ended : InquiryState.Watched)), ("@result", end.Result.Word()), ("@misses", end.Misses), ("@failures", end.Failures),
            ("@next", (end.WatchAt ?? now).Column()), ("@now", now.Column()), ("@words", end.Words), ("@resent", SqliteRow.Json(end.Resent)),
            ("@attempt", end.AttemptId), ("@from", Word(end.From)));
        if (site.Count == 0)
            return null;
        foreach (var change in end.Changes)
            SqliteDispatchStore.Apply(session, end.AttemptId, change, now);
        if (end.Got.Count > 0)
            session.Run(Sql.SettleResent, ("@reason", end.Words), ("@now", now.Column()), ("@attempt", end.AttemptId), ("@ids", SqliteRow.Json(end.Got)));
        if (end.NotificationId is { } notification)
        {
            session.Run(Sql.AcceptUnknown, ("@notification", notification), ("@reason", end.Words), ("@repeat", end.RepeatPossible ? 1 : 0), ("@attempt", end.AttemptId));
            session.Run(Sql.InsertReceipt, ("@attempt", end.AttemptId));
        }
        else
        {
            session.Run(Sql.NoteRepeat, ("@repeat", end.RepeatPossible ? 1 : 0), ("@attempt", end.AttemptId));
        }

        return site[0];
    }

    private static DueInquiry Map(SqliteDataReader r) => new()
    {
        Claim = new(r.GetInt64(0), SqliteDispatchStore.Kind(r.GetString(8)), r.GetString(7), []) { Sentinel = new("", r.GetString(9)) },
        SiteId = r.GetInt64(1),
        State = r.GetString(2) == "watched" ? InquiryState.Watched : InquiryState.Open,
        BeganAt = r.Time(3),
        Misses = r.GetInt32(4),
        Failures = r.GetInt32(5),
        Resent = JsonSerializer.Deserialize(r.GetString(6), StorageJson.Default.Int64Array) ?? [],
    };

    private static string Word(InquiryState state) => state switch { InquiryState.Open => "open", InquiryState.Watched => "watched", InquiryState.Ended => "ended" };
}
