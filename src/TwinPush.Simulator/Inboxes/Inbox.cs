using TwinPush.Simulator.Notifications;

namespace TwinPush.Simulator.Inboxes;

/// <summary>
/// What a user was sent, oldest first. It belongs to the alias, not to the device ("notifications sent to an user through the device alias",
/// notifications.md, inbox); a device without alias has its own. Bounded. Guarded by the state's lock.
/// </summary>
internal sealed class Inbox(int size)
{
    private readonly LinkedList<InboxRow> _rows = new();

    public IEnumerable<InboxRow> NewestFirst
    {
        get
        {
            for (var node = _rows.Last; node is not null; node = node.Previous)
                yield return node.Value;
        }
    }

    /// <summary>Adds a delivery; those of one notification to several devices of the alias share a row.</summary>
    public void Add(Delivery delivery)
    {
        if (_rows.Last?.Value is { } last && ReferenceEquals(last.Notification, delivery.Notification))
        {
            last.Add(delivery);
            return;
        }
        _rows.AddLast(new InboxRow(delivery));
        if (_rows.Count > size)
            _rows.RemoveFirst();
    }

    public InboxRow? Find(Notification notification) => NewestFirst.FirstOrDefault(row => ReferenceEquals(row.Notification, notification));

    public void Remove(Notification notification)
    {
        // Forgetting goes from the oldest on, so the row is nearly always the first.
        for (var node = _rows.First; node is not null; node = node.Next)
        {
            if (ReferenceEquals(node.Value.Notification, notification))
            {
                _rows.Remove(node);
                return;
            }
        }
    }
}
