using TwinPush.Simulator.Apps;

namespace TwinPush.Simulator.Devices;

/// <summary>
/// The number of devices that may be active (faq-en.md, "Out of license devices"): over it, new devices are inactive; a new count is done every week,
/// and the devices enrolled first stay. Guarded by the state's lock.
/// </summary>
internal sealed class Licence(SimulatedApp app)
{
    private static readonly TimeSpan CountedEvery = TimeSpan.FromDays(7);
    private DateTimeOffset? _countedAt;
    private int _licensed;

    public void Enrol(Device device, IReadOnlyList<Device> all, DateTimeOffset now)
    {
        if (app.LicenceLimit is not { } limit)
            return;
        if (_countedAt is null || now - _countedAt >= CountedEvery)
        {
            Count(all, limit, now);
            return;
        }
        device.Licensed = _licensed < limit;
        if (device.Licensed)
            _licensed++;
    }

    private void Count(IReadOnlyList<Device> all, int limit, DateTimeOffset now)
    {
        _countedAt = now;
        _licensed = 0;
        foreach (var device in all)
        {
            device.Licensed = _licensed < limit;
            if (device.Licensed && now - device.UpdatedAt < app.InactiveAfter)
                _licensed++;
        }
    }
}
