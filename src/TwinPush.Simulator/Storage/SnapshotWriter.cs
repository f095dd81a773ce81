using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Notifications;

namespace TwinPush.Simulator.Storage;

/// <summary>Copies the state into a snapshot, in one go under the lock.</summary>
internal static class SnapshotWriter
{
    public static Snapshot Take(SimulatorState state) => state.Locked(() => new Snapshot(
        state.Identifiers.Last,
        state.Sender.LastDelivery,
        [.. state.Apps.Select(app => new Snapshot.App(
            app.Settings.AppId,
            [.. app.Devices.All.Select(Device)],
            app.Segments.ToDictionary(segment => segment.Key, segment => (IReadOnlyList<string>)[.. segment.Value])))],
        [.. state.Notifications.OldestFirst.Select(Notification)]));

    private static Snapshot.Device Device(Device device) => new(
        device.Id, device.Udid, device.Platform, device.PushToken, device.Alias, device.Details?.ToDictionary(),
        device.CreatedAt, device.UpdatedAt, device.LastRegisteredAt, device.RegistrationUpdatedAt,
        device.Licensed, device.SwitchedOff, device.Badge, device.Latitude, device.Longitude, device.PlatformError,
        device.Properties?.ToDictionary(property => property.Key, property => new Snapshot.Property(property.Value.Type, property.Value.Value)));

    private static Snapshot.Notification Notification(Notification notification) => new(
        notification.Id, notification.AppId, notification.Content, notification.Request.Sound, notification.Request.Name, notification.Request.GroupName,
        notification.Tags, notification.Request.SendSince, notification.InInbox, notification.Request.ProtectedContent, notification.Request.MutableContent,
        notification.Request.Speed.Name, notification.CreatedAt, notification.StartsAt,
        [.. notification.Deliveries.Select(Delivery)]);

    private static Snapshot.Delivery Delivery(Delivery delivery) => new(
        delivery.Id, delivery.Device.Id, ReferenceEquals(delivery.Content, delivery.Notification.Content) ? null : delivery.Content,
        delivery.SentAt, delivery.PlatformError, delivery.IsPushed, delivery.PlannedReceipt, delivery.PlannedOpening,
        delivery.Device.Inbox.Find(delivery.Notification)?.RemovedByUser ?? false);
}
