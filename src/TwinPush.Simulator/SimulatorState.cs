using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Faults;
using TwinPush.Simulator.Notifications;
using TwinPush.Simulator.Requests;

namespace TwinPush.Simulator;

/// <summary>Everything the simulator knows, for the API, the pages, the control API and tests. Thread-safe.</summary>
internal sealed class SimulatorState
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, App> _apps;
    private long _version;

    public SimulatorState(SimulatorOptions options)
    {
        Options = options;
        foreach (var app in options.Apps)
            app.Validate();
        Apps = [.. options.Apps.Select(settings => new App(settings, options))];
        _apps = Apps.ToDictionary(app => app.Settings.AppId, StringComparer.Ordinal);
        Identifiers = new Identifiers(options.Seed);
        Notifications = new NotificationStore(options);
        Sender = new NotificationSender(options, Notifications, Identifiers);
        Requests = new RequestLog(options.KeepRequests);
        Faults = new FaultList(options.Seed);
    }

    public SimulatorOptions Options { get; }

    public IReadOnlyList<App> Apps { get; }

    public Identifiers Identifiers { get; }

    /// <summary>Touch only inside <see cref="Locked{T}"/>.</summary>
    public NotificationStore Notifications { get; }

    /// <summary>Touch only inside <see cref="Locked{T}"/>.</summary>
    public NotificationSender Sender { get; }

    public RequestLog Requests { get; }

    public FaultList Faults { get; }

    public DateTimeOffset Now => Options.Time.GetUtcNow();

    /// <summary>Grows with every change, so that a saver knows whether there is something to save.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Notifications accepted since the start.</summary>
    public long AcceptedNotifications => Locked(() => Notifications.Accepted);

    /// <summary>Deliveries planned since the start.</summary>
    public long PlannedDeliveries => Locked(() => Notifications.Deliveries);

    public T Locked<T>(Func<T> work)
    {
        lock (_gate)
            return work();
    }

    /// <summary>Like <see cref="Locked{T}"/>, for work that changes something.</summary>
    public T Change<T>(Func<T> work)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _version);
            return work();
        }
    }

    /// <summary>Null: there is no such app.</summary>
    public App? FindApp(string appId) => _apps.GetValueOrDefault(appId);

    /// <summary>Registers a phone and answers with its device id.</summary>
    public string RegisterPhone(string alias, string platform = "android", bool withPushToken = true, string? appId = null)
    {
        var app = AppOrFirst(appId);
        var kind = PlatformNames.Parse(platform) ?? throw new ArgumentException("The platform must be ios, android or huawei.", nameof(platform));
        return Change(() => Phones.Register(app, Identifiers, alias, kind, withPushToken, Now).Id);
    }

    /// <summary>Registers many Android phones at once.</summary>
    public void RegisterPhones(IEnumerable<string> aliases, string? appId = null)
    {
        var app = AppOrFirst(appId);
        Change(() =>
        {
            foreach (string alias in aliases)
                Phones.Register(app, Identifiers, alias, Platform.Android, true, Now);
            return true;
        });
    }

    /// <summary>What push platforms answer for this device from now on, such as NotRegistered; null: they deliver.</summary>
    public void SetPlatformError(string deviceId, string? key, string? appId = null) => ChangeDevice(deviceId, appId, device => device.PlatformError = key);

    /// <summary>An inactive device receives nothing.</summary>
    public void SetActive(string deviceId, bool active, string? appId = null) =>
        ChangeDevice(deviceId, appId, device => device.SwitchedOff = !active);

    /// <summary>Deletes a device, which in TwinPush is done on its web platform.</summary>
    public void RemoveDevice(string deviceId, string? appId = null)
    {
        var app = AppOrFirst(appId);
        ChangeDevice(deviceId, appId, app.Devices.Remove);
    }

    /// <summary>Defines a segment, which in TwinPush is done on its web platform.</summary>
    public void DefineSegment(string name, IEnumerable<string> aliases, string? appId = null)
    {
        var app = AppOrFirst(appId);
        Change(() => app.Segments[name] = [.. aliases]);
    }

    /// <summary>The pushes that the phones of an alias show by now, newest first. Removed ones are not there; those without push token show none.</summary>
    public IReadOnlyList<ShownPush> Pushes(string alias, string? appId = null)
    {
        var app = AppOrFirst(appId);
        return Locked(() => ShownPush.Of(app, alias, Now));
    }

    /// <summary>Adds a fault and answers with its number.</summary>
    public int AddFault(FaultRule rule) => Faults.Add(rule);

    public void ClearFaults() => Faults.Clear();

    private void ChangeDevice(string deviceId, string? appId, Action<Device> change)
    {
        var app = AppOrFirst(appId);
        Change(() =>
        {
            change(app.Devices.Find(deviceId) ?? throw new KeyNotFoundException("There is no such device."));
            return true;
        });
    }

    private App AppOrFirst(string? appId) =>
        appId is null ? Apps[0] : FindApp(appId) ?? throw new KeyNotFoundException("There is no such app.");
}
