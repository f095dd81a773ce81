using System.Net;

namespace TwinPush.Transport;

/// <summary>
/// Decides what an exchange means for the caller. The one place that does, and a pure function: the same exchange always gives the same
/// failure.
/// </summary>
internal static class FailureClassifier
{
    /// <summary>The failure, or null when TwinPush carried the request out.</summary>
    /// <param name="operation">What was asked.</param>
    /// <param name="exchange">How it ended.</param>
    /// <param name="understood">Whether a successful answer held what the operation promises.</param>
    public static Failure? Classify(Operation operation, Exchange exchange, bool understood)
    {
        var doubles = operation.Repetition == Repetition.Doubles;
        if (exchange.Error is not null && !exchange.WritingBegun)
            return new Failure(FailureKind.NotSent, "TwinPush could not be reached, nothing was sent");

        // However much of an answer arrived: a cut one proves nothing about what TwinPush did.
        if (exchange.Error is not null || exchange.Status is not { } status)
            return new Failure(FailureKind.Unknown, exchange.TimedOut ? "TwinPush did not answer in time" : "the connection ended before TwinPush's answer was complete")
            {
                RepeatPossible = doubles,
            };

        if ((int)status is >= 200 and < 300)
            return understood ? null : new Failure(FailureKind.Unknown, "TwinPush's answer could not be understood") { RepeatPossible = doubles };

        var error = exchange.BodyTooLong ? null : ErrorBody.Parse(exchange.Body);
        if (IsUnavailable(status))
        {
            return new Failure(FailureKind.Unavailable, "TwinPush is not available")
            {
                // In TwinPush's own words these three say that the request was not taken; anything else may come from a proxy that
                // gave up waiting.
                RepeatPossible = doubles && !(error is not null && IsRefusalToTake(status)),
                RetryAfter = RetryAfter.Parse(exchange.RetryAfter, exchange.EndedAt),
                Error = error,
            };
        }

        return Refusal(operation, status, error) with { Error = error };
    }

    private static Failure Refusal(Operation operation, HttpStatusCode status, ErrorBody? error) => (int)status switch
    {
        >= 300 and < 400 => new Failure(FailureKind.Misconfigured, "TwinPush's address redirects elsewhere, which is never followed: correct the address"),
        _ when error is { Type: "DeviceAliasNotFound", DeviceAliases.Count: > 0 } =>
            new Failure(FailureKind.UnknownAliases, $"TwinPush does not know {error.DeviceAliases.Count} of the aliases: send again without them"),
        401 or 402 or 403 or 407 => new Failure(FailureKind.Misconfigured, "TwinPush refused the credentials: check the keys and the app id"),
        404 => NothingThere(operation, error),
        405 => new Failure(FailureKind.Misconfigured, "this address does not speak TwinPush's API: check it, up to and including /api/v2"),
        422 when error is { Type: "NotificationNotCreated", Message: { } message } && message.Contains("Target cannot be empty", StringComparison.OrdinalIgnoreCase) =>
            new Failure(FailureKind.NoTarget, "none of the targets has a device with the app"),
        _ => new Failure(FailureKind.Rejected, "TwinPush rejected the content of the request"),
    };

    private static Failure NothingThere(Operation operation, ErrorBody? error) => error?.Type switch
    {
        "AppNotFound" => new Failure(FailureKind.Misconfigured, "TwinPush does not know the application: check the app id and the address"),
        "NotFound" or "NotificationNotFound" or "DeviceNotFound" or "DeliveryNotFound" when operation.MayFindNothing =>
            new Failure(FailureKind.NotFound, "TwinPush does not have what was asked for"),
        "NotificationNotFound" or "DeviceNotFound" or "DeliveryNotFound" or "DeviceAliasNotFound" =>
            new Failure(FailureKind.Rejected, "TwinPush does not have something the request names"),
        _ => new Failure(FailureKind.Misconfigured, "there is no TwinPush API at this address: check it, up to and including /api/v2"),
    };

    private static bool IsUnavailable(HttpStatusCode status) => (int)status is 408 or 429 or >= 500;

    private static bool IsRefusalToTake(HttpStatusCode status) => (int)status is 408 or 429 or 503;
}
