using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage;

/// <summary>Housekeeping, in bounded rounds, and what an admin does to many messages at once.</summary>
internal interface IUpkeepStore
{
    /// <summary>Ends waiting messages whose time ran out.</summary>
    /// <returns>How many, at most the limit.</returns>
    Task<int> ExpireAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>Looks at up to <paramref name="limit"/> messages after the cursor and deletes those kept long enough, with pushes that nobody else got, and attempts older than the longest keep.</summary>
    Task<CleaningRound> CleanAsync(long cursor, int limit, Func<long, RecipientState, TimeSpan> keep, TimeSpan longestKeep, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Looks at up to <paramref name="limit"/> pushes after the cursor and forgets the originals of those older than their site keeps them.</summary>
    Task<CleaningRound> ForgetOriginalsAsync(long cursor, int limit, Func<long, TimeSpan> keep, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Puts messages of a final state back in the queue.</summary>
    /// <returns>How many.</returns>
    Task<int> RetryAsync(long siteId, RecipientState state, DateTimeOffset since, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What a cleaning round did.</summary>
/// <param name="Cursor">Where the next round goes on; 0 when this one reached the end.</param>
internal sealed record CleaningRound(long Cursor, int Deleted);
