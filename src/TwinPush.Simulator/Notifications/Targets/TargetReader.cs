using System.Text.Json;
using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Notifications.Targets;

/// <summary>
/// "Each notification must have one (and only one) target parameter". A field that is there counts, even when it is empty or null: unused fields must
/// be left out. The exception is broadcast: false, which a client in production is known to send beside its target.
/// </summary>
internal static class TargetReader
{
    public const int MaximumRecipients = 1_000;
    public const int MaximumSegments = 50;
    public const int MaximumProperties = 5;

    private static readonly string[] Fields =
        ["broadcast", "devices_ids", "devices_aliases", "segments", "target_properties", "multiple_devices", "multiple_alias"];

    public static Target Read(JsonElement body, Content content)
    {
        bool broadcast = body.Flag("broadcast", Refuse) ?? false;
        var present = Fields.Where(field => field == "broadcast" ? broadcast : body.TryGetProperty(field, out _)).ToList();
        if (present is ["segments", "target_properties"])
            return ReadProperties(body, body.Texts("segments", Refuse));
        if (present.Count != 1)
            throw Refuse("Notification must have one (and only one) target");
        return present[0] switch
        {
            "devices_ids" => new Target.DeviceIds(ReadList(body, "devices_ids", MaximumRecipients)),
            "devices_aliases" => new Target.Aliases(ReadList(body, "devices_aliases", MaximumRecipients)),
            "segments" => new Target.Segments(ReadList(body, "segments", MaximumSegments)),
            "target_properties" => ReadProperties(body, null),
            "multiple_devices" => new Target.MultipleDevices(ReadHash(body, "multiple_devices", content)),
            "multiple_alias" => new Target.MultipleAlias(ReadHash(body, "multiple_alias", content)),
            _ => new Target.Broadcast(),
        };
    }

    private static List<string> ReadList(JsonElement body, string field, int maximum)
    {
        var list = body.Texts(field, Refuse) ?? throw Refuse($"{field} must be an array of strings");
        return list.Count <= maximum ? list : throw Refuse($"{field} is limited to {maximum} per request");
    }

    private static Dictionary<string, Content> ReadHash(JsonElement body, string field, Content content)
    {
        var hash = body.GetProperty(field);
        if (hash.ValueKind is not JsonValueKind.Object)
            throw Refuse($"{field} must be a hash of hashes");
        var contents = new Dictionary<string, Content>(StringComparer.Ordinal);
        foreach (var entry in hash.EnumerateObject())
            contents[entry.Name] = ContentReader.Override(content, entry.Value);
        return contents.Count <= MaximumRecipients ? contents : throw Refuse($"{field} is limited to {MaximumRecipients} entries per request");
    }

    private static Target.Properties ReadProperties(JsonElement body, List<string>? segments)
    {
        var hash = body.GetProperty("target_properties");
        if (hash.ValueKind is not JsonValueKind.Object)
            throw Refuse("target_properties must be a hash of arrays of strings");
        var wanted = new Dictionary<string, IReadOnlySet<string>>(StringComparer.Ordinal);
        foreach (var entry in hash.EnumerateObject())
            wanted[entry.Name] = (hash.Texts(entry.Name, Refuse) ?? throw Refuse("target_properties must be a hash of arrays of strings")).ToHashSet();
        if (wanted.Count > MaximumProperties)
            throw Refuse($"target_properties is limited to {MaximumProperties} properties");
        if (segments?.Count > MaximumSegments)
            throw Refuse($"segments is limited to {MaximumSegments} per request");
        return new Target.Properties(wanted, segments);
    }

    private static Refusal Refuse(string message) => Refusal.NotificationNotCreated(message);
}
