namespace AppCrueNotify.Commands.Replay;

/// <summary>Where and how messages are posted.</summary>
internal sealed record ReplayOptions
{
    /// <summary>The gateway's address, or that of its intake.</summary>
    public required Uri Gateway { get; init; }

    /// <summary>The site's token.</summary>
    public required string Token { get; init; }

    /// <summary>Messages a request has at most, 1 to 1,000.</summary>
    public int BatchSize { get; init; } = 200;

    /// <summary>Bytes a request has at most: what the intake takes.</summary>
    public int BatchBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Tries of one request, the first included.</summary>
    public int Tries { get; init; } = 6;

    /// <summary>The longest wait between two tries, whatever Retry-After says.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The intake's address.</summary>
    public Uri Intake => Gateway.AbsolutePath.EndsWith(Path, StringComparison.Ordinal) ? Gateway : new(Gateway.AbsoluteUri.TrimEnd('/') + Path);

    private const string Path = "/api/v1/messages";
}
