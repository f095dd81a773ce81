namespace TwinPush;

/// <summary>Time limits and sizes of the connection to TwinPush; the defaults suit almost everybody.</summary>
/// <remarks>Read once, when the factory is made. Values outside the stated ranges are refused at start.</remarks>
public sealed class TwinPushOptions
{
    /// <summary>How long establishing a connection (name, TCP, TLS) may take. Default 5 seconds; more than 0, at most 1 minute.</summary>
    /// <remarks>When it runs out, nothing was sent: the call fails with <see cref="FailureKind.NotSent"/>.</remarks>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long one request may take in total, from the wait for a connection to the last byte of the answer.
    /// Default 120 seconds; longer than <see cref="ConnectTimeout"/>, at most 1 hour.
    /// </summary>
    /// <remarks>
    /// When it runs out after writing has begun, the call fails with <see cref="FailureKind.Unknown"/>; before that, with
    /// <see cref="FailureKind.NotSent"/>.
    /// </remarks>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>
    /// How long a connection is reused before a new one is made, which is what notices a changed address in the DNS.
    /// Default 2 minutes; at least 1 second, at most 1 hour.
    /// </summary>
    public TimeSpan PooledConnectionLifetime { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>How many connections may be open to one host at the same time; further requests wait. Default 64; 1 to 10,000.</summary>
    public int MaxConnectionsPerServer { get; set; } = 64;

    /// <summary>
    /// How many bytes of an answer are read, after decompression. Default 1 MiB (1,048,576); 4 KiB to 64 MiB.
    /// A longer answer counts as unreadable.
    /// </summary>
    public int MaxResponseBytes { get; set; } = 1024 * 1024;
}
