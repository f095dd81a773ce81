namespace AppCrueNotify.Storage;

/// <summary>What a person decides about messages. Works beside a running gateway.</summary>
internal interface IOperatorStore
{
    /// <summary>Ends waiting messages before they are sent.</summary>
    /// <returns>How many.</returns>
    Task<int> CancelAsync(long siteId, MessageChoice choice, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Decides about held messages after somebody has looked into TwinPush: they were sent.</summary>
    /// <returns>How many.</returns>
    Task<int> SettleSentAsync(long siteId, MessageChoice choice, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Decides about held messages after somebody has looked into TwinPush: they were not sent, and go out again.</summary>
    /// <returns>How many.</returns>
    Task<int> SettleNotSentAsync(long siteId, MessageChoice choice, DateTimeOffset expiresAt, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The notification that carried the message, with everybody who got it; null when none did.</summary>
    Task<SentNotification?> FindSentAsync(long siteId, string key, CancellationToken cancellationToken);

    /// <summary>Records that TwinPush deleted a notification.</summary>
    /// <returns>How many messages were recalled.</returns>
    Task<int> RecalledAsync(long attemptId, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>Which messages: all of a site, or those that fit every part given.</summary>
internal sealed record MessageChoice
{
    public string? Key { get; init; }
    public long? UserId { get; init; }
    public string? Component { get; init; }

    /// <summary>The tag of the attempt they were last in.</summary>
    public string? Tag { get; init; }

    /// <summary>The announcement they are of. For <see cref="IOperatorStore.CancelAsync"/> only.</summary>
    public long? AnnouncementId { get; init; }
}

/// <summary>An accepted request.</summary>
/// <param name="Recipients">How many messages it carried.</param>
internal sealed record SentNotification(long AttemptId, string NotificationId, int Recipients);
