using AppCrueNotify.Messages;
using Dapper;

namespace AppCrueNotify.Storage.Views;

/// <summary>What a person decides about messages that a search found. Each call is one short transaction; a message whose state changed meanwhile is left as it is. Safe for concurrent use.</summary>
internal sealed class MessageActions(IDatabase database, WorkSignal signal)
{
    /// <summary>The most messages of a call.</summary>
    public const int Round = 500;

    /// <summary>How long cancelling and discarding can be undone.</summary>
    public static readonly TimeSpan UndoFor = TimeSpan.FromMinutes(15);

    private static string Again(IEnumerable<long> ids, RecipientState state) =>
        $"""
        UPDATE recipient SET state = 'waiting', reason = @reason, state_at = @now, due_at = @now, expires_at = @expires, tries = 0, unknowns = 0, pack_group = NULL,
                             earlier_attempts = CASE WHEN attempt_id IS NULL THEN earlier_attempts ELSE earlier_attempts || ' ' || attempt_id END, attempt_id = NULL
        WHERE id IN {SqlList.Of(ids)} AND site_id = @site AND alias <> '' AND push_id IS NOT NULL AND state IN {SqlList.Of([state])}
        """;

    private static string Remember(IEnumerable<long> ids, IEnumerable<RecipientState> states) =>
        $"""
        INSERT INTO undo (action, recipient_id, site_id, state, reason, state_at, done_at)
        SELECT @action, id, site_id, state, reason, state_at, @now FROM recipient WHERE id IN {SqlList.Of(ids)} AND site_id = @site AND state IN {SqlList.Of(states)}
        ON CONFLICT (action, recipient_id) DO NOTHING
        """;

    private static string End(IEnumerable<long> ids, IEnumerable<RecipientState> states) =>
        $"UPDATE recipient SET state = @state, reason = @reason, state_at = @now WHERE id IN {SqlList.Of(ids)} AND site_id = @site AND state IN {SqlList.Of(states)}";

    private const string Restore =
        """
        UPDATE recipient SET state = u.state, reason = u.reason, state_at = u.state_at
        FROM undo u
        WHERE u.action = @action AND u.site_id = @site AND u.done_at >= @since AND recipient.id = u.recipient_id AND recipient.site_id = @site
          AND recipient.state = 'cancelled' AND recipient.alias <> '' AND recipient.id IN (SELECT recipient_id FROM undo WHERE action = @action AND site_id = @site ORDER BY recipient_id LIMIT @round)
        """;

    /// <summary>Sends again what failed, was undeliverable, is held or has expired.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RetryAsync(long siteId, IReadOnlyCollection<long> ids, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var retried = 0;
        foreach (var state in (RecipientState[])[RecipientState.Failed, RecipientState.Undeliverable, RecipientState.Held, RecipientState.Expired])
            retried += await AgainAsync(siteId, ids, state, $"retried by hand after {state.Word()}", expiresAt, now, cancellationToken);
        return retried;
    }

    /// <summary>Held messages that TwinPush does not have go out again.</summary>
    public Task<int> SettleNotSentAsync(long siteId, IReadOnlyCollection<long> ids, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken) =>
        AgainAsync(siteId, ids, RecipientState.Held, "settled by hand: TwinPush does not have it", expiresAt, now, cancellationToken);

    /// <summary>Held messages that TwinPush has count as sent.</summary>
    public Task<int> SettleSentAsync(long siteId, IReadOnlyCollection<long> ids, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => connection.Execute(End(ids, [RecipientState.Held]), Ending(siteId, now, RecipientState.Sent, "settled by hand: TwinPush has it")), cancellationToken);

    /// <summary>Ends waiting messages before they are sent.</summary>
    /// <param name="action">A name for all that is done at once, to undo it by.</param>
    public Task<int> CancelAsync(long siteId, IReadOnlyCollection<long> ids, string action, DateTimeOffset now, CancellationToken cancellationToken) =>
        EndAsync(siteId, ids, action, "cancelled by hand", now, [RecipientState.Waiting], cancellationToken);

    /// <summary>Takes what was not sent off the list of things to settle.</summary>
    /// <param name="action">A name for all that is done at once, to undo it by.</param>
    public Task<int> DiscardAsync(long siteId, IReadOnlyCollection<long> ids, string action, DateTimeOffset now, CancellationToken cancellationToken) =>
        EndAsync(siteId, ids, action, "discarded by hand", now, [RecipientState.Failed, RecipientState.Undeliverable, RecipientState.Held, RecipientState.Expired], cancellationToken);

    /// <summary>How many messages an action ended that can still be undone.</summary>
    public Task<int> UndoableAsync(long siteId, string action, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => connection.ExecuteScalar<int>(
                "SELECT count(*) FROM undo WHERE action = @action AND site_id = @siteId AND done_at >= @since", new { action, siteId, since = (now - UndoFor).ToUnixTimeMilliseconds() }), cancellationToken);

    /// <summary>Takes a cancelling or discarding back, in rounds; what was erased or deleted meanwhile stays so.</summary>
    /// <returns>How many messages are again what they were.</returns>
    public async Task<int> UndoAsync(long siteId, string action, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var parameters = new { action, site = siteId, since = (now - UndoFor).ToUnixTimeMilliseconds(), round = Round };
        var restored = 0;
        while (true)
        {
            var (done, rows) = await database.WriteAsync(
                connection =>
                {
                    var changed = connection.Execute(Restore, parameters);
                    return (changed, connection.Execute(
                        "DELETE FROM undo WHERE action = @action AND site_id = @site AND recipient_id IN (SELECT recipient_id FROM undo WHERE action = @action AND site_id = @site ORDER BY recipient_id LIMIT @round)", parameters));
                }, cancellationToken);
            restored += done;
            if (rows < Round)
                break;
        }

        signal.Raise(siteId);
        return restored;
    }

    private async Task<int> AgainAsync(long siteId, IReadOnlyCollection<long> ids, RecipientState state, string reason, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return 0;
        var changed = await database.WriteAsync(
            connection => connection.Execute(Again(ids, state), new { site = siteId, reason, now = now.ToUnixTimeMilliseconds(), expires = expiresAt.ToUnixTimeMilliseconds() }), cancellationToken);
        if (changed > 0)
            signal.Raise(siteId);
        return changed;
    }

    private async Task<int> EndAsync(long siteId, IReadOnlyCollection<long> ids, string action, string reason, DateTimeOffset now, RecipientState[] states, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return 0;
        return await database.WriteAsync(
            connection =>
            {
                connection.Execute("DELETE FROM undo WHERE done_at < @since", new { since = (now - UndoFor).ToUnixTimeMilliseconds() });
                var parameters = Ending(siteId, now, RecipientState.Cancelled, reason);
                parameters.Add("action", action);
                connection.Execute(Remember(ids, states), parameters);
                return connection.Execute(End(ids, states), parameters);
            }, cancellationToken);
    }

    private static DynamicParameters Ending(long siteId, DateTimeOffset now, RecipientState state, string reason) =>
        new(new { site = siteId, now = now.ToUnixTimeMilliseconds(), state = state.Word(), reason });
}
