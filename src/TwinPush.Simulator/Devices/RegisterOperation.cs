using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Devices;

/// <summary>
/// Register or update (devices.md, register): by udid and platform, or by device_id, which never creates. Optional properties "will be set to null if
/// value is empty and will be ignored if not present in the request".
/// </summary>
internal static class RegisterOperation
{
    public static Answer Register(ApiCall call)
    {
        string? deviceId = call.Body.Text("device_id", Refusal.DeviceNotUpdated);
        var device = deviceId is null
            ? FindOrAdd(call)
            : Update(call, call.App.Devices.Find(deviceId) ?? throw Refusal.DeviceNotFound(), Refusal.DeviceNotUpdated);
        return Answer.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("objects");
            DeviceJson.Write(writer, device, call.NumericDates);
            writer.WriteEndArray();
            writer.WriteStartArray("references");
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static Device FindOrAdd(ApiCall call)
    {
        string? udid = call.Body.Text("udid", Refusal.DeviceNotCreated);
        if (string.IsNullOrWhiteSpace(udid))
            throw Refusal.DeviceNotCreated("udid can't be blank");
        var platform = PlatformNames.Parse(call.Body.Text("platform", Refusal.DeviceNotCreated))
            ?? throw Refusal.DeviceNotCreated("platform must be ios, android or huawei");
        if (call.App.Devices.Find(udid, platform) is { } known)
            return Update(call, known, Refusal.DeviceNotUpdated);
        // Checked before anything is added: a refused request leaves no device behind.
        var fields = Read(call, Refusal.DeviceNotCreated);
        return Set(call, call.App.Devices.Add(call.State.Identifiers.Next(), udid, platform, call.Now), fields);
    }

    private static Device Update(ApiCall call, Device device, Func<string, Refusal> refuse) => Set(call, device, Read(call, refuse));

    private static Dictionary<string, string?> Read(ApiCall call, Func<string, Refusal> refuse)
    {
        var fields = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (string name in DeviceJson.Details.Append("push_token").Append("alias_device"))
        {
            if (call.Body.TryGetProperty(name, out _))
                fields[name] = call.Body.Text(name, refuse) is { Length: > 0 } text ? text : null;
        }
        return fields;
    }

    private static Device Set(ApiCall call, Device device, Dictionary<string, string?> fields)
    {
        device.LastRegisteredAt = device.UpdatedAt = call.Now;
        if (fields.Remove("alias_device", out string? alias) && alias != device.Alias)
        {
            call.App.Devices.ChangeAlias(device, alias);
            device.RegistrationUpdatedAt = call.Now;
        }
        if (fields.Remove("push_token", out string? token) && token != device.PushToken)
        {
            device.PushToken = token;
            device.RegistrationUpdatedAt = call.Now;
        }
        foreach (var (name, value) in fields)
            (device.Details ??= new(StringComparer.Ordinal))[name] = value;
        return device;
    }
}
