using TwinPush.Simulator.Notifications.Targets;

namespace TwinPush.Simulator.Notifications;

/// <summary>A valid request to create a notification.</summary>
internal sealed record NotificationRequest
{
    public required Content Content { get; init; }

    public string? Sound { get; init; }

    public string? Name { get; init; }

    public string? GroupName { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Null: at once.</summary>
    public DateTimeOffset? SendSince { get; init; }

    public bool? Inbox { get; init; }

    public bool ProtectedContent { get; init; }

    public bool MutableContent { get; init; }

    public DeliverySpeed Speed { get; init; } = DeliverySpeed.Normal;

    /// <summary>Null once the notification is created: what was asked for is no longer needed.</summary>
    public Target? Target { get; init; }
}
