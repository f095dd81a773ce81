using TwinPush.Simulator.Devices;

namespace TwinPush.Simulator.Notifications;

/// <summary>
/// One notification to one device. Its times are planned when the notification is created and become true as the clock passes them, so nothing
/// runs in the background and a test owns the progress by owning the clock. Guarded by the state's lock.
/// </summary>
internal sealed class Delivery
{
    private const long Never = long.MaxValue;
    private long _receivedAt = Never;
    private long _openedAt = Never;

    public required long Id { get; init; }

    public required Notification Notification { get; init; }

    public required Device Device { get; init; }

    /// <summary>What this device is told: the notification's own words, or overridden by the target.</summary>
    public required Content Content { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    /// <summary>What the push platform refused with; null: it took the push.</summary>
    public string? PlatformError { get; init; }

    /// <summary>The device had a push token and the platform took the push; otherwise it stands in the inbox only.</summary>
    public required bool IsPushed { get; init; }

    /// <summary>Bytes kept alive by this delivery and its place in an inbox, roughly (184 measured with 60,000 phones).</summary>
    public long Size => 184 + (ReferenceEquals(Content, Notification.Content) ? 0 : Content.Size);

    /// <summary>UTC ticks; null: never. For the file.</summary>
    public long? PlannedReceipt => _receivedAt == Never ? null : _receivedAt;

    /// <summary>UTC ticks; null: never. For the file.</summary>
    public long? PlannedOpening => _openedAt == Never ? null : _openedAt;

    public bool IsSent(DateTimeOffset now) => SentAt <= now;

    public DateTimeOffset? ReceivedAt(DateTimeOffset now) => At(_receivedAt, now);

    public DateTimeOffset? OpenedAt(DateTimeOffset now) => At(_openedAt, now);

    /// <summary>The first acknowledgement counts. One in the future is a plan and gives way to an earlier one.</summary>
    public void Receive(DateTimeOffset at) => _receivedAt = Math.Min(_receivedAt, at.UtcTicks);

    /// <summary>The first opening counts.</summary>
    public void Open(DateTimeOffset at) => _openedAt = Math.Min(_openedAt, at.UtcTicks);

    private static DateTimeOffset? At(long ticks, DateTimeOffset now) =>
        ticks <= now.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
}
