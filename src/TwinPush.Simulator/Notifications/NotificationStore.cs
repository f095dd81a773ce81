namespace TwinPush.Simulator.Notifications;

/// <summary>The notifications of all apps, bounded by number and by bytes: the oldest is forgotten first. Guarded by the state's lock.</summary>
internal sealed class NotificationStore(SimulatorOptions options)
{
    private readonly Dictionary<string, LinkedListNode<Notification>> _byId = new(StringComparer.Ordinal);
    private readonly LinkedList<Notification> _oldestFirst = new();
    private long _bytes;

    public IReadOnlyCollection<Notification> OldestFirst => _oldestFirst;

    /// <summary>Accepted since the start, forgotten ones included.</summary>
    public long Accepted { get; private set; }

    /// <summary>Deliveries since the start, forgotten ones included.</summary>
    public long Deliveries { get; private set; }

    public Notification? Find(string appId, string id) =>
        _byId.TryGetValue(id, out var node) && node.Value.AppId == appId ? node.Value : null;

    public void Add(Notification notification)
    {
        _byId.Add(notification.Id, _oldestFirst.AddLast(notification));
        _bytes += notification.Size;
        Accepted++;
        Deliveries += notification.Deliveries.Count;
        foreach (var delivery in notification.Deliveries)
            delivery.Device.Inbox.Add(delivery);
        while (_oldestFirst.Count > 1 && (_oldestFirst.Count > options.KeepNotifications || _bytes > options.KeepBytes))
            Remove(_oldestFirst.First!.Value);
    }

    /// <summary>Takes it out of the system and out of every inbox; what was not sent yet never is.</summary>
    public void Remove(Notification notification)
    {
        if (!_byId.Remove(notification.Id, out var node))
            return;
        _oldestFirst.Remove(node);
        _bytes -= notification.Size;
        foreach (var delivery in notification.Deliveries)
            delivery.Device.Inbox.Remove(notification);
    }
}
