using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Notifications;

namespace TwinPush.Simulator.Inboxes;

/// <summary>One notification in a user's inbox, through one or several devices.</summary>
internal sealed class InboxRow(Delivery first)
{
    private List<Delivery>? _others;

    public Notification Notification => First.Notification;

    public Delivery First { get; } = first;

    public bool RemovedByUser { get; set; }

    public IEnumerable<Delivery> Deliveries => _others is null ? [First] : _others.Prepend(First);

    public void Add(Delivery delivery) => (_others ??= []).Add(delivery);

    public Delivery? To(Device device) => Deliveries.FirstOrDefault(delivery => ReferenceEquals(delivery.Device, device));

    public bool IsSent(DateTimeOffset now) => First.IsSent(now);

    public DateTimeOffset? ReceivedAt(DateTimeOffset now) => Deliveries.Min(delivery => delivery.ReceivedAt(now));

    public DateTimeOffset? OpenedAt(DateTimeOffset now) => Deliveries.Min(delivery => delivery.OpenedAt(now));
}
