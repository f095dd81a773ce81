namespace TwinPush.Notifications;

/// <summary>How fast TwinPush hands a notification to the phones; slower spares the servers that opening the app loads.</summary>
/// <remarks>Source: TwinPush/api-docs, notifications.md, "create", parameter <c>delivery_speed</c>.</remarks>
public enum DeliverySpeed
{
    /// <summary><c>instant</c>: as soon as possible.</summary>
    Instant,

    /// <summary><c>fast</c>: 100,000 notifications per minute.</summary>
    Fast,

    /// <summary><c>normal</c>: 10,000 notifications per minute, TwinPush's default.</summary>
    Normal,

    /// <summary><c>slow</c>: 1,000 notifications per minute.</summary>
    Slow,
}
