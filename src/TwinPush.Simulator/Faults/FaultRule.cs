namespace TwinPush.Simulator.Faults;

/// <summary>What goes wrong, and when. The first rule that fits decides; latencies add up and let the next rule decide.</summary>
internal sealed record FaultRule
{
    public required FaultKind Kind { get; init; }

    /// <summary>Name of the operation, such as "create"; null: every one.</summary>
    public string? Operation { get; init; }

    /// <summary>Only requests that name this alias as target, register it, or come from one of its devices; null: every one.</summary>
    public string? Alias { get; init; }

    /// <summary>How many requests it strikes; null: until it is cleared.</summary>
    public int? Count { get; init; }

    /// <summary>Part of the fitting requests that it strikes, 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Whether the request has its effect all the same; null: as the kind says (<see cref="IsAccepted"/>).</summary>
    public bool? Accepted { get; init; }

    /// <summary>Waiting time of <see cref="FaultKind.Latency"/>; time between two bytes of <see cref="FaultKind.Drip"/>.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Status of <see cref="FaultKind.Status"/> (503), <see cref="FaultKind.NotJson"/> (502) and <see cref="FaultKind.Redirect"/> (307).</summary>
    public int? Status { get; init; }

    /// <summary>The error type of <see cref="FaultKind.Status"/> when no body is given.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The error message of <see cref="FaultKind.Status"/> when no body is given.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>Body of <see cref="FaultKind.Status"/>, <see cref="FaultKind.NotJson"/> and <see cref="FaultKind.MalformedBody"/>; null: a fitting one.</summary>
    public string? Body { get; init; }

    /// <summary>Further headers, such as Retry-After or Location.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the request has its effect.</summary>
    public bool IsAccepted => Accepted ?? Kind switch
    {
        FaultKind.Latency or FaultKind.EmptyBody or FaultKind.NoId or FaultKind.MalformedBody or FaultKind.ResetAfter or FaultKind.CutHeaders
            or FaultKind.CutBody or FaultKind.Drip => true,
        FaultKind.Status or FaultKind.NotJson or FaultKind.ResetBefore or FaultKind.Redirect or FaultKind.Hang => false,
    };
}
