using TwinPush.Inbox;
using TwinPush.Notifications;
using TwinPush.Serialization;
using TwinPush.Transport;

namespace TwinPush;

/// <content>What a device sees of its notifications. These operations need no credential but the device's identifier.</content>
public sealed partial class TwinPushClient
{
    /// <summary>Reads a notification as a device that received it.</summary>
    /// <remarks>Source: TwinPush/api-docs, notifications.md, "show notification".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="notificationId">The notification's identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task<Notification> GetDeviceNotificationAsync(string deviceId, string notificationId, CancellationToken cancellationToken = default)
    {
        var operation = new Operation("show notification on a device", HttpMethod.Get, OnDevice(deviceId, notificationId));
        return GetAsync(operation, "id", AnswerContext.Default.Notification, cancellationToken);
    }

    /// <summary>Lists the inbox of the device's user.</summary>
    /// <remarks>Fetches page by page while it is enumerated. Source: TwinPush/api-docs, notifications.md, "inbox".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="filter">Which tags are wanted. Default: null, all.</param>
    /// <param name="pageSize">Entries per request, 1 to <see cref="MaxPageSize"/>. Default 30, as TwinPush's.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="TwinPushException">While enumerating; among others <see cref="FailureKind.NotFound"/>.</exception>
    public IAsyncEnumerable<InboxEntry> ListInboxAsync(
        string deviceId, TagFilter? filter = null, int pageSize = 30, CancellationToken cancellationToken = default)
    {
        CheckPageSize(pageSize);
        var query = new Query().AddAll("tags[]", Tags(filter?.Tags)).AddAll("no_tags[]", Tags(filter?.NoTags));
        var operation = new Operation("inbox", HttpMethod.Get, $"{Device(deviceId)}/inbox");
        return ListAsync(operation, query, null, AnswerContext.Default.InboxEntry, pageSize, cancellationToken);
    }

    /// <summary>Counts the inbox of the device's user.</summary>
    /// <remarks>Source: TwinPush/api-docs, notifications.md, "inbox summary".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task<InboxSummary> GetInboxSummaryAsync(string deviceId, CancellationToken cancellationToken = default) =>
        GetAsync(new Operation("inbox summary", HttpMethod.Get, $"{Device(deviceId)}/inbox_summary"), "total_count", AnswerContext.Default.InboxSummary, cancellationToken);

    /// <summary>Removes a notification from the inbox of the device's user.</summary>
    /// <remarks>Source: TwinPush/api-docs, notifications.md, "inbox notification".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="notificationId">The notification's identifier.</param>
    /// <param name="cancellationToken">Ends the wait; it may be removed nevertheless.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task DeleteFromInboxAsync(string deviceId, string notificationId, CancellationToken cancellationToken = default) =>
        SendAsync(new Operation("delete from inbox", HttpMethod.Delete, OnDevice(deviceId, notificationId)), null, cancellationToken);

    /// <summary>Searches the notifications a device received.</summary>
    /// <remarks>Fetches page by page while it is enumerated. Source: TwinPush/api-docs, devices.md, "search device notifications".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="filter">Which tags are wanted. Default: null, all.</param>
    /// <param name="pageSize">Entries per request, 1 to <see cref="MaxPageSize"/>. Default 30, as TwinPush's.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="TwinPushException">While enumerating; among others <see cref="FailureKind.NotFound"/>.</exception>
    public IAsyncEnumerable<Notification> SearchReceivedAsync(
        string deviceId, TagFilter? filter = null, int pageSize = 30, CancellationToken cancellationToken = default)
    {
        CheckPageSize(pageSize);
        var (tags, noTags) = (Tags(filter?.Tags), Tags(filter?.NoTags));
        var body = RequestBody.Write(json =>
        {
            if (tags.Length > 0)
                NotificationWriter.WriteList(json, "tags", tags);
            if (noTags.Length > 0)
                NotificationWriter.WriteList(json, "no_tags", noTags);
        });
        var operation = new Operation("search received", HttpMethod.Post, $"{Device(deviceId)}/search_notifications");
        return ListAsync(operation, new Query(), body, AnswerContext.Default.Notification, pageSize, cancellationToken);
    }

    /// <summary>Tells TwinPush that a device received a notification.</summary>
    /// <remarks>Source: TwinPush/api-docs, devices.md, "received notification".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="notificationId">The notification's identifier.</param>
    /// <param name="cancellationToken">Ends the wait; it may be noted nevertheless.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task ReportReceivedAsync(string deviceId, string notificationId, CancellationToken cancellationToken = default) =>
        SendAsync(
            new Operation("notification received", HttpMethod.Post, $"{OnDevice(deviceId, notificationId)}/received_notification"),
            RequestBody.Empty, cancellationToken);

    /// <summary>Tells TwinPush that the user opened a notification.</summary>
    /// <remarks>Source: TwinPush/api-docs, devices.md, "open notification".</remarks>
    /// <param name="deviceId">The device's identifier.</param>
    /// <param name="notificationId">The notification's identifier.</param>
    /// <param name="cancellationToken">Ends the wait; it may be noted nevertheless.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task ReportOpenedAsync(string deviceId, string notificationId, CancellationToken cancellationToken = default) =>
        SendAsync(
            new Operation("notification opened", HttpMethod.Post, $"{OnDevice(deviceId, notificationId)}/open_notification"),
            RequestBody.Empty, cancellationToken);

    private static string Device(string deviceId) => $"/devices/{Segment(deviceId, nameof(deviceId))}";

    private static string OnDevice(string deviceId, string notificationId) =>
        $"{Device(deviceId)}/notifications/{Segment(notificationId, nameof(notificationId))}";

    private static string[] Tags(IReadOnlyList<string>? tags) => tags is null or { Count: 0 } ? [] : TargetRules.Check(tags, int.MaxValue, "filter");
}
