using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Inboxes;

namespace TwinPush.Simulator.Devices;

/// <summary>The devices of an app: found by id, by udid and platform, and by alias, each at the cost of a dictionary. Guarded by the state's lock.</summary>
internal sealed class DeviceDirectory(SimulatedApp app, SimulatorOptions options)
{
    private readonly List<Device> _all = [];
    private readonly Dictionary<string, Device> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Udid, Platform Platform), Device> _byUdid = [];
    private readonly Dictionary<string, Alias> _byAlias = new(Comparer(options));
    private readonly Licence _licence = new(app);

    /// <summary>In the order of enrolment.</summary>
    public IReadOnlyList<Device> All => _all;

    public IReadOnlyDictionary<string, Alias> ByAlias => _byAlias;

    public Device? Find(string id) => _byId.GetValueOrDefault(id);

    public Device? Find(string udid, Platform platform) => _byUdid.GetValueOrDefault((udid, platform));

    public IReadOnlyList<Device> WithAlias(string alias) => _byAlias.TryGetValue(alias, out var found) ? found.Devices : [];

    public bool IsActive(Device device, DateTimeOffset now) => device.IsActive(now, app.InactiveAfter);

    public Device Add(string id, string udid, Platform platform, DateTimeOffset now)
    {
        var device = new Device
        {
            Id = id,
            AppId = app.AppId,
            Udid = udid,
            Platform = platform,
            CreatedAt = now,
            UpdatedAt = now,
            LastRegisteredAt = now,
            RegistrationUpdatedAt = now,
            Inbox = new Inbox(options.InboxSize),
        };
        Restore(device);
        _licence.Enrol(device, _all, now);
        return device;
    }

    /// <summary>Takes a device as it is, from a file.</summary>
    public void Restore(Device device)
    {
        _all.Add(device);
        _byId.Add(device.Id, device);
        _byUdid.Add((device.Udid, device.Platform), device);
        if (device.Alias is { } alias)
            Join(device, alias);
    }

    /// <summary>Gives the device to another user, with that user's inbox.</summary>
    public void ChangeAlias(Device device, string? alias)
    {
        if (device.Alias is { } old && _byAlias.TryGetValue(old, out var left))
        {
            left.Devices.Remove(device);
            if (left.Devices.Count == 0)
                _byAlias.Remove(old);
        }
        device.Alias = alias;
        if (alias is null)
            device.Inbox = new Inbox(options.InboxSize);
        else
            Join(device, alias);
    }

    /// <summary>Forgets a device, as an administrator does on the web platform.</summary>
    public void Remove(Device device)
    {
        ChangeAlias(device, null);
        _all.Remove(device);
        _byId.Remove(device.Id);
        _byUdid.Remove((device.Udid, device.Platform));
    }

    private void Join(Device device, string alias)
    {
        if (!_byAlias.TryGetValue(alias, out var joined))
            _byAlias.Add(alias, joined = new Alias(alias, new Inbox(options.InboxSize)));
        joined.Devices.Add(device);
        device.Inbox = joined.Inbox;
    }

    private static StringComparer Comparer(SimulatorOptions options) =>
        options.Assumptions.AliasesIgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
}
