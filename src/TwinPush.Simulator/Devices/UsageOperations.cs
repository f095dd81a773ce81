using System.Text.Json;
using System.Text.RegularExpressions;
using TwinPush.Simulator.Api;
using TwinPush.Simulator.Inboxes;

namespace TwinPush.Simulator.Devices;

/// <summary>What a device reports about itself (devices.md). Each report is activity and moves updated_at.</summary>
internal static partial class UsageOperations
{
    public static Answer Badge(ApiCall call)
    {
        int badge = call.Device.Badge;
        return Answer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("badge", badge);
            writer.WriteEndObject();
        });
    }

    public static Answer UpdateBadge(ApiCall call)
    {
        var device = call.Device;
        string? change = call.Body.TryGetProperty("badge", out var badge) && badge.ValueKind is JsonValueKind.String or JsonValueKind.Number ? badge.ToString() : null;
        if (change is null || !BadgeForm().IsMatch(change))
            throw Refusal.DeviceNotUpdated("badge must be a number, +number or -number");
        // A bare negative number is a decrement in words and in JSON alike: "-1" and -1 cannot be told apart by meaning.
        device.Badge = Devices.Badge.Apply(device.Badge, change);
        return Active(call, device);
    }

    public static Answer Received(ApiCall call)
    {
        var delivery = InboxOperations.DeliveryTo(call);
        delivery.Receive(call.Now);
        return Active(call, delivery.Device);
    }

    /// <summary>Who opened it has received it.</summary>
    public static Answer Opened(ApiCall call)
    {
        var delivery = InboxOperations.DeliveryTo(call);
        delivery.Receive(call.Now);
        delivery.Open(call.Now);
        return Active(call, delivery.Device);
    }

    public static Answer OpenApp(ApiCall call) => Active(call, call.Device);

    public static Answer CloseApp(ApiCall call) => Active(call, call.Device);

    public static Answer Location(ApiCall call)
    {
        var device = call.Device;
        if (!call.Body.TryGetProperty("device", out var body) || body.ValueKind is not JsonValueKind.Object)
            throw Refusal.DeviceNotUpdated("device is missing");
        double latitude = Coordinate(body, "latitude", 90);
        double longitude = Coordinate(body, "longitude", 180);
        device.Latitude = latitude;
        device.Longitude = longitude;
        return Active(call, device);
    }

    private static double Coordinate(JsonElement body, string name, int limit) =>
        body.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number && Math.Abs(value.GetDouble()) <= limit
            ? value.GetDouble()
            : throw Refusal.DeviceNotUpdated($"{name} must be between -{limit} and {limit}");

    private static Answer Active(ApiCall call, Device device)
    {
        device.UpdatedAt = call.Now;
        return Answer.Done;
    }

    [GeneratedRegex(@"^[+-]?[0-9]{1,6}\z")]
    private static partial Regex BadgeForm();
}
