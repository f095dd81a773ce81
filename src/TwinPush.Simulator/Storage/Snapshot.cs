using System.Text.Json;
using TwinPush.Simulator.Devices;

namespace TwinPush.Simulator.Storage;

/// <summary>Everything that is kept over a restart, as it stands in the file.</summary>
internal sealed record Snapshot(ulong LastIdentifier, long LastDelivery, IReadOnlyList<Snapshot.App> Apps, IReadOnlyList<Snapshot.Notification> Notifications)
{
    internal sealed record App(string AppId, IReadOnlyList<Device> Devices, IReadOnlyDictionary<string, IReadOnlyList<string>> Segments);

    internal sealed record Device(
        string Id, string Udid, Platform Platform, string? PushToken, string? Alias, IReadOnlyDictionary<string, string?>? Details,
        DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, DateTimeOffset LastRegisteredAt, DateTimeOffset RegistrationUpdatedAt,
        bool Licensed, bool SwitchedOff, int Badge, double? Latitude, double? Longitude, string? PlatformError, IReadOnlyDictionary<string, Property>? Properties);

    internal sealed record Property(string Type, JsonElement Value);

    internal sealed record Notification(
        string Id, string AppId, Notifications.Content Content, string? Sound, string? Name, string? GroupName, IReadOnlyList<string> Tags,
        DateTimeOffset? SendSince, bool InInbox, bool ProtectedContent, bool MutableContent, string Speed, DateTimeOffset CreatedAt, DateTimeOffset StartsAt,
        IReadOnlyList<Delivery> Deliveries);

    /// <summary>Own: words of this device alone, or null for the notification's. Received and Opened: UTC ticks, planned ones too, or null for never.</summary>
    internal sealed record Delivery(
        long Id, string Device, Notifications.Content? Own, DateTimeOffset SentAt, string? PlatformError, bool IsPushed, long? Received, long? Opened, bool RemovedByUser);
}
