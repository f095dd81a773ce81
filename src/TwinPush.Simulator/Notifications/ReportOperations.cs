using TwinPush.Simulator.Api;
using TwinPush.Simulator.Devices;

namespace TwinPush.Simulator.Notifications;

/// <summary>Report and deliveries (notifications.md). What a push platform refused is an error of the report and not a delivery.</summary>
internal static class ReportOperations
{
    public static Answer Report(ApiCall call)
    {
        var notification = call.Notification;
        var sent = notification.Deliveries.Where(delivery => delivery.IsSent(call.Now)).ToList();
        var delivered = sent.Where(delivery => delivery.PlatformError is null).ToList();
        return Answer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", notification.Status(call.Now));
            writer.WriteNumber("delivery_count", delivered.Count);
            writer.WriteNumber("received_count", delivered.Count(delivery => delivery.ReceivedAt(call.Now) is not null));
            writer.WriteNumber("opening_count", delivered.Count(delivery => delivery.OpenedAt(call.Now) is not null));
            writer.WriteStartArray("errors");
            foreach (var failed in sent.Where(delivery => delivery.PlatformError is not null).GroupBy(delivery => (delivery.PlatformError, delivery.Device.Platform)))
            {
                var error = PlatformError.Find(failed.Key.PlatformError!);
                writer.WriteStartObject();
                // "ios", "android" or "all": Huawei is not among them.
                writer.WriteString("platform", failed.Key.Platform is Platform.Huawei ? "all" : failed.Key.Platform.Name());
                writer.WriteString("level", error.Level);
                writer.WriteString("key", error.Key);
                writer.WriteString("message", error.Message);
                writer.WriteTime("created_at", failed.Min(delivery => delivery.SentAt), call.NumericDates);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WritePropertyName("notification");
            NotificationJson.WriteObject(writer, notification, call);
            writer.WriteEndObject();
        });
    }

    public static Answer Deliveries(ApiCall call)
    {
        var deliveries = call.Notification.Deliveries.Where(delivery => delivery.IsSent(call.Now) && delivery.PlatformError is null);
        return call.Paging.List(deliveries, (writer, delivery) =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", delivery.Id);
            writer.WriteTime("created_at", delivery.SentAt, call.NumericDates);
            writer.WriteTime("received_at", delivery.ReceivedAt(call.Now), call.NumericDates);
            writer.WriteTime("open_at", delivery.OpenedAt(call.Now), call.NumericDates);
            writer.WritePropertyName("device");
            DeviceJson.Write(writer, delivery.Device, call.NumericDates);
            writer.WriteEndObject();
        });
    }
}
