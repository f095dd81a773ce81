using System.Net;

namespace TwinPush;

/// <summary>A call to TwinPush failed; <see cref="Kind"/> says what the caller should do next.</summary>
/// <remarks>
/// The exception never contains request headers or credentials: where an answer repeats one of the app's credentials, it is blanked out.
/// <see cref="Exception.Message"/> is safe to log: it has neither aliases nor message text. <see cref="ErrorMessage"/>,
/// <see cref="RawBody"/> and <see cref="UnknownAliases"/> come from TwinPush and may name recipients: log them with care.
/// Immutable and safe to share between threads.
/// </remarks>
public sealed class TwinPushException : Exception
{
    internal TwinPushException(FailureKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What happened to the request, and so what to do next.</summary>
    public FailureKind Kind { get; }

    /// <summary>The status of the answer; null when there was none.</summary>
    public HttpStatusCode? Status { get; internal init; }

    /// <summary>TwinPush's error type, such as <c>NotificationNotCreated</c>; null when the answer had none.</summary>
    /// <remarks>Source: TwinPush/api-docs, api-concepts.md, "Common error messages".</remarks>
    public string? ErrorType { get; internal init; }

    /// <summary>TwinPush's own explanation, at most 4,096 UTF-16 units; null when the answer had none.</summary>
    public string? ErrorMessage { get; internal init; }

    /// <summary>The beginning of the answer's body, at most 4,096 UTF-16 units, as text; null when there was no body.</summary>
    public string? RawBody { get; internal init; }

    /// <summary>
    /// How long TwinPush asked to wait before the next try, from 0 to one hour: times in the past are 0, longer ones are cut to the hour.
    /// Null when it did not say. Read from the header Retry-After in both its forms (RFC 9110, section 10.2.3).
    /// </summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>
    /// True when TwinPush may already have carried the request out, so that sending it again may repeat it. Always false for requests
    /// that change nothing or that have the same effect when repeated.
    /// </summary>
    public bool RepeatPossible { get; internal init; }

    /// <summary>The aliases TwinPush does not know, when <see cref="Kind"/> is <see cref="FailureKind.UnknownAliases"/>; otherwise empty.</summary>
    public IReadOnlyList<string> UnknownAliases { get; internal init; } = [];
}
