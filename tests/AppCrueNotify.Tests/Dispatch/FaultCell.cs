using AppCrueNotify.Messages;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Tests.Dispatch;

/// <summary>A row of the fault matrix: what goes wrong, and what must follow from it.</summary>
/// <param name="Reads">Words of what <c>trace</c> says to the admin.</param>
internal sealed record FaultCell(string Name, FaultRule? Fault, Outcome Outcome, RecipientState State, string Reads)
{
    private const string ProxyPage = "<html><body>Bad gateway</body></html>";
    private const string OutOfReach = "could not be reached, nothing was sent";
    private const string Busy = "TwinPush is not available";
    private const string NotUnderstood = "answer could not be understood";
    private const string Ended = "the connection ended before TwinPush's answer was complete";

    /// <summary>What keeps the gateway from reaching TwinPush at all.</summary>
    public OutOf Gone { get; init; }

    public bool RepeatPossible { get; init; }
    public bool Pauses { get; init; }

    /// <summary>Seconds that TwinPush asks for.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Seconds until the batch is tried again, at least and at most; null: it is not tried again by itself.</summary>
    public (int Least, int Most)? Retry => Outcome is Outcome.NotSent or Outcome.Unavailable ? (RetryAfter ?? 0, RetryAfter ?? 5) : null;

    public static IReadOnlyList<FaultCell> Table { get; } =
    [
        new("connection refused", null, Outcome.NotSent, RecipientState.Waiting, OutOfReach) { Gone = OutOf.Listener },
        new("name unknown", null, Outcome.NotSent, RecipientState.Waiting, OutOfReach) { Gone = OutOf.Name },
        new("429 of TwinPush", Says(429, "TooManyRequests", retryAfter: 30), Outcome.Unavailable, RecipientState.Waiting, Busy) { RetryAfter = 30 },
        new("503 of TwinPush", Says(503, "ServiceUnavailable"), Outcome.Unavailable, RecipientState.Waiting, Busy),
        new("503 of a proxy", new() { Kind = FaultKind.NotJson, Status = 503, Body = ProxyPage }, Outcome.Unavailable, RecipientState.Waiting, Busy) { RepeatPossible = true },
        new("502 of a proxy", new() { Kind = FaultKind.NotJson, Status = 502, Body = ProxyPage }, Outcome.Unavailable, RecipientState.Waiting, Busy) { RepeatPossible = true },
        new("500 of TwinPush", Says(500, "InternalError"), Outcome.Unavailable, RecipientState.Waiting, Busy) { RepeatPossible = true },
        new("422 once", Says(422, "NotificationNotCreated", "Alert is invalid"), Outcome.Rejected, RecipientState.Sent, "TwinPush rejected the content of the request"),
        new("422 nobody has the app", Says(422, "NotificationNotCreated", "Target cannot be empty"), Outcome.NoTarget, RecipientState.Undeliverable, "TwinPush knows none of the recipients"),
        new("403 wrong key", Says(403, "InvalidCreatorToken"), Outcome.Misconfigured, RecipientState.Waiting, "check the keys and the app id") { Pauses = true },
        new("redirect", new() { Kind = FaultKind.Redirect }, Outcome.Misconfigured, RecipientState.Waiting, "redirects elsewhere, which is never followed") { Pauses = true },
        new("200 without id", new() { Kind = FaultKind.NoId }, Outcome.Unknown, RecipientState.Held, NotUnderstood) { RepeatPossible = true },
        new("200 with a broken body", new() { Kind = FaultKind.MalformedBody }, Outcome.Unknown, RecipientState.Held, NotUnderstood) { RepeatPossible = true },
        new("reset before it was accepted", new() { Kind = FaultKind.ResetBefore }, Outcome.Unknown, RecipientState.Held, Ended) { RepeatPossible = true },
        new("reset after it was accepted", new() { Kind = FaultKind.ResetAfter }, Outcome.Unknown, RecipientState.Held, Ended) { RepeatPossible = true },
        new("answer cut in the body", new() { Kind = FaultKind.CutBody }, Outcome.Unknown, RecipientState.Held, Ended) { RepeatPossible = true },
    ];

    private static FaultRule Says(int status, string type, string message = "no", int? retryAfter = null) => new()
    {
        Kind = FaultKind.Status,
        Status = status,
        ErrorType = type,
        ErrorMessage = message,
        Headers = retryAfter is { } seconds ? new Dictionary<string, string> { ["Retry-After"] = $"{seconds}" } : [],
    };
}

/// <summary>What is missing between the gateway and TwinPush.</summary>
internal enum OutOf
{
    /// <summary>Nothing: they reach each other.</summary>
    Nothing,

    /// <summary>Nobody listens at the address.</summary>
    Listener,

    /// <summary>The name leads nowhere.</summary>
    Name,
}
