namespace TwinPush.Simulator.Notifications;

/// <summary>Deliveries a minute (notifications.md, create, delivery_speed).</summary>
internal sealed record DeliverySpeed(string Name, int? PerMinute)
{
    public static DeliverySpeed Normal { get; } = new("normal", 10_000);

    public static DeliverySpeed? Parse(string name) => name switch
    {
        "instant" => new(name, null),
        "fast" => new(name, 100_000),
        "normal" => Normal,
        "slow" => new(name, 1_000),
        _ => null,
    };

    /// <summary>When the n-th delivery of a notification goes out.</summary>
    public DateTimeOffset At(DateTimeOffset start, int index) =>
        PerMinute is { } rate ? start + (TimeSpan.FromMinutes(1) * ((double)index / rate)) : start;
}
