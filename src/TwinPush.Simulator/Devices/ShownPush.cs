using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Inboxes;
using TwinPush.Simulator.Notifications;

namespace TwinPush.Simulator.Devices;

/// <summary>A push as a phone has it.</summary>
internal sealed record ShownPush
{
    public required string NotificationId { get; init; }

    public required string DeviceId { get; init; }

    public required string? Title { get; init; }

    /// <summary>Trimmed where the payload would be too big for the platform.</summary>
    public required string Alert { get; init; }

    /// <summary>custom_properties.target_id, or the url.</summary>
    public required string? Link { get; init; }

    /// <summary>Serialized JSON.</summary>
    public required string? CustomProperties { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required DateTimeOffset? ReceivedAt { get; init; }

    public required DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Newest first. Called under the state's lock.</summary>
    public static IReadOnlyList<ShownPush> Of(App app, string alias, DateTimeOffset now)
    {
        if (!app.Devices.ByAlias.TryGetValue(alias, out var user))
            return [];
        return [.. user.Inbox.NewestFirst.Where(row => !row.RemovedByUser).SelectMany(row => Of(row, now))];
    }

    private static IEnumerable<ShownPush> Of(InboxRow row, DateTimeOffset now) =>
        from delivery in row.Deliveries
        where delivery.IsSent(now) && delivery.IsPushed
        select new ShownPush
        {
            NotificationId = row.Notification.Id,
            DeviceId = delivery.Device.Id,
            Title = delivery.Content.Title,
            Alert = Payload.Fit(delivery),
            Link = Notifications.CustomProperties.Find(delivery.Content.CustomProperties, "target_id") ?? delivery.Content.Url,
            CustomProperties = delivery.Content.CustomProperties,
            Tags = row.Notification.Tags,
            SentAt = delivery.SentAt,
            ReceivedAt = delivery.ReceivedAt(now),
            OpenedAt = delivery.OpenedAt(now),
        };
}
