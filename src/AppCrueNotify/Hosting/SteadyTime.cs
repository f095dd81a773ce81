namespace AppCrueNotify.Hosting;

/// <summary>
/// A clock that never goes back: when the machine's is set back, it goes on from where it was, at the pace of the monotonic clock, until the machine's has caught up
/// or the gateway starts again. Otherwise everything that is due in two seconds would wait an hour because somebody corrected the clock by one. Setting it
/// forward is followed: most often time has passed indeed, while the machine slept. Safe for concurrent use.
/// </summary>
internal sealed class SteadyTime(TimeProvider clock) : TimeProvider
{
    private readonly Lock _lock = new();
    private DateTimeOffset _seen = DateTimeOffset.MinValue;
    private long _seenAt;

    public override TimeZoneInfo LocalTimeZone => clock.LocalTimeZone;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            // In this order, so that being interrupted in between can only make the expectation too low, never drive the time ahead.
            var now = clock.GetUtcNow();
            var at = clock.GetTimestamp();
            var expected = _seen == DateTimeOffset.MinValue ? _seen : _seen + clock.GetElapsedTime(_seenAt, at);
            if (now < expected)
                return expected;
            (_seen, _seenAt) = (now, at);
            return now;
        }
    }

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => clock.CreateTimer(callback, state, dueTime, period);
}
