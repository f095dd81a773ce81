namespace AppCrueNotify.Storage;

/// <summary>How counters are cut into hours and delays. Pure.</summary>
internal static class TallyRules
{
    public const long HourMilliseconds = 3_600_000;

    /// <summary>The bucket of everything that took longer than all others.</summary>
    public const long Longer = long.MaxValue;

    /// <summary>The upper bounds of the histogram of delays, in milliseconds.</summary>
    public static IReadOnlyList<long> Bounds { get; } = [50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 1_800_000, 3_600_000, 21_600_000];

    /// <summary>The hour a time belongs to, in hours since 1970.</summary>
    public static long Hour(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / HourMilliseconds;

    /// <summary>When an hour began.</summary>
    public static DateTimeOffset Start(long hour) => DateTimeOffset.FromUnixTimeMilliseconds(hour * HourMilliseconds);

    /// <summary>The bucket that a delay falls into.</summary>
    public static long Bucket(long milliseconds)
    {
        foreach (var bound in Bounds)
        {
            if (milliseconds <= bound)
                return bound;
        }

        return Longer;
    }
}
