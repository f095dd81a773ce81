using System.Buffers;
using System.Text.Json;
using TwinPush.Serialization;

namespace TwinPush.Notifications;

/// <summary>Writes the request that creates a notification; fields that are not set are left out.</summary>
/// <remarks>Written by hand because the target decides the shape and custom_properties go in exactly as they were measured.</remarks>
internal static class NotificationWriter
{
    public static byte[] Write(NewNotification notification)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        Write(notification, buffer);
        return buffer.WrittenSpan.ToArray();
    }

    public static int Measure(NewNotification notification)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        Write(notification, buffer);
        return buffer.WrittenCount;
    }

    public static int MeasureEntry(string key, NotificationOverrides overrides)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = WireWriter.Open(buffer))
        {
            json.WriteStartObject();
            WriteEntry(json, key, overrides);
        }

        // The opening brace stands for the comma between entries.
        return buffer.WrittenCount;
    }

    public static void WriteEntry(Utf8JsonWriter json, string key, NotificationOverrides overrides)
    {
        json.WriteStartObject(key);
        WriteText(json, "title", overrides.Title);
        WriteText(json, "alert", overrides.Alert);
        WriteText(json, "url", overrides.Url);
        WriteText(json, "badge", overrides.Badge);
        WriteProperties(json, overrides.CustomProperties);
        json.WriteEndObject();
    }

    public static void WriteList(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>The wire text of a speed, also what answers carry.</summary>
    public static string WireText(DeliverySpeed speed) => speed switch
    {
        DeliverySpeed.Instant => "instant",
        DeliverySpeed.Fast => "fast",
        DeliverySpeed.Normal => "normal",
        DeliverySpeed.Slow => "slow",
    };

    private static void Write(NewNotification notification, ArrayBufferWriter<byte> buffer)
    {
        using var json = WireWriter.Open(buffer);
        json.WriteStartObject();
        WriteText(json, "alert", notification.Alert);
        WriteText(json, "title", notification.Title);
        WriteText(json, "url", notification.Url);
        WriteProperties(json, notification.CustomProperties);
        WriteText(json, "badge", notification.Badge);
        WriteText(json, "sound", notification.Sound);
        WriteText(json, "name", notification.Name);
        WriteText(json, "group_name", notification.GroupName);
        if (notification.Tags is { Count: > 0 } tags)
            WriteList(json, "tags", tags);
        if (notification.SendSince is { } sendSince)
            WriteText(json, "send_since", WireDate.Format(sendSince));
        WriteFlag(json, "inbox", notification.Inbox);
        WriteFlag(json, "protected_content", notification.ProtectedContent);
        WriteFlag(json, "mutable_content", notification.MutableContent);
        if (notification.DeliverySpeed is { } speed)
            WriteText(json, "delivery_speed", WireText(speed));
        notification.Target.WriteTo(json);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } flag)
            json.WriteBoolean(name, flag);
    }

    private static void WriteProperties(Utf8JsonWriter json, CustomProperties? properties)
    {
        if (properties is null)
            return;
        json.WritePropertyName("custom_properties"u8);
        json.WriteRawValue(properties.Json, skipInputValidation: true);
    }
}
