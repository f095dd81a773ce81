using TwinPush.Devices;

namespace TwinPush.Notifications;

/// <summary>One notification on one device.</summary>
/// <remarks>Immutable and safe to share between threads. Source: TwinPush/api-docs, notifications.md, "deliveries".</remarks>
public sealed record Delivery
{
    /// <summary>The delivery's identifier (a number in TwinPush's answers); empty when the answer had none.</summary>
    public string Id { get => field ?? ""; init; } = "";

    /// <summary>When TwinPush sent it.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When the device received it; null when it did not, or when the app does not report it.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>When the user opened it; null when that has not happened.</summary>
    public DateTimeOffset? OpenAt { get; init; }

    /// <summary>The device; null when the answer left it out.</summary>
    public Device? Device { get; init; }
}
