namespace AppCrueNotify.Metrics;

/// <summary>How <c>/metrics</c> looks at the queue.</summary>
internal sealed record MetricsOptions
{
    /// <summary>How old the picture of the queue may be. Default 10 s.</summary>
    public TimeSpan BacklogFreshness { get; init; } = TimeSpan.FromSeconds(10);
}
