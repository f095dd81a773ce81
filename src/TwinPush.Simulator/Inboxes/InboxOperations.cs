using System.Text.Json;
using TwinPush.Simulator.Api;
using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Notifications;

namespace TwinPush.Simulator.Inboxes;

/// <summary>What a user was sent, asked for by a device (notifications.md, inbox; devices.md, search).</summary>
internal static class InboxOperations
{
    public static Answer ShowOnDevice(ApiCall call)
    {
        var delivery = DeliveryTo(call);
        return Answer.Ok(writer => NotificationJson.WriteForDevice(writer, delivery, call, typed: false));
    }

    public static Answer Inbox(ApiCall call)
    {
        var device = call.Device;
        var rows = Rows(device, call).Where(WithTags(call)).ToList();
        return call.Paging.List(rows, (writer, row) => WriteRow(writer, row, device, call));
    }

    public static Answer Summary(ApiCall call)
    {
        var rows = Rows(call.Device, call).ToList();
        return Answer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("total_count", rows.Count);
            writer.WriteNumber("unopened_count", rows.Count(row => row.OpenedAt(call.Now) is null));
            writer.WriteEndObject();
        });
    }

    /// <summary>"Removes the selected notification from the inbox of the user (or alias) associated to the device": for all devices of the user.</summary>
    public static Answer Delete(ApiCall call)
    {
        var row = call.Device.Inbox.Find(call.Notification);
        if (row is null || row.RemovedByUser)
            throw Refusal.NotificationNotFound();
        row.RemovedByUser = true;
        return Answer.Done;
    }

    /// <summary>"A paginated search of the notifications received by a device": also those that are not for the inbox.</summary>
    public static Answer Search(ApiCall call)
    {
        var device = call.Device;
        var found = device.Inbox.NewestFirst
            .Where(row => !row.RemovedByUser && row.IsSent(call.Now)).Where(WithTags(call))
            .Select(row => row.To(device)).OfType<Delivery>().ToList();
        return call.Paging.List(found, (writer, delivery) => NotificationJson.WriteForDevice(writer, delivery, call, typed: true));
    }

    /// <summary>The delivery of the notification in the path to the device in the path.</summary>
    public static Delivery DeliveryTo(ApiCall call)
    {
        var device = call.Device;
        var delivery = device.Inbox.Find(call.Notification)?.To(device) ?? throw Refusal.DeliveryNotFound();
        return delivery.IsSent(call.Now) ? delivery : throw Refusal.DeliveryNotFound();
    }

    private static IEnumerable<InboxRow> Rows(Device device, ApiCall call) =>
        device.Inbox.NewestFirst.Where(row => !row.RemovedByUser && row.Notification.InInbox && row.IsSent(call.Now));

    private static Func<InboxRow, bool> WithTags(ApiCall call)
    {
        var tags = call.Parameters("tags");
        var without = call.Parameters("no_tags");
        return row => tags.All(row.Notification.Tags.Contains) && !without.Any(row.Notification.Tags.Contains);
    }

    private static void WriteRow(Utf8JsonWriter writer, InboxRow row, Device device, ApiCall call)
    {
        var delivery = row.To(device) ?? row.First;
        writer.WriteStartObject();
        // The example's id is 16 hexadecimal digits, unlike the delivery's number.
        writer.WriteString("id", row.First.Id.ToString("x16", System.Globalization.CultureInfo.InvariantCulture));
        writer.WriteTime("created_at", delivery.SentAt, call.NumericDates);
        writer.WriteTime("received_at", row.ReceivedAt(call.Now), call.NumericDates);
        writer.WriteTime("open_at", row.OpenedAt(call.Now), call.NumericDates);
        writer.WritePropertyName("notification");
        NotificationJson.WriteForDevice(writer, delivery, call, typed: true);
        writer.WriteEndObject();
    }
}
