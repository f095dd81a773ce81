namespace AppCrueNotify.Storage;

/// <summary>Erases what is kept about a user. Safe for concurrent use; erasing twice does no harm.</summary>
/// <remarks>Alias and text go; keys, states and counts stay, so that a repeated key is still known. Waiting messages are cancelled.</remarks>
internal interface IErasureStore
{
    /// <summary>Notes the request: from here on nothing forgets it. It concerns the messages taken until now.</summary>
    Task<PendingErasure> BeginAsync(long siteId, long userId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Noted requests that can be finished now: none of their messages is in a batch for TwinPush.</summary>
    Task<IReadOnlyList<PendingErasure>> ReadyAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Erases, in bounded pieces.</summary>
    /// <returns>False when messages were in a batch for TwinPush: their alias is gone, their text goes once the batch has ended.</returns>
    Task<bool> EraseAsync(PendingErasure erasure, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>An erasure that was asked for.</summary>
/// <param name="UpTo">The newest message that it concerns.</param>
internal sealed record PendingErasure(long SiteId, long UserId, long UpTo);
