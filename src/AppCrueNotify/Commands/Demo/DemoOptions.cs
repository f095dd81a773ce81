namespace AppCrueNotify.Commands.Demo;

/// <summary>What the demo is started with.</summary>
internal sealed record DemoOptions
{
    /// <summary>Ends by itself.</summary>
    public required bool Once { get; init; }

    /// <summary>Where the gateway listens.</summary>
    public required string Urls { get; init; }

    /// <summary>Where the simulator listens.</summary>
    public required string SimulatorUrls { get; init; }

    /// <summary>The site's settings as typed.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }
}
