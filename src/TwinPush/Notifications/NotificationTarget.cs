using System.Text.Json;

namespace TwinPush.Notifications;

/// <summary>Who gets a notification: exactly one kind of target, by construction.</summary>
/// <remarks>
/// The factories copy what they are given, check it against TwinPush's limits and throw <see cref="ArgumentException"/> when it breaks
/// one; the exception names the position of the bad entry and never the entry itself. Immutable and safe to share between threads.
/// Source: TwinPush/api-docs, notifications.md, "Target parameters"; the numbers are TwinPush's limits per request.
/// </remarks>
public sealed class NotificationTarget
{
    /// <summary>Most devices, aliases or individual recipients in one request: 1,000.</summary>
    public const int MaxRecipients = 1000;

    /// <summary>Most segments in one request: 50.</summary>
    public const int MaxSegments = 50;

    /// <summary>Most properties in one request: 5.</summary>
    public const int MaxProperties = 5;

    private readonly string _field;
    private readonly Action<Utf8JsonWriter> _write;

    private readonly KeyValuePair<string, NotificationOverrides>[] _overrides = [];

    private NotificationTarget(string field, int count, Action<Utf8JsonWriter> write) => (_field, Count, _write) = (field, count, write);

    private NotificationTarget(string field, int count, Action<Utf8JsonWriter> write, KeyValuePair<string, NotificationOverrides>[] overrides)
        : this(field, count, write) => _overrides = overrides;

    /// <summary>Every active device of the app.</summary>
    public static NotificationTarget Broadcast { get; } = new("broadcast", 1, static json => json.WriteBoolean("broadcast"u8, true));

    /// <summary>How many entries the target names: devices, aliases, segments or properties; 1 for everybody.</summary>
    public int Count { get; }

    /// <summary>Devices by their identifiers.</summary>
    /// <param name="ids">1 to 1,000 device ids, each once.</param>
    /// <exception cref="ArgumentException">None, too many, or an entry is missing, empty, repeated or not valid Unicode.</exception>
    public static NotificationTarget Devices(IEnumerable<string> ids) => List("devices_ids", ids, MaxRecipients, nameof(ids));

    /// <summary>Every active device of these people.</summary>
    /// <param name="aliases">1 to 1,000 aliases, each once.</param>
    /// <exception cref="ArgumentException">None, too many, or an entry is missing, empty, repeated or not valid Unicode.</exception>
    public static NotificationTarget Aliases(IEnumerable<string> aliases) =>
        List("devices_aliases", aliases, MaxRecipients, nameof(aliases));

    /// <summary>Every active device in any of these segments.</summary>
    /// <param name="ids">The names of 1 to 50 segments made in TwinPush's console, each once.</param>
    /// <exception cref="ArgumentException">None, too many, or an entry is missing, empty, repeated or not valid Unicode.</exception>
    public static NotificationTarget Segments(IEnumerable<string> ids) => List("segments", ids, MaxSegments, nameof(ids));

    /// <summary>Every active device that has, for each of the properties, any of its values. The properties must be of type enum or enum_list.</summary>
    /// <param name="properties">1 to 5 property names, each with at least one value.</param>
    /// <param name="segments">When given, only devices in any of these 1 to 50 segments. Default: all devices.</param>
    /// <exception cref="ArgumentException">None, too many, or an entry is missing, empty, repeated or not valid Unicode.</exception>
    public static NotificationTarget Properties(
        IReadOnlyDictionary<string, IReadOnlyList<string>> properties, IEnumerable<string>? segments = null)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var names = TargetRules.Check(properties.Keys, MaxProperties, nameof(properties));
        var values = names.Select(name => TargetRules.Check(properties[name], int.MaxValue, nameof(properties))).ToArray();
        var inSegments = segments is null ? null : TargetRules.Check(segments, MaxSegments, nameof(segments));
        return new NotificationTarget("target_properties", names.Length, json =>
        {
            json.WriteStartObject("target_properties"u8);
            for (var i = 0; i < names.Length; i++)
                NotificationWriter.WriteList(json, names[i], values[i]);
            json.WriteEndObject();
            if (inSegments is not null)
                NotificationWriter.WriteList(json, "segments", inSegments);
        });
    }

    /// <summary>Devices by their identifiers, each with its own content.</summary>
    /// <param name="devices">1 to 1,000 device ids and what each gets instead of the notification's own content.</param>
    /// <exception cref="ArgumentException">None, too many, or an entry breaks a limit.</exception>
    public static NotificationTarget MultipleDevices(IReadOnlyDictionary<string, NotificationOverrides> devices) =>
        Map("multiple_devices", devices, nameof(devices));

    /// <summary>People by their aliases, each with their own content: up to 1,000 different messages in one request.</summary>
    /// <param name="aliases">1 to 1,000 aliases and what each gets instead of the notification's own content.</param>
    /// <exception cref="ArgumentException">None, too many, or an entry breaks a limit.</exception>
    public static NotificationTarget MultipleAliases(IReadOnlyDictionary<string, NotificationOverrides> aliases) =>
        Map("multiple_alias", aliases, nameof(aliases));

    /// <summary>TwinPush's name for the kind of target and how many entries it has, never the entries.</summary>
    public override string ToString() => $"{_field}[{Count}]";

    internal void WriteTo(Utf8JsonWriter json) => _write(json);

    /// <summary>What is wrong when the notification's properties and a recipient's are merged, in words; null when nothing is.</summary>
    internal string? MergeFlaw(CustomProperties? properties)
    {
        if (properties is null)
            return null;
        for (var i = 0; i < _overrides.Length; i++)
        {
            if (_overrides[i].Value.CustomProperties is { } own && properties.MergedLength(own) is > CustomProperties.MaxLength and var length)
                return $"custom_properties of entry {i + 1} have {length} UTF-16 units once merged over the notification's, but at most {CustomProperties.MaxLength} are allowed";
        }

        return null;
    }

    private static NotificationTarget List(string field, IEnumerable<string> entries, int max, string parameter)
    {
        var list = TargetRules.Check(entries, max, parameter);
        return new NotificationTarget(field, list.Length, json => NotificationWriter.WriteList(json, field, list));
    }

    private static NotificationTarget Map(string field, IReadOnlyDictionary<string, NotificationOverrides> entries, string parameter)
    {
        var map = TargetRules.Check(entries, MaxRecipients, parameter);
        return new NotificationTarget(field, map.Length, json =>
        {
            json.WriteStartObject(field);
            foreach (var (key, overrides) in map)
                NotificationWriter.WriteEntry(json, key, overrides);
            json.WriteEndObject();
        }, map);
    }
}
