using System.Text.Json;
using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Notifications;

/// <summary>A notification as TwinPush writes it (notifications.md, Model and the examples).</summary>
internal static class NotificationJson
{
    /// <summary>
    /// The fields. Hidden: protected words are kept "from API requests" and "only displayed to the devices", so null stands there. Typed: inbox and
    /// search carry a type; show, create and report do not.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, Notification notification, Content content, ApiCall call, bool hidden, bool typed)
    {
        bool numeric = call.State.Options.Assumptions.NumericDates;
        var request = notification.Request;
        writer.WriteString("id", notification.Id);
        writer.WriteString("sound", request.Sound);
        writer.WriteString("alert", hidden ? null : content.Alert);
        writer.WriteString("title", hidden ? null : content.Title);
        writer.WriteString("badge", content.Badge);
        writer.WritePropertyName("custom_properties");
        writer.WriteRawValue(content.CustomProperties ?? "{}", skipInputValidation: true);
        writer.WriteString("tp_rich_url", content.Url);
        writer.WriteString("delivery_speed", request.Speed.Name);
        writer.WriteString("name", request.Name);
        writer.WriteString("group_name", request.GroupName);
        writer.WriteBoolean("protected_content", request.ProtectedContent);
        writer.WriteTime("send_since", notification.StartsAt, numeric);
        writer.WriteTime("last_sent_at", notification.LastSentAt(call.Now), numeric);
        writer.WriteStartArray("tags");
        foreach (string tag in notification.Tags)
            writer.WriteStringValue(tag);
        writer.WriteEndArray();
        if (typed)
            writer.WriteString("type", "Notification");
    }

    /// <summary>As everybody but the devices sees it.</summary>
    public static void WriteObject(Utf8JsonWriter writer, Notification notification, ApiCall call)
    {
        writer.WriteStartObject();
        Write(writer, notification, notification.Content, call, notification.Request.ProtectedContent, typed: false);
        writer.WriteEndObject();
    }

    /// <summary>As the device sees it: with its own words.</summary>
    public static void WriteForDevice(Utf8JsonWriter writer, Delivery delivery, ApiCall call, bool typed)
    {
        writer.WriteStartObject();
        Write(writer, delivery.Notification, delivery.Content, call, hidden: false, typed);
        writer.WriteEndObject();
    }
}
