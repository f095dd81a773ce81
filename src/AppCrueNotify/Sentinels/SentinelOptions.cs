namespace AppCrueNotify.Sentinels;

/// <summary>How the gateway's own devices are used and kept. What is counted from a lost answer is counted from the moment that its loss was written.</summary>
internal sealed record SentinelOptions
{
    /// <summary>Recipients from which on a request carries the sentinel. Smaller ones go without it: it would hide that none of the others has the app. Default 20.</summary>
    public int SmallestBatch { get; init; } = 20;

    /// <summary>When a lost answer is looked up. Default after 5 s, 15 s, 45 s, 2 min, 5 min and 10 min.</summary>
    public IReadOnlyList<TimeSpan> Looks { get; init; } =
        [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(45), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10)];

    /// <summary>How often afterwards, while TwinPush does not answer the looks. Default 5 min.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Looks that TwinPush has to answer with nothing, the last of them at the end of <see cref="Looks"/> or later, before the request counts as not taken. Default 3.</summary>
    public int LooksToBeAbsent { get; init; } = 3;

    /// <summary>When looks that TwinPush does not answer end, and the site's setting on-unknown decides. Default 1 h.</summary>
    public TimeSpan Horizon { get; init; } = TimeSpan.FromHours(1);

    /// <summary>When to look again for a request that was not there and was sent again. Default after 15 min, 1 h, 6 h and 24 h.</summary>
    public IReadOnlyList<TimeSpan> Watch { get; init; } = [TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromHours(24)];

    /// <summary>How old an accepted request may be that has to be in the inbox before an absence is believed. Default 24 h.</summary>
    public TimeSpan ControlAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>How long TwinPush may take to answer a look. Default 10 s.</summary>
    public TimeSpan LookTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a self-test waits for a notification to show up in the inbox, or to leave it. Default 60 s.</summary>
    public TimeSpan TestPatience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a device is registered anew: TwinPush switches off what is silent for months. Default 7 days.</summary>
    public TimeSpan RefreshEvery { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long to wait before TwinPush is asked about a sentinel again. Default 1 min.</summary>
    public TimeSpan CheckEvery { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Rejected requests in a row after which the sentinel stays at home although TwinPush knows it. Default 3.</summary>
    public int MostRejections { get; init; } = 3;

    /// <summary>How long the loops sleep at most. Default 1 s.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);
}
