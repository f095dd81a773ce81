using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>Receipts on PostgreSQL.</summary>
internal sealed class PostgresReceiptStore(PostgresConnections connections) : IReceiptStore
{
    public async Task<int> ScheduleNewAsync(long siteId, TimeSpan firstAfter, int limit, CancellationToken cancellationToken)
    {
        // A look first: it is asked often and finds nothing nearly always.
        if ((await connections.QueryAsync(Sql.SelectReceiptNew, r => 1, [("@site", siteId)], cancellationToken)).Count == 0)
            return 0;
        return await connections.RunAsync(Sql.ScheduleReceipts, [("@first", (long)firstAfter.TotalMilliseconds), ("@site", siteId), ("@limit", limit)], cancellationToken);
    }

    public async Task<IReadOnlyList<DueReceipt>> ClaimAsync(long siteId, int limit, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken)
    {
        if ((await connections.QueryAsync(Sql.SelectReceiptDue, r => 1, [("@site", siteId), ("@now", now.Column())], cancellationToken)).Count == 0)
            return [];
        return await connections.WriteTogetherAsync((session, token) => session.QueryAsync(Sql.ClaimReceipts, r => new DueReceipt
        {
            AttemptId = r.GetInt64(0),
            NotificationId = r.Text(1),
            AcceptedAt = r.Time(2),
            Counts = new(r.GetInt32(3), r.GetInt32(4), r.GetInt32(5)),
            Complete = r.GetInt32(6) != 0,
        }, [("@lease", leaseUntil.Column()), ("@site", siteId), ("@now", now.Column()), ("@limit", limit)], token), cancellationToken);
    }

    public async Task<IReadOnlyList<ReceiptRecipient>> RecipientsAsync(long attemptId, CancellationToken cancellationToken) =>
        await connections.QueryAsync(Sql.SelectReceiptRecipients, r => new ReceiptRecipient(r.GetInt64(0), r.Text(1), RecipientStates.Parse(r.GetString(2)), PhonesColumn.Read(r.TextOrNull(3), attemptId)), [("@attempt", attemptId)], cancellationToken);

    public Task SaveAsync(LearnedReceipt learned, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.WriteAsync(async (session, token) =>
        {
            await session.RunAsync(Sql.SaveReceipt,
            [
                ("@state", learned.NextAt is null ? "ended" : "open"), ("@next", learned.NextAt?.Column()), ("@now", now.Column()), ("@status", learned.Status),
                ("@deliveries", learned.Counts.Deliveries), ("@received", learned.Counts.Received), ("@opened", learned.Counts.Opened),
                ("@complete", learned.Complete ? 1 : 0), ("@end", learned.EndReason), ("@attempt", learned.AttemptId),
            ], token);
            if (learned.Errors.Count > 0)
                await session.RunAsync(Sql.InsertPlatformErrors, Errors(learned), token);
            return learned.Changes.Count == 0 ? 0 : await session.RunAsync(Sql.SaveReceiptRecipients, Changes(learned), token);
        }, cancellationToken);

    public Task RecordAsync(ReceiptState state, CancellationToken cancellationToken) =>
        connections.RunAsync(Sql.RecordReceiptState,
        [
            ("@site", state.SiteId), ("@part", state.Part), ("@error", state.Error), ("@failures", state.Failures), ("@now", state.ChangedAt.Column()), ("@retry", state.RetryAt?.Column()),
        ], cancellationToken);

    public async Task<IReadOnlyList<ReceiptState>> StatesAsync(CancellationToken cancellationToken) =>
        await connections.QueryAsync(Sql.SelectReceiptStates,
            r => new ReceiptState(r.GetInt64(0), r.Text(1), r.TextOrNull(2), r.GetInt32(3), r.Time(4), r.TimeOrNull(5)), [], cancellationToken);

    private static (string, object?)[] Changes(LearnedReceipt learned) =>
    [
        ("@ids", learned.Changes.Select(c => c.RecipientId).ToArray()), ("@was", learned.Changes.Select(c => c.From.Word()).ToArray()), ("@states", learned.Changes.Select(c => c.To.Word()).ToArray()),
        ("@reasons", learned.Changes.Select(c => c.Reason).ToArray()), ("@ats", learned.Changes.Select(c => c.At.Column()).ToArray()),
        ("@phones", learned.Changes.Select(c => c.Phones).ToArray()), ("@attempt", learned.AttemptId),
    ];

    private static (string, object?)[] Errors(LearnedReceipt learned) =>
    [
        ("@attempt", learned.AttemptId), ("@platforms", learned.Errors.Select(e => e.Platform).ToArray()), ("@keys", learned.Errors.Select(e => e.Key).ToArray()),
        ("@levels", learned.Errors.Select(e => e.Level).ToArray()), ("@words", learned.Errors.Select(e => e.Words).ToArray()), ("@noticed", learned.Errors.Select(e => e.NoticedAt.Column()).ToArray()),
    ];
}
