using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch;

/// <summary>When a site's loop looks again for what may leave.</summary>
/// <param name="At">If nobody wakes it.</param>
/// <param name="Breath">For how long nobody can, unless something is due before.</param>
internal readonly record struct NextLook(DateTimeOffset At, TimeSpan Breath)
{
    // Looking again at every single arrival would cost more than it gains while a window gathers company anyway.
    private static readonly TimeSpan ShortBreath = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongBreath = TimeSpan.FromMilliseconds(250);

    /// <param name="at">If nobody wakes the loop.</param>
    /// <param name="window">The site's.</param>
    /// <param name="forNothing">How long a look took after which nothing left: looking for nothing gets a fifth of the time.</param>
    public static NextLook After(DateTimeOffset at, TimeSpan window, TimeSpan forNothing) =>
        new(at, window == TimeSpan.Zero ? TimeSpan.Zero : Longer(ShortBreath, Shorter(forNothing * 4, LongBreath)));

    /// <summary>After a round that failed.</summary>
    public static NextLook AfterRest(DateTimeOffset now, TimeSpan rest) => new(now + rest, rest);

    public async Task WaitAsync(WorkSignal signal, long siteId, TimeSpan poll, TimeProvider time, CancellationToken stopping)
    {
        await signal.WaitAsync(siteId, Shorter(At - time.GetUtcNow(), poll), stopping);
        if (Breath > TimeSpan.Zero)
            await Task.Delay(Longer(Shorter(At - time.GetUtcNow(), Breath), ShortBreath), time, stopping);
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
