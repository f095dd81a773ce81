using System.Globalization;
using AppCrueNotify.Messages;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>Answers questions of people from PostgreSQL.</summary>
internal sealed class PostgresReportStore(PostgresConnections connections) : IReportStore
{
    private const int ScanPiece = 100_000;

    public async Task<SiteBacklog> BacklogAsync(long siteId, CancellationToken cancellationToken) =>
        (await connections.QueryAsync(Sql.SelectBacklog, r => new SiteBacklog(r.GetInt64(0), r.TimeOrNull(1)), [("@site", siteId), ("@limit", IReportStore.BacklogLimit)], cancellationToken))[0];

    public async Task<IReadOnlyList<StateCount>> CountAsync(CancellationToken cancellationToken) =>
        await connections.QueryAsync(Sql.CountStates, r => new StateCount(r.GetInt64(0), RecipientStates.Parse(r.GetString(1)), r.GetInt64(2), r.Time(3)), [], cancellationToken);

    public Task<IReadOnlyList<TracedMessage>> TraceKeyAsync(long siteId, string key, CancellationToken cancellationToken) =>
        TraceAsync(Sql.SelectTraceByKey, [("@site", siteId), ("@key", key)], cancellationToken);

    public Task<IReadOnlyList<TracedMessage>> TraceUserAsync(long siteId, long userId, int limit, CancellationToken cancellationToken) =>
        TraceAsync(Sql.SelectTraceByUser, [("@site", siteId), ("@user", userId), ("@limit", limit)], cancellationToken);

    public async Task<ExportPage> ExportAsync(long siteId, long userId, long? before, int limit, CancellationToken cancellationToken)
    {
        // There is no index by user (it would cost every intake): pieces of the table, so that no read is long.
        var end = before ?? (await connections.QueryAsync(Sql.SelectLastRecipient, r => r.GetInt64(0), [], cancellationToken))[0] + 1;
        var rows = new List<(long Id, ExportedMessage Message)>();
        while (end > 1 && rows.Count <= limit)
        {
            var after = Math.Max(0, end - 1 - ScanPiece);
            rows.AddRange(await connections.QueryAsync(Sql.SelectUserPage, MapExported,
                [("@after", after), ("@before", end), ("@site", siteId), ("@user", userId), ("@limit", limit + 1 - rows.Count)], cancellationToken));
            end = after + 1;
        }

        return rows.Count > limit ? new([.. rows[..limit].Select(r => r.Message)], rows[limit - 1].Id) : new([.. rows.Select(r => r.Message)], null);
    }

    public async Task<ShortLinkTarget?> ShortLinkAsync(string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        (await connections.QueryAsync(Sql.SelectShortLink, r => new ShortLinkTarget(r.GetInt64(0), r.Text(1)), [("@id", id), ("@now", now.Column())], cancellationToken)).FirstOrDefault();

    private Task<IReadOnlyList<TracedMessage>> TraceAsync(Sql sql, (string, object?)[] parameters, CancellationToken cancellationToken) =>
        connections.ReadAtOnceAsync<IReadOnlyList<TracedMessage>>(async (session, token) =>
        {
            var messages = new List<TracedMessage>();
            foreach (var (message, ids, phones) in await session.QueryAsync(sql, Map, parameters, token))
                messages.Add(message with { Attempts = await AttemptsAsync(session, ids, phones, token) });
            return messages;
        }, cancellationToken);

    private static async Task<IReadOnlyList<TracedAttempt>> AttemptsAsync(PostgresSession session, string words, string? phones, CancellationToken cancellationToken)
    {
        if (words.Length == 0)
            return [];
        var ids = words.Split(' ').Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToArray();
        var receipts = (await session.QueryAsync(Sql.SelectReceipts, MapReceipt, [("@ids", ids)], cancellationToken)).ToDictionary(r => r.Attempt, r => r.Receipt);
        var errors = (await session.QueryAsync(Sql.SelectPlatformErrors, MapError, [("@ids", ids)], cancellationToken)).ToLookup(e => e.Attempt, e => e.Error);
        var inquiries = (await session.QueryAsync(Sql.SelectInquiries, MapInquiry, [("@ids", ids)], cancellationToken)).ToDictionary(i => i.Attempt, i => i.Inquiry);
        var attempts = await session.QueryAsync(Sql.SelectAttempts, MapAttempt, [("@ids", ids)], cancellationToken);
        return [.. attempts.Select(a => a with { Inquiry = inquiries.GetValueOrDefault(a.Id), Receipt = receipts.GetValueOrDefault(a.Id), PlatformErrors = [.. errors[a.Id]], Phones = PhonesColumn.Read(phones, a.Id) })];
    }

    private static (long Id, ExportedMessage Message) MapExported(NpgsqlDataReader r) => (r.GetInt64(0), new(
        r.Text(1), r.Text(2), r.TextOrNull(6), r.TextOrNull(7), r.TextOrNull(8), RecipientStates.Parse(r.GetString(3)), r.Text(4), r.Time(5), PhonesColumn.All(r.TextOrNull(9))));

    private static (TracedMessage Message, string AttemptIds, string? Phones) Map(NpgsqlDataReader r)
    {
        var last = r.NumberOrNull(14)?.ToString(CultureInfo.InvariantCulture);
        var message = new TracedMessage
        {
            Key = r.Text(1),
            UserId = r.GetInt64(2),
            Alias = r.Text(3),
            Component = r.Text(4),
            Name = r.Text(5),
            State = RecipientStates.Parse(r.GetString(6)),
            Reason = r.Text(7),
            StateAt = r.Time(8),
            TakenAt = r.Time(9),
            DueAt = r.Time(10),
            ExpiresAt = r.Time(11),
            Push = r.IsDBNull(16) ? null : new() { Title = r.Text(16), Alert = r.Text(17), Link = r.Text(18), CustomProperties = "", LinkNote = r.TextOrNull(19) },
            Attempts = [],
        };
        return (message, $"{r.Text(15)} {last}".Trim(), r.TextOrNull(20));
    }

    private static TracedAttempt MapAttempt(NpgsqlDataReader r) => new()
    {
        Id = r.GetInt64(0),
        Tag = r.Text(1),
        Kind = r.Text(2),
        Recipients = r.GetInt32(3),
        State = r.Text(4),
        ClaimedAt = r.Time(5),
        PostedAt = r.TimeOrNull(6),
        CompletedAt = r.TimeOrNull(7),
        Status = (int?)r.NumberOrNull(8),
        ErrorType = r.TextOrNull(9),
        Reason = r.TextOrNull(10),
        RetryAt = r.TimeOrNull(11),
        NotificationId = r.TextOrNull(12),
        RepeatPossible = r.GetInt32(13) != 0,
    };

    private static (long Attempt, TracedReceipt Receipt) MapReceipt(NpgsqlDataReader r) =>
        (r.GetInt64(0), new(r.TextOrNull(1) ?? "", r.GetInt32(2), r.GetInt32(3), r.GetInt32(4), r.Time(5), r.TextOrNull(6)));

    private static (long Attempt, TracedInquiry Inquiry) MapInquiry(NpgsqlDataReader r) => (r.GetInt64(0), new(
        r.GetString(1), r.TextOrNull(2), r.Time(3), r.TimeOrNull(4), r.GetString(1) == "ended" ? null : r.Time(5), r.GetInt32(6), r.GetInt32(7), r.Text(8)));

    private static (long Attempt, TracedPlatformError Error) MapError(NpgsqlDataReader r) =>
        (r.GetInt64(0), new(r.Text(1), r.Text(2), r.Text(3), r.Text(4), r.Time(5)));
}
