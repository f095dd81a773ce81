using TwinPush.Simulator.Devices;

namespace TwinPush.Simulator.Apps;

/// <summary>A TwinPush app with its devices. Guarded by the state's lock.</summary>
internal sealed class App(SimulatedApp settings, SimulatorOptions options)
{
    public SimulatedApp Settings { get; } = settings;

    public DeviceDirectory Devices { get; } = new(settings, options);

    /// <summary>Segments are made in TwinPush's web platform: here, sets of aliases by name.</summary>
    public Dictionary<string, HashSet<string>> Segments { get; } = new(StringComparer.Ordinal);
}
