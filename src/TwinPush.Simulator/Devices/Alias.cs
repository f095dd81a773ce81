using TwinPush.Simulator.Inboxes;

namespace TwinPush.Simulator.Devices;

/// <summary>A user of the app: the devices that registered under one alias, and their common inbox.</summary>
internal sealed record Alias(string Name, Inbox Inbox)
{
    public List<Device> Devices { get; } = new(1);
}
