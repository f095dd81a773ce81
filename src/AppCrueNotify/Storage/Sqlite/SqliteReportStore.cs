using System.Globalization;
using AppCrueNotify.Messages;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Answers from read-only connections.</summary>
internal sealed class SqliteReportStore(SqliteReaders readers) : IReportStore
{
    private const int ScanPiece = 100_000;

    public Task<SiteBacklog> BacklogAsync(long siteId, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            session => session.Query(Sql.SelectBacklog, r => new SiteBacklog(r.GetInt64(0), r.TimeOrNull(1)), ("@site", siteId), ("@limit", IReportStore.BacklogLimit))[0], cancellationToken);

    public Task<IReadOnlyList<StateCount>> CountAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<StateCount>>(
            session => session.Query(Sql.CountStates, r => new StateCount(r.GetInt64(0), RecipientStates.Parse(r.GetString(1)), r.GetInt64(2), r.Time(3))), cancellationToken);

    public Task<IReadOnlyList<TracedMessage>> TraceKeyAsync(long siteId, string key, CancellationToken cancellationToken) =>
        readers.ReadAsync(session => Trace(session, Sql.SelectTraceByKey, ("@site", siteId), ("@key", key)), cancellationToken);

    public Task<IReadOnlyList<TracedMessage>> TraceUserAsync(long siteId, long userId, int limit, CancellationToken cancellationToken) =>
        readers.ReadAsync(session => Trace(session, Sql.SelectTraceByUser, ("@site", siteId), ("@user", userId), ("@limit", limit)), cancellationToken);

    public async Task<ExportPage> ExportAsync(long siteId, long userId, long? before, int limit, CancellationToken cancellationToken)
    {
        // There is no index by user (it would cost every intake): pieces of the table, so that no read is long.
        var end = before ?? await readers.ReadAsync(s => s.Query(Sql.SelectLastRecipient, r => r.GetInt64(0))[0] + 1, cancellationToken);
        var rows = new List<(long Id, ExportedMessage Message)>();
        while (end > 1 && rows.Count <= limit)
        {
            var (to, after) = (end, Math.Max(0, end - 1 - ScanPiece));
            rows.AddRange(await readers.ReadAsync(
                s => s.Query(Sql.SelectUserPage, MapExported, ("@after", after), ("@before", to), ("@site", siteId), ("@user", userId), ("@limit", limit + 1 - rows.Count)), cancellationToken));
            end = after + 1;
        }

        return rows.Count > limit ? new([.. rows[..limit].Select(r => r.Message)], rows[limit - 1].Id) : new([.. rows.Select(r => r.Message)], null);
    }

    public Task<ShortLinkTarget?> ShortLinkAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            session => session.Query(Sql.SelectShortLink, r => new ShortLinkTarget(r.GetInt64(0), r.GetString(1)), ("@id", id), ("@now", now.Column())).FirstOrDefault(), cancellationToken);

    private static IReadOnlyList<TracedMessage> Trace(SqliteSession session, Sql sql, params ReadOnlySpan<(string, object?)> parameters) =>
        [.. session.Query(sql, Map, parameters).Select(m => m.Message with { Attempts = Attempts(session, m.AttemptIds, m.Phones) })];

    private static List<TracedAttempt> Attempts(SqliteSession session, string ids, string? phones)
    {
        if (ids.Length == 0)
            return [];
        var json = $"[{ids.Replace(' ', ',')}]";
        var receipts = session.Query(Sql.SelectReceipts, MapReceipt, ("@ids", json)).ToDictionary(r => r.Attempt, r => r.Receipt);
        var errors = session.Query(Sql.SelectPlatformErrors, MapError, ("@ids", json)).ToLookup(e => e.Attempt, e => e.Error);
        var inquiries = session.Query(Sql.SelectInquiries, MapInquiry, ("@ids", json)).ToDictionary(i => i.Attempt, i => i.Inquiry);
        return
        [
            .. session.Query(Sql.SelectAttempts, MapAttempt, ("@ids", json))
                .Select(a => a with { Inquiry = inquiries.GetValueOrDefault(a.Id), Receipt = receipts.GetValueOrDefault(a.Id), PlatformErrors = [.. errors[a.Id]], Phones = PhonesColumn.Read(phones, a.Id) }),
        ];
    }

    private static (long Id, ExportedMessage Message) MapExported(SqliteDataReader r) => (r.GetInt64(0), new(
        r.GetString(1), r.GetString(2), r.TextOrNull(6), r.TextOrNull(7), r.TextOrNull(8), RecipientStates.Parse(r.GetString(3)), r.GetString(4), r.Time(5), PhonesColumn.All(r.TextOrNull(9))));

    private static (TracedMessage Message, string AttemptIds, string? Phones) Map(SqliteDataReader r)
    {
        var last = r.NumberOrNull(14)?.ToString(CultureInfo.InvariantCulture);
        var message = new TracedMessage
        {
            Key = r.GetString(1),
            UserId = r.GetInt64(2),
            Alias = r.GetString(3),
            Component = r.GetString(4),
            Name = r.GetString(5),
            State = RecipientStates.Parse(r.GetString(6)),
            Reason = r.GetString(7),
            StateAt = r.Time(8),
            TakenAt = r.Time(9),
            DueAt = r.Time(10),
            ExpiresAt = r.Time(11),
            Push = r.IsDBNull(16) ? null : new() { Title = r.GetString(16), Alert = r.GetString(17), Link = r.GetString(18), CustomProperties = "", LinkNote = r.TextOrNull(19) },
            Attempts = [],
        };
        return (message, $"{r.GetString(15)} {last}".Trim(), r.TextOrNull(20));
    }

    private static TracedAttempt MapAttempt(SqliteDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Tag = r.GetString(1),
        Kind = r.GetString(2),
        Recipients = r.GetInt32(3),
        State = r.GetString(4),
        ClaimedAt = r.Time(5),
        PostedAt = r.TimeOrNull(6),
        CompletedAt = r.TimeOrNull(7),
        Status = (int?)r.NumberOrNull(8),
        ErrorType = r.TextOrNull(9),
        Reason = r.TextOrNull(10),
        RetryAt = r.TimeOrNull(11),
        NotificationId = r.TextOrNull(12),
        RepeatPossible = r.GetInt64(13) != 0,
    };

    private static (long Attempt, TracedReceipt Receipt) MapReceipt(SqliteDataReader r) =>
        (r.GetInt64(0), new(r.TextOrNull(1) ?? "", r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.Time(5), r.TextOrNull(6)));

    private static (long Attempt, TracedInquiry Inquiry) MapInquiry(SqliteDataReader r) => (r.GetInt64(0), new(
        r.GetString(1), r.TextOrNull(2), r.Time(3), r.TimeOrNull(4), r.GetString(1) == "ended" ? null : r.Time(5), r.GetInt32(6), r.GetInt32(7), r.GetString(8)));

    private static (long Attempt, TracedPlatformError Error) MapError(SqliteDataReader r) =>
        (r.GetInt64(0), new(r.GetString(1), r.GetString(2), r.GetString(3), r.GetString(4), r.Time(5)));
}
