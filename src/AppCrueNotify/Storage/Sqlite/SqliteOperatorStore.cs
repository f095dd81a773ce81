namespace AppCrueNotify.Storage.Sqlite;

/// <summary>A person's decisions on SQLite, in rounds that hold the writer for milliseconds.</summary>
internal sealed class SqliteOperatorStore(SqliteWriter writer, SqliteReaders readers, WorkSignal signal) : IOperatorStore
{
    private const int Round = 5000;

    public Task<int> CancelAsync(long siteId, MessageChoice choice, DateTimeOffset now, CancellationToken cancellationToken) =>
        InRoundsAsync(session => session.Run(Sql.CancelChosen, [.. Chosen(siteId, choice, now), .. Announced(choice)]), cancellationToken);

    public Task<int> SettleSentAsync(long siteId, MessageChoice choice, DateTimeOffset now, CancellationToken cancellationToken) =>
        InRoundsAsync(session => session.Run(Sql.SettleChosenSent, Chosen(siteId, choice, now)), cancellationToken);

    public async Task<int> SettleNotSentAsync(long siteId, MessageChoice choice, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settled = await InRoundsAsync(session => session.Run(Sql.SettleChosenNotSent, [.. Chosen(siteId, choice, now), ("@expires", expiresAt.Column())]), cancellationToken);
        signal.Raise(siteId);
        return settled;
    }

    public Task<SentNotification?> FindSentAsync(long siteId, string key, CancellationToken cancellationToken) =>
        readers.ReadAsync(
            session => session.Query(Sql.SelectSentNotification, r => new SentNotification(r.GetInt64(0), r.GetString(1), r.GetInt32(2)), ("@site", siteId), ("@key", key)).FirstOrDefault(),
            cancellationToken);

    public Task<int> RecalledAsync(long attemptId, DateTimeOffset now, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => session.Run(Sql.RecallRecipients, ("@attempt", attemptId), ("@now", now.Column())), cancellationToken);

    private async Task<int> InRoundsAsync(Func<SqliteSession, int> work, CancellationToken cancellationToken)
    {
        var total = 0;
        while (true)
        {
            var changed = await writer.WriteAsync(work, cancellationToken);
            total += changed;
            if (changed < Round)
                return total;
        }
    }

    private static (string, object?)[] Chosen(long siteId, MessageChoice choice, DateTimeOffset now) =>
    [
        ("@site", siteId), ("@now", now.Column()), ("@key", choice.Key), ("@user", choice.UserId), ("@component", choice.Component), ("@tag", choice.Tag), ("@limit", Round),
    ];

    private static (string, object?)[] Announced(MessageChoice choice)
    {
        (string From, string Upto)? keys = choice.AnnouncementId is { } id ? Announcement.Keys(id) : null;
        return [("@from", keys?.From), ("@upto", keys?.Upto)];
    }
}
