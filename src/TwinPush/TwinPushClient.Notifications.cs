using System.Text.Json;
using TwinPush.Notifications;
using TwinPush.Serialization;
using TwinPush.Transport;

namespace TwinPush;

/// <content>Creating, reading, recalling and following up notifications.</content>
public sealed partial class TwinPushClient
{
    /// <summary>Creates a notification, which TwinPush then sends at once or when asked to. Needs the creator key.</summary>
    /// <remarks>
    /// One POST, never repeated. TwinPush has no idempotency key: give each attempt a unique tag if you want to be able to look up
    /// what became of it. Unknown aliases among known ones are skipped by TwinPush silently.
    /// Source: TwinPush/api-docs, notifications.md, "create".
    /// </remarks>
    /// <param name="notification">What is sent to whom.</param>
    /// <param name="cancellationToken">Ends the wait; the notification may be sent nevertheless.</param>
    /// <returns>The identifier of the notification.</returns>
    /// <exception cref="TwinPushException">Any kind but <see cref="FailureKind.NotFound"/>.</exception>
    public Task<CreatedNotification> CreateNotificationAsync(NewNotification notification, CancellationToken cancellationToken = default)
    {
        NotificationRules.ThrowIfInvalid(notification);
        var operation = new Operation("create notification", HttpMethod.Post, "/notifications")
        {
            Credential = Credential.CreatorKey,
            Repetition = Repetition.Doubles,
            MayFindNothing = false,
        };
        return SendAsync(operation, NotificationWriter.Write(notification), ReadCreated, cancellationToken);
    }

    /// <summary>Reads a notification. Needs no credential.</summary>
    /// <remarks>Source: TwinPush/api-docs, notifications.md, "show notification".</remarks>
    /// <param name="notificationId">The notification's identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task<Notification> GetNotificationAsync(string notificationId, CancellationToken cancellationToken = default)
    {
        var operation = new Operation("show notification", HttpMethod.Get, $"/notifications/{Segment(notificationId, nameof(notificationId))}");
        return GetAsync(operation, "id", AnswerContext.Default.Notification, cancellationToken);
    }

    /// <summary>
    /// Deletes a notification: what is still being sent is cancelled, and it leaves every inbox. Needs the creator key.
    /// </summary>
    /// <remarks>Source: TwinPush/api-docs, notifications.md, "DELETE notification".</remarks>
    /// <param name="notificationId">The notification's identifier.</param>
    /// <param name="cancellationToken">Ends the wait; it may be deleted nevertheless.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task DeleteNotificationAsync(string notificationId, CancellationToken cancellationToken = default)
    {
        var operation = new Operation("delete notification", HttpMethod.Delete, $"/notifications/{Segment(notificationId, nameof(notificationId))}")
        {
            Credential = Credential.CreatorKey,
        };
        return SendAsync(operation, null, cancellationToken);
    }

    /// <summary>Reads how far TwinPush is with a notification, and what went wrong. Needs the API token.</summary>
    /// <remarks>Source: TwinPush/api-docs, notifications.md, "report".</remarks>
    /// <param name="notificationId">The notification's identifier.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TwinPushException">Among others <see cref="FailureKind.NotFound"/>.</exception>
    public Task<NotificationReport> GetReportAsync(string notificationId, CancellationToken cancellationToken = default)
    {
        var operation = new Operation("report", HttpMethod.Get, $"/notifications/{Segment(notificationId, nameof(notificationId))}/report")
        {
            Credential = Credential.ApiToken,
        };
        return GetAsync(operation, "status", AnswerContext.Default.NotificationReport, cancellationToken);
    }

    /// <summary>Lists on which devices a notification is, received and opened. Needs the API token.</summary>
    /// <remarks>
    /// Fetches page by page while it is enumerated. The documentation heads this operation with GET and shows a POST: GET is tried first,
    /// POST when the address turns out not to exist. Source: TwinPush/api-docs, notifications.md, "deliveries".
    /// </remarks>
    /// <param name="notificationId">The notification's identifier.</param>
    /// <param name="pageSize">Entries per request, 1 to <see cref="MaxPageSize"/>. Default 30, as TwinPush's.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="TwinPushException">While enumerating; among others <see cref="FailureKind.NotFound"/>.</exception>
    public IAsyncEnumerable<Delivery> ListDeliveriesAsync(string notificationId, int pageSize = 30, CancellationToken cancellationToken = default)
    {
        CheckPageSize(pageSize);
        var operation = new Operation("deliveries", HttpMethod.Get, $"/notifications/{Segment(notificationId, nameof(notificationId))}/deliveries")
        {
            Credential = Credential.ApiToken,
            FallbackMethod = HttpMethod.Post,
        };
        return ListAsync(operation, new Query(), null, AnswerContext.Default.Delivery, pageSize, cancellationToken);
    }

    private static CreatedNotification? ReadCreated(JsonElement root)
    {
        // Only the identifier is read: nothing else in the answer may turn an accepted notification into an unknown one.
        if (Answer.Single(root, "id")?.GetProperty("id") is not { } value)
            return null;
        var id = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(id) ? null : new CreatedNotification(id);
    }
}
