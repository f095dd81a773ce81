using System.Net;
using TwinPush;

namespace AppCrueNotify.Messages;

/// <summary>TwinPush's answer to one request, as we understand it.</summary>
internal sealed record Answer
{
    public required Outcome Outcome { get; init; }

    /// <summary>A sentence for the admin, without alias or text.</summary>
    public required string Reason { get; init; }

    public HttpStatusCode? Status { get; init; }
    public string? ErrorType { get; init; }
    public string? NotificationId { get; init; }
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>TwinPush may have sent it although it said no.</summary>
    public bool RepeatPossible { get; init; }

    /// <summary>Aliases TwinPush does not know, while the others are fine.</summary>
    public IReadOnlyList<string> UnknownAliases { get; init; } = [];

    public static Answer Accepted(string notificationId) =>
        new() { Outcome = Outcome.Accepted, Reason = $"accepted by TwinPush as notification {notificationId}", Status = HttpStatusCode.OK, NotificationId = notificationId };

    /// <summary>What a failed call means.</summary>
    public static Answer Of(TwinPushException e) => new()
    {
        Outcome = e.Kind switch
        {
            FailureKind.NotSent => Outcome.NotSent,
            FailureKind.Unavailable => Outcome.Unavailable,
            FailureKind.NoTarget => Outcome.NoTarget,
            FailureKind.UnknownAliases or FailureKind.Rejected or FailureKind.InvalidRequest or FailureKind.NotFound => Outcome.Rejected,
            FailureKind.Misconfigured or FailureKind.MissingCredential => Outcome.Misconfigured,
            FailureKind.Unknown => Outcome.Unknown,
        },
        Reason = e.Message,
        Status = e.Status,
        ErrorType = e.ErrorType,
        RetryAfter = e.RetryAfter,
        RepeatPossible = e.RepeatPossible || e.Kind == FailureKind.Unknown,
        UnknownAliases = e.UnknownAliases,
    };
}
