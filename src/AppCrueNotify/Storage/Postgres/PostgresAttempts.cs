using AppCrueNotify.Messages;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>What dispatch and inquiries do alike to an attempt and its recipients.</summary>
internal static class PostgresAttempts
{
    /// <summary>Who is in an attempt and has no end yet.</summary>
    public static Task<List<DueRecipient>> RecipientsAsync(PostgresSession session, long attemptId, CancellationToken cancellationToken) =>
        session.QueryAsync(Sql.SelectAttemptRecipients, MapDue, [("@attempt", attemptId)], cancellationToken);

    /// <summary>Writes what happens to recipients of an attempt.</summary>
    public static Task<int> ApplyAsync(PostgresSession session, long attemptId, RecipientChange change, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var ids = change.Ids?.ToArray();
        return change switch
        {
            RecipientChange.Settle settle => session.RunAsync(Sql.SettleRecipients,
                [("@state", settle.State.Word()), ("@reason", settle.Reason), ("@now", now.Column()), ("@attempt", attemptId), ("@ids", ids)], cancellationToken),
            RecipientChange.Requeue requeue => session.RunAsync(Sql.RequeueRecipients,
            [
                ("@reason", requeue.Reason), ("@now", now.Column()), ("@due", requeue.DueAt.Column()), ("@tries", requeue.CountsAsTry ? 1 : 0),
                ("@unknowns", requeue.CountsAsUnknown ? 1 : 0), ("@group", requeue.PackGroup), ("@attempt", attemptId), ("@ids", ids),
            ], cancellationToken),
            _ => throw new InvalidOperationException($"There is no statement for {change.GetType().Name}."),
        };
    }

    public static DueRecipient MapDue(NpgsqlDataReader r) => new()
    {
        Id = r.GetInt64(0),
        PushId = r.GetInt64(1),
        Alias = r.Text(2),
        UserId = r.GetInt64(3),
        DueAt = r.Time(4),
        ExpiresAt = r.Time(5),
        Personal = r.GetInt32(6) == PostgresPeek.Personal,
        Tries = r.GetInt32(7),
        Unknowns = r.GetInt32(8),
        PackGroup = r.NumberOrNull(9),
    };

    public static string Word(BatchKind kind) => kind switch { BatchKind.Simple => "simple", BatchKind.Multiple => "multiple" };

    public static BatchKind Kind(string word) => word == "simple" ? BatchKind.Simple : BatchKind.Multiple;
}
