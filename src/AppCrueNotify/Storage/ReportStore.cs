using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage;

/// <summary>Answers questions of people. Short, read-only.</summary>
internal interface IReportStore
{
    /// <summary>The most that <see cref="BacklogAsync"/> counts.</summary>
    const int BacklogLimit = 1_000_000;

    /// <summary>How much waits to be sent, from an index alone: cheap enough to be asked all day.</summary>
    Task<SiteBacklog> BacklogAsync(long siteId, CancellationToken cancellationToken);

    Task<IReadOnlyList<StateCount>> CountAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<TracedMessage>> TraceKeyAsync(long siteId, string key, CancellationToken cancellationToken);

    /// <summary>The user's messages, newest first.</summary>
    Task<IReadOnlyList<TracedMessage>> TraceUserAsync(long siteId, long userId, int limit, CancellationToken cancellationToken);

    /// <summary>What is kept about a user, newest first: a page of it.</summary>
    /// <param name="before">Where the page before this one ended; null: the first page.</param>
    Task<ExportPage> ExportAsync(long siteId, long userId, long? before, int limit, CancellationToken cancellationToken);

    Task<ShortLinkTarget?> ShortLinkAsync(string id, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>How many messages of a site are in a state, and when the oldest of them came.</summary>
internal sealed record StateCount(long SiteId, RecipientState State, long Count, DateTimeOffset Oldest);

/// <summary>A page of a user's messages.</summary>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
internal sealed record ExportPage(IReadOnlyList<ExportedMessage> Messages, long? Next);

/// <summary>One message as the user gets to read it. Skipped and erased ones have no texts.</summary>
internal sealed record ExportedMessage(string Key, string Component, string? Title, string? Alert, string? Link, RecipientState State, string Reason, DateTimeOffset TakenAt, IReadOnlyList<PhoneReceipt> Phones);

/// <summary>Where a short link leads, and whose it is.</summary>
internal sealed record ShortLinkTarget(long SiteId, string Target);

/// <summary>What waits of a site.</summary>
/// <param name="Oldest">When the oldest of those counted came; null when nothing waits.</param>
internal sealed record SiteBacklog(long Waiting, DateTimeOffset? Oldest);

/// <summary>One message's life.</summary>
internal sealed record TracedMessage
{
    public required string Key { get; init; }
    public required long UserId { get; init; }
    public required string Alias { get; init; }
    public required string Component { get; init; }
    public required string Name { get; init; }
    public required RecipientState State { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset StateAt { get; init; }
    public required DateTimeOffset TakenAt { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Null for skipped messages: their text is not kept.</summary>
    public Push? Push { get; init; }

    public required IReadOnlyList<TracedAttempt> Attempts { get; init; }
}

/// <summary>One attempt as a person reads it.</summary>
internal sealed record TracedAttempt
{
    public required long Id { get; init; }
    public required string Tag { get; init; }
    public required string Kind { get; init; }
    public required int Recipients { get; init; }

    /// <summary><c>claimed</c>, <c>posting</c>, <c>released</c>, or the outcome.</summary>
    public required string State { get; init; }

    public required DateTimeOffset ClaimedAt { get; init; }
    public DateTimeOffset? PostedAt { get; init; }
    public DateTimeOffset? CompletedAt { get; init; }
    public int? Status { get; init; }
    public string? ErrorType { get; init; }
    public string? Reason { get; init; }
    public DateTimeOffset? RetryAt { get; init; }
    public string? NotificationId { get; init; }
    public bool RepeatPossible { get; init; }

    /// <summary>How its unknown outcome is being looked up; null: it is not.</summary>
    public TracedInquiry? Inquiry { get; init; }

    /// <summary>What TwinPush reported later; null when it was not asked, or not yet.</summary>
    public TracedReceipt? Receipt { get; init; }

    /// <summary>What each of the recipient's phones reported of it, as far as TwinPush was asked.</summary>
    public IReadOnlyList<PhoneReceipt> Phones { get; init; } = [];

    /// <summary>What push platforms refused, in words.</summary>
    public IReadOnlyList<TracedPlatformError> PlatformErrors { get; init; } = [];
}
