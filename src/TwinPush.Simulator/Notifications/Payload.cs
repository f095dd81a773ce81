using System.Globalization;
using System.Text;
using TwinPush.Simulator.Api;
using TwinPush.Simulator.Devices;

namespace TwinPush.Simulator.Notifications;

/// <summary>
/// What goes to the phone: 2 KB on iOS, 4 KB on Android, title, alert, sound, badge and custom properties together. "TwinPush tries to adjust the
/// size of the Payload by trimming the alert if needed" (notifications.md, Payload limit). Huawei, of which nothing is said, counts as Android.
/// </summary>
internal static class Payload
{
    public const int IosLimit = 2 * 1024;
    public const int AndroidLimit = 4 * 1024;

    /// <summary>The alert, with as much cut from its end as the platform's limit asks for, between two visible characters.</summary>
    public static string Fit(Delivery delivery)
    {
        var content = delivery.Content;
        int limit = delivery.Device.Platform is Platform.Ios ? IosLimit : AndroidLimit;
        int over = Size(delivery, content.Alert) - limit;
        if (over <= 0)
            return content.Alert;
        int[] starts = StringInfo.ParseCombiningCharacters(content.Alert);
        for (int i = starts.Length - 1; i >= 0; i--)
        {
            if (Size(delivery, content.Alert[..starts[i]]) <= limit)
                return content.Alert[..starts[i]];
        }
        return "";
    }

    /// <summary>Bytes of the payload as JSON.</summary>
    public static int Size(Delivery delivery, string alert)
    {
        var content = delivery.Content;
        int most = Length(content.Title) + Length(alert) + Length(content.Url) + Length(content.CustomProperties) + Length(delivery.Notification.Request.Sound);
        // Escapes only add: when even six bytes a UTF-16 unit fit, there is nothing to measure.
        if (most * 6 < IosLimit - 512)
            return most;
        return ApiJson.Write(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("title", content.Title);
            writer.WriteString("alert", alert);
            writer.WriteString("badge", content.Badge);
            writer.WriteString("sound", delivery.Notification.Request.Sound);
            writer.WriteString("tp_id", delivery.Notification.Id);
            writer.WriteString("tp_rich_url", content.Url);
            if (content.CustomProperties is { } properties)
            {
                writer.WritePropertyName("custom_properties");
                writer.WriteRawValue(properties, skipInputValidation: true);
            }
            writer.WriteEndObject();
        }).Length;
    }

    private static int Length(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
