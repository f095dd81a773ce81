using Dapper;

namespace AppCrueNotify.Storage.Views;

/// <summary>The notifications that carried messages which a search found: TwinPush deletes whole ones.</summary>
internal sealed class SentBatches(IDatabase database)
{
    /// <summary>Each once, newest first, with how many messages it carried that still count as sent.</summary>
    public async Task<IReadOnlyList<SentNotification>> OfAsync(long siteId, IReadOnlyCollection<long> ids, CancellationToken cancellationToken) => ids.Count == 0 ? [] : await database.ReadAsync(
        connection => connection.Query<(long Id, string Notification, long Messages)>(
            $"""
            SELECT a.id, a.notification_id, (SELECT count(*) FROM recipient o WHERE o.attempt_id = a.id AND o.state IN ('sent', 'received', 'opened'))
            FROM attempt a
            WHERE a.site_id = @siteId AND a.notification_id IS NOT NULL AND a.id IN (SELECT r.attempt_id FROM recipient r WHERE r.id IN {SqlList.Of(ids)} AND r.site_id = @siteId)
            ORDER BY a.id DESC
            """, new { siteId }).Select(a => new SentNotification(a.Id, a.Notification, (int)a.Messages)).ToList(), cancellationToken);
}
