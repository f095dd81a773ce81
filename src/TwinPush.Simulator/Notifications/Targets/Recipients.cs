using TwinPush.Simulator.Api;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Devices;

namespace TwinPush.Simulator.Notifications.Targets;

/// <summary>The devices of a target, each once, with what each is told. Unknown ids and aliases are skipped silently.</summary>
internal sealed class Recipients(App app, SimulatorOptions options, Identifiers identifiers, DateTimeOffset now)
{
    private readonly List<(Device Device, Content Content)> _found = [];
    private readonly HashSet<Device> _seen = [];

    public IReadOnlyList<(Device Device, Content Content)> Find(Target target, Content content)
    {
        switch (target)
        {
            case Target.Broadcast:
                Add(app.Devices.All, content);
                break;
            case Target.DeviceIds ids:
                foreach (string id in ids.Ids)
                    AddDevice(id, content);
                break;
            case Target.MultipleDevices devices:
                foreach (var (id, own) in devices.Contents)
                    AddDevice(id, own);
                break;
            case Target.Aliases aliases:
                foreach (string alias in aliases.Names)
                    AddAlias(alias, content);
                break;
            case Target.MultipleAlias aliases:
                foreach (var (alias, own) in aliases.Contents)
                    AddAlias(alias, own);
                break;
            case Target.Segments segments:
                Add(InSegments(segments.Names), content);
                break;
            case Target.Properties properties:
                Add(WithProperties(properties), content);
                break;
        }
        return _found;
    }

    private void AddDevice(string id, Content content)
    {
        if (app.Devices.Find(id) is { } device)
            Add([device], content);
    }

    private void AddAlias(string alias, Content content)
    {
        var devices = app.Devices.WithAlias(alias);
        if (devices.Count == 0 && options.AcceptAnyAlias && alias.Length > 0)
            devices = [Phones.Register(app, identifiers, alias, alias.Length % 2 == 0 ? Platform.Ios : Platform.Android, true, now)];
        Add(devices, content);
    }

    private void Add(IEnumerable<Device> devices, Content content)
    {
        foreach (var device in devices)
        {
            if ((device.PushToken is not null || options.Assumptions.DevicesWithoutPushTokenAreTargets) && _seen.Add(device))
                _found.Add((device, content));
        }
    }

    private List<Device> InSegments(IReadOnlyList<string> names)
    {
        var members = new List<Device>();
        foreach (string name in names)
        {
            if (!app.Segments.TryGetValue(name, out var aliases))
                throw Refusal.NotificationNotCreated($"Segment not found: {name}");
            members.AddRange(aliases.SelectMany(app.Devices.WithAlias));
        }
        return members;
    }

    private IEnumerable<Device> WithProperties(Target.Properties target)
    {
        var among = target.InSegments is { } segments ? InSegments(segments) : app.Devices.All;
        return among.Where(device => target.Wanted.All(wanted =>
            device.Properties?.GetValueOrDefault(wanted.Key)?.HasAnyOf(wanted.Value) is true));
    }
}
