namespace TwinPush.Notifications;

/// <summary>TwinPush accepted a notification.</summary>
/// <remarks>Source: TwinPush/api-docs, notifications.md, "create".</remarks>
public sealed record CreatedNotification
{
    internal CreatedNotification(string id) => Id = id;

    /// <summary>
    /// The notification's identifier. Keep it: TwinPush cannot list an app's notifications, so this is the only handle for its report,
    /// its deliveries and its recall.
    /// </summary>
    public string Id { get; }
}
