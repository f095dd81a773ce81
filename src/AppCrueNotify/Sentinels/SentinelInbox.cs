using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;
using TwinPush.Inbox;
using TwinPush.Notifications;

namespace AppCrueNotify.Sentinels;

/// <summary>Reads what the gateway's own device received. No other device's inbox is ever read.</summary>
internal sealed class SentinelInbox(TwinPushClientFactory clients, SentinelOptions options, TimeProvider time)
{
    // A tag is on one notification, or on few; a server that ignores the filter must not keep us.
    private const int MostRows = 100;

    /// <summary>The notifications with the tag, oldest first.</summary>
    /// <exception cref="TwinPushException">TwinPush did not answer, or does not have the device.</exception>
    /// <exception cref="TimeoutException">TwinPush took too long.</exception>
    public async Task<IReadOnlyList<string>> FindAsync(Site site, string deviceId, SentinelWay way, string tag, CancellationToken cancellationToken)
    {
        var found = await WithinAsync(token => RowsAsync(clients.Create(site), deviceId, way, tag, token), cancellationToken);
        // Whatever the server's filter does: only this tag counts. The order of rows is not documented, so time decides where it is told.
        return [.. found.Where(r => r.Notification.Tags.Contains(tag) && r.Notification.Id.Length > 0).Reverse().OrderBy(r => r.At).Select(r => r.Notification.Id).Distinct()];
    }

    /// <summary>How many rows TwinPush gives for a tag, with its own filter alone.</summary>
    public async Task<int> CountAsync(Site site, string deviceId, SentinelWay way, string tag, CancellationToken cancellationToken) =>
        (await WithinAsync(token => RowsAsync(clients.Create(site), deviceId, way, tag, token), cancellationToken)).Count;

    /// <summary>Whether TwinPush has the device as it was registered.</summary>
    /// <exception cref="TwinPushException">TwinPush did not answer.</exception>
    /// <exception cref="TimeoutException">TwinPush took too long.</exception>
    public async Task<bool> IsKnownAsync(Site site, string deviceId, string alias, CancellationToken cancellationToken)
    {
        try
        {
            var device = await WithinAsync(token => clients.Create(site).GetDeviceAsync(deviceId, token), cancellationToken);
            return device.Active != false && (device.Alias is null || string.Equals(device.Alias, alias, StringComparison.OrdinalIgnoreCase));
        }
        catch (TwinPushException e) when (e.Kind == FailureKind.NotFound)
        {
            return false;
        }
    }

    /// <summary>Deletes a notification everywhere; one that is gone already is no error.</summary>
    /// <exception cref="TwinPushException">TwinPush did not delete it.</exception>
    /// <exception cref="TimeoutException">TwinPush took too long.</exception>
    public async Task DeleteAsync(Site site, string notificationId, CancellationToken cancellationToken)
    {
        try
        {
            await WithinAsync(async token =>
            {
                await clients.Create(site).DeleteNotificationAsync(notificationId, token);
                return true;
            }, cancellationToken);
        }
        catch (TwinPushException e) when (e.Kind == FailureKind.NotFound)
        {
            // That is what was wanted.
        }
    }

    private static async Task<List<(DateTimeOffset? At, Notification Notification)>> RowsAsync(
        TwinPushClient client, string deviceId, SentinelWay way, string tag, CancellationToken cancellationToken)
    {
        var filter = new TagFilter { Tags = [tag] };
        return way switch
        {
            SentinelWay.Inbox => await client.ListInboxAsync(deviceId, filter, 30, cancellationToken).Where(e => e.Notification is not null)
                .Select(e => (e.CreatedAt, e.Notification!)).Take(MostRows).ToListAsync(cancellationToken),
            SentinelWay.Search => await client.SearchReceivedAsync(deviceId, filter, 30, cancellationToken)
                .Select(n => (n.LastSentAt ?? n.SendSince, n)).Take(MostRows).ToListAsync(cancellationToken),
        };
    }

    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> ask, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(options.LookTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return await ask(either.Token);
        }
        catch (OperationCanceledException e) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"TwinPush did not answer within {options.LookTimeout.TotalSeconds:0.#} seconds", e);
        }
    }
}
