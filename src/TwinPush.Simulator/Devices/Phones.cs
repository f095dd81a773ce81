using TwinPush.Simulator.Apps;

namespace TwinPush.Simulator.Devices;

/// <summary>Phones for tests and demos, registered in one call. Called under the state's lock.</summary>
internal static class Phones
{
    public static Device Register(App app, Identifiers identifiers, string alias, Platform platform, bool withPushToken, DateTimeOffset now)
    {
        string id = identifiers.Next();
        var device = app.Devices.Add(id, "udid-" + id, platform, now);
        device.PushToken = withPushToken ? "token-" + id : null;
        app.Devices.ChangeAlias(device, alias);
        return device;
    }
}
