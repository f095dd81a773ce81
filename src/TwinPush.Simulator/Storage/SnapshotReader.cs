using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Notifications;

namespace TwinPush.Simulator.Storage;

/// <summary>Puts a snapshot back into an empty state. Apps that are no longer set up are left out.</summary>
internal static class SnapshotReader
{
    public static void Restore(SimulatorState state, Snapshot snapshot) => state.Change(() =>
    {
        state.Identifiers.SkipTo(snapshot.LastIdentifier);
        state.Sender.SkipTo(snapshot.LastDelivery);
        foreach (var saved in snapshot.Apps)
        {
            if (state.FindApp(saved.AppId) is not { } app)
                continue;
            foreach (var device in saved.Devices)
                app.Devices.Restore(Device(device, saved.AppId, state.Options));
            foreach (var (name, aliases) in saved.Segments)
                app.Segments[name] = [.. aliases];
        }
        foreach (var saved in snapshot.Notifications)
        {
            if (state.FindApp(saved.AppId) is { } app)
                Add(state, app.Devices, saved);
        }
        return true;
    });

    private static Device Device(Snapshot.Device saved, string appId, SimulatorOptions options) => new()
    {
        Id = saved.Id,
        AppId = appId,
        Udid = saved.Udid,
        Platform = saved.Platform,
        PushToken = saved.PushToken,
        Alias = saved.Alias,
        Details = saved.Details?.ToDictionary(StringComparer.Ordinal),
        CreatedAt = saved.CreatedAt,
        UpdatedAt = saved.UpdatedAt,
        LastRegisteredAt = saved.LastRegisteredAt,
        RegistrationUpdatedAt = saved.RegistrationUpdatedAt,
        Licensed = saved.Licensed,
        SwitchedOff = saved.SwitchedOff,
        Badge = saved.Badge,
        Latitude = saved.Latitude,
        Longitude = saved.Longitude,
        PlatformError = saved.PlatformError,
        Properties = saved.Properties?.ToDictionary(property => property.Key, property => new CustomProperty(property.Value.Type, property.Value.Value), StringComparer.Ordinal),
        Inbox = new Inboxes.Inbox(options.InboxSize),
    };

    private static void Add(SimulatorState state, DeviceDirectory devices, Snapshot.Notification saved)
    {
        var notification = new Notification
        {
            Id = saved.Id,
            AppId = saved.AppId,
            CreatedAt = saved.CreatedAt,
            StartsAt = saved.StartsAt,
            InInbox = saved.InInbox,
            Tags = saved.Tags,
            Request = new NotificationRequest
            {
                Content = saved.Content,
                Sound = saved.Sound,
                Name = saved.Name,
                GroupName = saved.GroupName,
                Tags = saved.Tags,
                SendSince = saved.SendSince,
                ProtectedContent = saved.ProtectedContent,
                MutableContent = saved.MutableContent,
                Speed = DeliverySpeed.Parse(saved.Speed) ?? DeliverySpeed.Normal,
            },
        };
        notification.Deliveries = [.. saved.Deliveries.Select(delivery => Delivery(notification, devices, delivery)).OfType<Delivery>()];
        state.Notifications.Add(notification);
        foreach (var removed in saved.Deliveries.Where(delivery => delivery.RemovedByUser))
        {
            if (devices.Find(removed.Device)?.Inbox.Find(notification) is { } row)
                row.RemovedByUser = true;
        }
    }

    private static Delivery? Delivery(Notification notification, DeviceDirectory devices, Snapshot.Delivery saved)
    {
        if (devices.Find(saved.Device) is not { } device)
            return null;
        var delivery = new Delivery
        {
            Id = saved.Id,
            Notification = notification,
            Device = device,
            Content = saved.Own ?? notification.Content,
            SentAt = saved.SentAt,
            PlatformError = saved.PlatformError,
            IsPushed = saved.IsPushed,
        };
        if (saved.Received is { } received)
            delivery.Receive(new DateTimeOffset(received, TimeSpan.Zero));
        if (saved.Opened is { } opened)
            delivery.Open(new DateTimeOffset(opened, TimeSpan.Zero));
        return delivery;
    }
}
