using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Inboxes;
using TwinPush.Simulator.Notifications;

namespace TwinPush.Simulator.Pages;

/// <summary>What the page of a phone shows, read in one go under the state's lock.</summary>
internal sealed record PhoneView(
    IReadOnlyList<PhoneView.Unit> Devices, PhoneView.Unit Chosen, IReadOnlyList<PhoneView.Row> LockScreen, IReadOnlyList<PhoneView.Row> Inbox, PhoneView.Row? Open)
{
    /// <summary>Null: nobody has this alias.</summary>
    public static PhoneView? Read(App app, string alias, string? deviceId, string? openId, DateTimeOffset now)
    {
        if (!app.Devices.ByAlias.TryGetValue(alias, out var user))
            return null;
        var chosen = user.Devices.Find(device => device.Id == deviceId) ?? user.Devices[0];
        var rows = user.Inbox.NewestFirst.Where(row => !row.RemovedByUser && row.IsSent(now)).ToList();
        var lockScreen = rows.Where(row => row.OpenedAt(now) is null && row.To(chosen) is { IsPushed: true } delivery && delivery.IsSent(now));
        return new PhoneView(
            [.. user.Devices.Select(device => Unit.Of(device, app, now))],
            Unit.Of(chosen, app, now),
            [.. lockScreen.Select(row => Row.Of(row, chosen, now))],
            [.. rows.Where(row => row.Notification.InInbox).Select(row => Row.Of(row, chosen, now))],
            rows.Where(row => row.Notification.Id == openId).Select(row => Row.Of(row, chosen, now)).FirstOrDefault());
    }

    internal sealed record Unit(string Id, string Platform, bool HasPushToken, bool Active, string? PlatformError)
    {
        public static Unit Of(Device device, App app, DateTimeOffset now) =>
            new(device.Id, device.Platform.Name(), device.PushToken is not null, app.Devices.IsActive(device, now), device.PlatformError);
    }

    internal sealed record Row(
        string Id, string? Title, string Alert, string? Link, bool Protected, IReadOnlyList<string> Tags, DateTimeOffset SentAt, DateTimeOffset? ReceivedAt, DateTimeOffset? OpenedAt)
    {
        public static Row Of(InboxRow row, Device device, DateTimeOffset now)
        {
            var delivery = row.To(device) ?? row.First;
            return new Row(
                row.Notification.Id,
                delivery.Content.Title,
                Payload.Fit(delivery),
                CustomProperties.Find(delivery.Content.CustomProperties, "target_id") ?? delivery.Content.Url,
                row.Notification.Request.ProtectedContent,
                row.Notification.Tags,
                delivery.SentAt,
                row.ReceivedAt(now),
                row.OpenedAt(now));
        }
    }
}
