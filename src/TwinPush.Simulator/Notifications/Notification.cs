namespace TwinPush.Simulator.Notifications;

/// <summary>A notification that was accepted. Guarded by the state's lock.</summary>
internal sealed class Notification
{
    /// <summary>The tag that TwinPush adds when a url is set (notifications.md, the examples).</summary>
    public const string RichTag = "tp_rich";

    public required string Id { get; init; }

    public required string AppId { get; init; }

    public required NotificationRequest Request { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When sending starts: send_since, or at once.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    public required bool InInbox { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }

    public Content Content => Request.Content;

    /// <summary>In the order of sending.</summary>
    public IReadOnlyList<Delivery> Deliveries { get; set; } = [];

    /// <summary>Bytes kept alive by this notification, roughly.</summary>
    public long Size => 400 + Content.Size + Deliveries.Sum(delivery => delivery.Size);

    public DateTimeOffset? LastSentAt(DateTimeOffset now)
    {
        for (int i = Deliveries.Count - 1; i >= 0; i--)
        {
            if (Deliveries[i].IsSent(now))
                return Deliveries[i].SentAt;
        }
        return null;
    }

    /// <summary>The words of the report's status (notifications.md, report).</summary>
    public string Status(DateTimeOffset now)
    {
        if (StartsAt > now)
            return "scheduled";
        // "there has been an error in the notification target ... that has prevented the delivery": here, only inactive devices.
        if (Deliveries.Count == 0)
            return "error";
        return Deliveries[^1].IsSent(now) ? "sent" : "sending";
    }
}
