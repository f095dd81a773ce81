namespace AppCrueNotify.Dispatch;

/// <summary>When a batch that was not accepted is tried again.</summary>
internal static class RetrySchedule
{
    /// <summary>The longest wish of TwinPush that is obeyed.</summary>
    public static TimeSpan MostRetryAfter { get; } = TimeSpan.FromHours(1);

    /// <summary>The longest wait before each try; the last one repeats until the message expires.</summary>
    public static IReadOnlyList<TimeSpan> Steps { get; } =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1),
    ];

    /// <summary>The wait before the next try.</summary>
    /// <param name="tries">Failed tries before this one, from 0.</param>
    /// <param name="retryAfter">What TwinPush asked for, at most an hour of which is obeyed.</param>
    /// <param name="random">From 0 to 1: full jitter, so that recipients of an outage do not come back all at once.</param>
    public static TimeSpan Delay(int tries, TimeSpan? retryAfter, double random)
    {
        var delay = Steps[Math.Clamp(tries, 0, Steps.Count - 1)] * random;
        var asked = retryAfter is { } wish ? TimeSpan.FromTicks(Math.Clamp(wish.Ticks, 0, MostRetryAfter.Ticks)) : TimeSpan.Zero;
        return delay > asked ? delay : asked;
    }
}
