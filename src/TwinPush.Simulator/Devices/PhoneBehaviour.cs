namespace TwinPush.Simulator.Devices;

/// <summary>What simulated phones do by themselves, beside what is done to them through the API and the pages.</summary>
internal sealed record PhoneBehaviour
{
    /// <summary>Part of the pushes that a phone acknowledges, 0 to 1.</summary>
    public double ReceivedProbability { get; init; } = 1;

    /// <summary>From sending to the acknowledgement.</summary>
    public TimeSpan ReceivedAfter { get; init; }

    /// <summary>Part of the acknowledged pushes that their owner opens, 0 to 1.</summary>
    public double OpenedProbability { get; init; }

    /// <summary>From the acknowledgement to the opening.</summary>
    public TimeSpan OpenedAfter { get; init; } = TimeSpan.FromMinutes(1);
}
