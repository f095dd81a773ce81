using System.Text.Json;

namespace TwinPush.Devices;

/// <summary>A property of a device, for segments and statistics: a name, a type and a value.</summary>
/// <remarks>
/// Immutable and safe to share between threads. The factories refuse an empty name with <see cref="ArgumentException"/>.
/// Source: TwinPush/api-docs, devices.md, "set custom property". Only <c>enum</c> and <c>enum_list</c> can be asked for by
/// <see cref="TwinPush.Notifications.NotificationTarget.Properties"/>.
/// </remarks>
public sealed record DeviceProperty
{
    private readonly Action<Utf8JsonWriter> _writeValue;

    private DeviceProperty(string name, string type, Action<Utf8JsonWriter> writeValue)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, Type, _writeValue) = (name, type, writeValue);
    }

    /// <summary>The property's name. TwinPush creates a property it does not have.</summary>
    public string Name { get; }

    /// <summary>TwinPush's name of the type: <c>string</c>, <c>boolean</c>, <c>integer</c>, <c>float</c>, <c>enum</c> or <c>enum_list</c>.</summary>
    public string Type { get; }

    /// <summary>A text.</summary>
    public static DeviceProperty OfText(string name, string value) => Of(name, "string", value);

    /// <summary>True or false.</summary>
    public static DeviceProperty OfFlag(string name, bool value) => new(name, "boolean", json => json.WriteBooleanValue(value));

    /// <summary>A whole number.</summary>
    public static DeviceProperty OfWhole(string name, long value) => new(name, "integer", json => json.WriteNumberValue(value));

    /// <summary>A number with a fraction.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not finite.</exception>
    public static DeviceProperty OfNumber(string name, double value)
    {
        if (!double.IsFinite(value))
            throw new ArgumentOutOfRangeException(nameof(value), "The number must be finite.");
        return new DeviceProperty(name, "float", json => json.WriteNumberValue(value));
    }

    /// <summary>One of a set of values.</summary>
    public static DeviceProperty OfChoice(string name, string value) => Of(name, "enum", value);

    /// <summary>Several of a set of values.</summary>
    public static DeviceProperty OfChoices(string name, IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var copy = values.ToArray();
        return new DeviceProperty(name, "enum_list", json =>
        {
            json.WriteStartArray();
            foreach (var value in copy)
                json.WriteStringValue(value);
            json.WriteEndArray();
        });
    }

    /// <summary>The same property without a value: setting it deletes the property from the device.</summary>
    public DeviceProperty Deleted() => new(Name, Type, static json => json.WriteNullValue());

    /// <summary>Name and type only: the value is somebody's.</summary>
    public override string ToString() => $"DeviceProperty {{ Name = {Name}, Type = {Type} }}";

    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteString("name"u8, Name);
        json.WriteString("type"u8, Type);
        json.WritePropertyName("value"u8);
        _writeValue(json);
    }

    private static DeviceProperty Of(string name, string type, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new DeviceProperty(name, type, json => json.WriteStringValue(value));
    }
}
