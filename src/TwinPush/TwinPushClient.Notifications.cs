using System.Text.Json;
using TwinPush.Notifications;
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

    private static CreatedNotification? ReadCreated(JsonElement root)
    {
        if (Answer.Single(root) is not { ValueKind: JsonValueKind.Object } created || !created.TryGetProperty("id", out var value))
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
