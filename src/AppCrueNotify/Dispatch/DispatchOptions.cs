using System.Threading.RateLimiting;

namespace AppCrueNotify.Dispatch;

/// <summary>How batches are made and sent; what a site chooses for itself is in its settings.</summary>
internal sealed record DispatchOptions
{
    /// <summary>Recipients a request takes. TwinPush's limit and the default: 1,000.</summary>
    public int BatchSize { get; init; } = 1000;

    /// <summary>From how many recipients on a push gets requests of its own, which keeps TwinPush's statistics per push. Default 50.</summary>
    public int OwnRequestFrom { get; init; } = 50;

    /// <summary>Bytes a request's body may have. Default 2 MiB.</summary>
    public int BodyLimit { get; init; } = 2 * 1024 * 1024;

    /// <summary>How long a claim is ours. Longer than connecting and answering may take together (5 + 120 s). Default 180 s.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>How long after it was written that a request is about to be posted it may still begin. Much shorter than the lease. Default 30 s.</summary>
    public TimeSpan PostWithin { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a site's loop sleeps at most when nobody wakes it. Default 1 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a site with wrong credentials rests between two probes. Default 5 min.</summary>
    public TimeSpan PausedProbe { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a site rests between two probes of a provider that is away. Default 30 s.</summary>
    public TimeSpan OutageProbe { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Failures in a row after which a site's provider counts as away. Default 3.</summary>
    public int FailuresToOutage { get; init; } = 3;

    /// <summary>Makes what keeps a site to its requests per second. The default lets a tenth of a second's worth leave at once and refills evenly, by the machine's own clock.</summary>
    public Func<int, RateLimiter> Pace { get; init; } = static perSecond => new TokenBucketRateLimiter(new()
    {
        TokenLimit = Math.Max(1, perSecond / 10),
        TokensPerPeriod = 1,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1) / perSecond,
        QueueLimit = int.MaxValue,
    });

    /// <summary>How long requests under way may go on when the gateway stops; then their outcome is unknown. Default 25 s.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(25);
}
