using System.Net;

namespace TwinPush.Transport;

/// <summary>Everything that is known of one request after it ended, however it ended. Input of <see cref="FailureClassifier"/>.</summary>
internal sealed record Exchange
{
    /// <summary>Whether a byte of the request's body may have left. Without a body: whether the connection may have been there.</summary>
    public required bool WritingBegun { get; init; }

    /// <summary>The status, once the headers had arrived.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>The header Retry-After as it came.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>The body as far as it was read.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whether the body was longer than this client reads; the rest is unknown.</summary>
    public bool BodyTooLong { get; init; }

    /// <summary>What ended the exchange early; null when the answer is complete.</summary>
    public Exception? Error { get; init; }

    /// <summary>Whether <see cref="Error"/> is the total time running out.</summary>
    public bool TimedOut { get; init; }

    /// <summary>When it ended, for Retry-After with a date.</summary>
    public required DateTimeOffset EndedAt { get; init; }
}
