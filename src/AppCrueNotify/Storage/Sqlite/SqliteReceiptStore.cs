using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Receipts on SQLite.</summary>
internal sealed class SqliteReceiptStore(SqliteWriter writer, SqliteReaders readers) : IReceiptStore
{
    public async Task<int> ScheduleNewAsync(long siteId, TimeSpan firstAfter, int limit, CancellationToken cancellationToken)
    {
        // A look first: the writer is for those who have something to write.
        if (await readers.ReadAsync(session => session.Query(Sql.SelectReceiptNew, r => 1, ("@site", siteId)).Count, cancellationToken) == 0)
            return 0;
        return await writer.WriteAsync(session => session.Run(Sql.ScheduleReceipts, ("@first", (long)firstAfter.TotalMilliseconds), ("@site", siteId), ("@limit", limit)), cancellationToken);
    }

    public async Task<IReadOnlyList<DueReceipt>> ClaimAsync(long siteId, int limit, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        if (await readers.ReadAsync(session => session.Query(Sql.SelectReceiptDue, r => 1, ("@site", siteId), ("@now", now.Column())).Count, cancellationToken) == 0)
            return [];
        return await writer.WriteAsync(session => session.Query(Sql.ClaimReceipts, r => new DueReceipt
        {
            AttemptId = r.GetInt64(0),
            NotificationId = r.GetString(1),
            AcceptedAt = r.Time(2),
            Counts = new(r.GetInt32(3), r.GetInt32(4), r.GetInt32(5)),
            Complete = r.GetInt64(6) != 0,
        }, ("@lease", leaseUntil.Column()), ("@site", siteId), ("@now", now.Column()), ("@limit", limit)), cancellationToken);
    }

    public Task<IReadOnlyList<ReceiptRecipient>> RecipientsAsync(long attemptId, CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<ReceiptRecipient>>(session => session.Query(Sql.SelectReceiptRecipients,
            r => new ReceiptRecipient(r.GetInt64(0), r.GetString(1), RecipientStates.Parse(r.GetString(2)), PhonesColumn.Read(r.TextOrNull(3), attemptId)), ("@attempt", attemptId)), cancellationToken);

    public Task SaveAsync(LearnedReceipt learned, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session =>
        {
            session.Run(Sql.SaveReceipt,
                ("@state", learned.NextAt is null ? "ended" : "open"), ("@next", learned.NextAt?.Column()), ("@now", now.Column()), ("@status", learned.Status),
                ("@deliveries", learned.Counts.Deliveries), ("@received", learned.Counts.Received), ("@opened", learned.Counts.Opened),
                ("@complete", learned.Complete ? 1 : 0), ("@end", learned.EndReason), ("@attempt", learned.AttemptId));
            if (learned.Errors.Count > 0)
                session.Run(Sql.InsertPlatformErrors, ("@attempt", learned.AttemptId), ("@errors", Json(learned.Errors)));
            return learned.Changes.Count == 0 ? 0 : session.Run(Sql.SaveReceiptRecipients, ("@changes", Json(learned.Changes)), ("@attempt", learned.AttemptId));
        }, cancellationToken);

    public Task RecordAsync(ReceiptState state, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Run(Sql.RecordReceiptState,
            ("@site", state.SiteId), ("@part", state.Part), ("@error", state.Error), ("@failures", state.Failures),
            ("@now", state.ChangedAt.Column()), ("@retry", state.RetryAt?.Column())), cancellationToken);

    public Task<IReadOnlyList<ReceiptState>> StatesAsync(CancellationToken cancellationToken) =>
        readers.ReadAsync<IReadOnlyList<ReceiptState>>(session => session.Query(Sql.SelectReceiptStates,
            r => new ReceiptState(r.GetInt64(0), r.GetString(1), r.TextOrNull(2), r.GetInt32(3), r.Time(4), r.TimeOrNull(5))), cancellationToken);

    private static string Json(IEnumerable<ReceiptChange> changes) => SqliteRow.Json(changes, (writer, change) =>
    {
        writer.WriteNumberValue(change.RecipientId);
        writer.WriteStringValue(change.From.Word());
        writer.WriteStringValue(change.To.Word());
        writer.WriteStringValue(change.Reason);
        writer.WriteNumberValue(change.At.Column());
        writer.WriteStringValue(change.Phones);
    });

    private static string Json(IEnumerable<TracedPlatformError> errors) => SqliteRow.Json(errors, (writer, error) =>
    {
        writer.WriteStringValue(error.Platform);
        writer.WriteStringValue(error.Key);
        writer.WriteStringValue(error.Level);
        writer.WriteStringValue(error.Words);
        writer.WriteNumberValue(error.NoticedAt.Column());
    });
}
