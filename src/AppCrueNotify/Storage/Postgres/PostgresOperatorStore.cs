namespace AppCrueNotify.Storage.Postgres;

/// <summary>A person's decisions on PostgreSQL, in rounds that hold their locks for milliseconds.</summary>
internal sealed class PostgresOperatorStore(PostgresConnections connections, WorkSignal signal) : IOperatorStore
{
    private const int Round = 5000;

    public Task<int> CancelAsync(long siteId, MessageChoice choice, DateTimeOffset now, CancellationToken cancellationToken) =>
        InRoundsAsync(Sql.CancelChosen, [.. Chosen(siteId, choice, now), .. Announced(choice)], cancellationToken);

    public Task<int> SettleSentAsync(long siteId, MessageChoice choice, DateTimeOffset now, CancellationToken cancellationToken) =>
        InRoundsAsync(Sql.SettleChosenSent, Chosen(siteId, choice, now), cancellationToken);

    public async Task<int> SettleNotSentAsync(long siteId, MessageChoice choice, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settled = await InRoundsAsync(Sql.SettleChosenNotSent, [.. Chosen(siteId, choice, now), ("@expires", expiresAt.Column())], cancellationToken);
        signal.Raise(siteId);
        return settled;
    }

    public async Task<SentNotification?> FindSentAsync(long siteId, string key, CancellationToken cancellationToken) =>
        (await connections.QueryAsync(Sql.SelectSentNotification, r => new SentNotification(r.GetInt64(0), r.Text(1), r.GetInt32(2)), [("@site", siteId), ("@key", key)], cancellationToken)).FirstOrDefault();

    public Task<int> RecalledAsync(long attemptId, DateTimeOffset now, CancellationToken cancellationToken) =>
        connections.RunAsync(Sql.RecallRecipients, [("@attempt", attemptId), ("@now", now.Column())], cancellationToken);

    private async Task<int> InRoundsAsync(Sql sql, (string, object?)[] parameters, CancellationToken cancellationToken)
    {
        // Somebody else may have changed some of a round meanwhile: the end is a round that found nobody.
        var total = 0;
        while (true)
        {
            var changed = await connections.RunAsync(sql, parameters, cancellationToken);
            total += changed;
            if (changed == 0)
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
