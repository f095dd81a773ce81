namespace AppCrueNotify.Reliability.Tests.Simulation;

/// <summary>A clock that stands still until the next thing is to happen. Timers fire in the order of their time, then of their making. One thread only.</summary>
internal sealed class SimulatedTime(DateTimeOffset start) : TimeProvider
{
    private readonly PriorityQueue<Entry, (DateTimeOffset, long)> _queue = new();
    private long _made;

    public DateTimeOffset Now { get; private set; } = start;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void At(TimeSpan after, Action happens) => Enqueue(after, new(happens));

    /// <summary>Goes on to the next thing. False: there is none before the moment given.</summary>
    public bool Step(DateTimeOffset until)
    {
        while (_queue.TryPeek(out var entry, out var key) && key.Item1 <= until)
        {
            _queue.Dequeue();
            if (entry.Cancelled)
                continue;
            Now = key.Item1 > Now ? key.Item1 : Now;
            entry.Happens();
            return true;
        }

        Now = until > Now ? until : Now;
        return false;
    }

    private void Enqueue(TimeSpan after, Entry entry) => _queue.Enqueue(entry, (Now + (after < TimeSpan.Zero ? TimeSpan.Zero : after), _made++));

    private sealed class Entry(Action happens)
    {
        public Action Happens { get; } = happens;
        public bool Cancelled { get; set; }
    }

    private sealed class Timer(SimulatedTime time, Action fire) : ITimer
    {
        private Entry? _next;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Dispose();
            if (dueTime == Timeout.InfiniteTimeSpan)
                return true;
            _next = new(() =>
            {
                _next = null;
                if (period > TimeSpan.Zero)
                    Change(period, period);
                fire();
            });
            time.Enqueue(dueTime, _next);
            return true;
        }

        public void Dispose()
        {
            if (_next is not null)
                _next.Cancelled = true;
            _next = null;
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
