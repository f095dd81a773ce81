namespace TwinPush;

/// <summary>What a failed call means for the caller: what happened to the request, and so what to do next.</summary>
/// <remarks>
/// The kinds are decided from status, error type and transport failure; TwinPush documents the statuses and types in
/// TwinPush/api-docs, api-concepts.md ("HTTP Status Codes", "Common error messages").
/// </remarks>
public enum FailureKind
{
    /// <summary>Refused by this client before anything was sent: a limit or rule of the API is broken. Correct the request.</summary>
    InvalidRequest,

    /// <summary>Refused by this client before anything was sent: the operation needs a credential that the app does not have.</summary>
    MissingCredential,

    /// <summary>The request surely never reached TwinPush (name resolution, connection, TLS). Try again later.</summary>
    NotSent,

    /// <summary>
    /// TwinPush or a proxy before it could not take the request (408, 429, 5xx). Try again later, after
    /// <see cref="TwinPushException.RetryAfter"/> where given. <see cref="TwinPushException.RepeatPossible"/> says whether the
    /// request may nevertheless have been carried out.
    /// </summary>
    Unavailable,

    /// <summary>None of the targets has a device (422, "Target cannot be empty"). Permanent for these targets, not a fault.</summary>
    NoTarget,

    /// <summary>
    /// Refused because of the aliases in <see cref="TwinPushException.UnknownAliases"/>; the others are fine. Send again without them.
    /// </summary>
    UnknownAliases,

    /// <summary>Something in the request is not acceptable (400, 406, 413, 422 and the like). The same request will fail again.</summary>
    Rejected,

    /// <summary>The notification, device or delivery that was asked for does not exist (404 with TwinPush's error type).</summary>
    NotFound,

    /// <summary>
    /// Address, application id or credentials are wrong (402, 403, 404 AppNotFound, any redirect). Every request will fail until somebody
    /// corrects them.
    /// </summary>
    Misconfigured,

    /// <summary>
    /// Nobody can tell whether TwinPush carried the request out: the connection ended, timed out or answered with something unreadable
    /// after the request had begun to be written. Sending again may repeat it.
    /// </summary>
    Unknown,
}
