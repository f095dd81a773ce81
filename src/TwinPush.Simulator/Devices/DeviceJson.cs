using System.Text.Json;
using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Devices;

/// <summary>A device as TwinPush writes it (devices.md, the examples).</summary>
internal static class DeviceJson
{
    /// <summary>The descriptive fields, given at registration and given back.</summary>
    public static IReadOnlyList<string> Details { get; } =
        ["language", "device_code", "device_model", "device_manufacturer", "app_version", "sdk_version", "os_version"];

    public static void Write(Utf8JsonWriter writer, Device device, bool numericDates)
    {
        writer.WriteStartObject();
        WriteFields(writer, device, numericDates);
        writer.WriteEndObject();
    }

    /// <summary>"Show" tells more: active, registration_updated_at and custom_properties.</summary>
    public static void WriteFull(Utf8JsonWriter writer, Device device, bool active, bool numericDates)
    {
        writer.WriteStartObject();
        WriteFields(writer, device, numericDates);
        writer.WriteBoolean("active", active);
        writer.WriteTime("registration_updated_at", device.RegistrationUpdatedAt, numericDates);
        writer.WriteStartArray("custom_properties");
        foreach (var (name, property) in device.Properties ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("type", property.Type);
            writer.WritePropertyName("value");
            property.Value.WriteTo(writer);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter writer, Device device, bool numericDates)
    {
        writer.WriteString("id", device.Id);
        writer.WriteString("push_token", device.PushToken);
        writer.WriteTime("last_registered_at", device.LastRegisteredAt, numericDates);
        writer.WriteTime("created_at", device.CreatedAt, numericDates);
        writer.WriteTime("updated_at", device.UpdatedAt, numericDates);
        writer.WriteString("app_id", device.AppId);
        writer.WriteString("platform", device.Platform.Name());
        foreach (string detail in Details)
            writer.WriteString(detail, device.Details?.GetValueOrDefault(detail));
        writer.WriteString("alias_device", device.Alias);
        writer.WriteString("type", "Device");
    }
}
