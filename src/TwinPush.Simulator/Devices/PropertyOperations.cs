using System.Text.Json;
using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Devices;

/// <summary>Custom properties of a device (devices.md, set custom property and clear custom properties).</summary>
internal static class PropertyOperations
{
    private static readonly string[] Types = ["string", "boolean", "integer", "float", "enum", "enum_list"];

    public static Answer Set(ApiCall call)
    {
        var device = call.Device;
        string? name = call.Body.Text("name", Refusal.InvalidProperty);
        if (string.IsNullOrWhiteSpace(name))
            throw Refusal.InvalidProperty("name can't be blank");
        string? type = call.Body.Text("type", Refusal.InvalidProperty);
        if (!Types.Contains(type))
            throw Refusal.InvalidProperty("type must be one of " + string.Join(", ", Types));
        if (!call.Body.TryGetProperty("value", out var value))
            throw Refusal.InvalidProperty("value is missing");
        if (value.ValueKind is JsonValueKind.Null)
        {
            device.Properties?.Remove(name);
        }
        else
        {
            var property = CustomProperty.Create(type!, value) ?? throw Refusal.InvalidProperty($"value is not a valid {type}");
            (device.Properties ??= new(StringComparer.Ordinal))[name] = property;
        }
        return Changed(call, device);
    }

    public static Answer Clear(ApiCall call)
    {
        var device = call.Device;
        device.Properties = null;
        return Changed(call, device);
    }

    private static Answer Changed(ApiCall call, Device device)
    {
        device.UpdatedAt = device.RegistrationUpdatedAt = call.Now;
        return Answer.Done;
    }
}
