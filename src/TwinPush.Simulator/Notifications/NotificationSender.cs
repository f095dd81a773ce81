using TwinPush.Simulator.Api;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Notifications.Targets;

namespace TwinPush.Simulator.Notifications;

/// <summary>Finds a notification's devices and plans its deliveries. Called under the state's lock.</summary>
internal sealed class NotificationSender(SimulatorOptions options, NotificationStore store, Identifiers identifiers)
{
    private readonly Random _random = new(options.Seed);

    public long LastDelivery { get; private set; }

    /// <summary>Goes on where another run stopped.</summary>
    public void SkipTo(long last) => LastDelivery = Math.Max(LastDelivery, last);

    public Notification Send(App app, NotificationRequest request, DateTimeOffset now)
    {
        var recipients = new Recipients(app, options, identifiers, now).Find(request.Target!, request.Content);
        if (recipients.Count == 0)
            throw Refusal.NotificationNotCreated("Target cannot be empty");
        var start = request.SendSince is { } since && since > now ? since : now;
        var notification = new Notification
        {
            Id = identifiers.Next(),
            AppId = app.Settings.AppId,
            Request = request with { Target = null },
            CreatedAt = now,
            StartsAt = start,
            InInbox = request.Inbox ?? options.Assumptions.InboxByDefault,
            Tags = request.Content.Url is null || request.Tags.Contains(Notification.RichTag) ? request.Tags : [.. request.Tags, Notification.RichTag],
        };
        var deliveries = new List<Delivery>(recipients.Count);
        foreach (var (device, content) in recipients)
        {
            if (app.Devices.IsActive(device, now))
                deliveries.Add(Plan(notification, device, content, request.Speed.At(start, deliveries.Count)));
        }
        notification.Deliveries = deliveries;
        store.Add(notification);
        return notification;
    }

    private Delivery Plan(Notification notification, Device device, Content content, DateTimeOffset at)
    {
        var delivery = new Delivery
        {
            Id = ++LastDelivery,
            Notification = notification,
            Device = device,
            Content = content,
            SentAt = at,
            PlatformError = device.PushToken is null ? null : device.PlatformError,
            IsPushed = device.PushToken is not null && device.PlatformError is null,
        };
        if (!delivery.IsPushed)
            return delivery;
        device.Badge = Badge.Apply(device.Badge, content.Badge);
        var phones = options.Phones;
        if (_random.NextDouble() < phones.ReceivedProbability)
        {
            var received = at + phones.ReceivedAfter;
            delivery.Receive(received);
            if (_random.NextDouble() < phones.OpenedProbability)
                delivery.Open(received + phones.OpenedAfter);
        }
        return delivery;
    }
}
