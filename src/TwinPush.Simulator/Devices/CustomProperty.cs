using System.Text.Json;

namespace TwinPush.Simulator.Devices;

/// <summary>A typed value of a device (devices.md, set custom property).</summary>
internal sealed record CustomProperty(string Type, JsonElement Value)
{
    /// <summary>Null where the type is unknown or the value is of another type.</summary>
    public static CustomProperty? Create(string type, JsonElement value)
    {
        bool fits = type switch
        {
            "string" or "enum" => value.ValueKind is JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
            "float" => value.ValueKind is JsonValueKind.Number,
            "enum_list" => value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String),
            _ => false,
        };
        return fits ? new CustomProperty(type, value.Clone()) : null;
    }

    /// <summary>Whether a target property asks for this one: only enum and enum_list can be asked for (notifications.md, 2.1.5).</summary>
    public bool HasAnyOf(IReadOnlySet<string> wanted) => Type switch
    {
        "enum" => wanted.Contains(Value.GetString()!),
        "enum_list" => Value.EnumerateArray().Any(item => wanted.Contains(item.GetString()!)),
        _ => false,
    };
}
