using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage;

/// <summary>What dispatch needs of the store. Safe for concurrent use.</summary>
internal interface IDispatchStore
{
    /// <summary>
    /// The site's recipients due before the horizon, personal ones first, then by due time and age. Of each user only the first that is not finished: one
    /// that waits behind an earlier one of its user is not seen before that one has ended, and lends it its own priority. A group (<see cref="DueRecipient.PackGroup"/>) comes whole, beyond the limit if need be.
    /// </summary>
    Task<IReadOnlyList<DueRecipient>> PeekAsync(long siteId, DateTimeOffset horizon, int limit, CancellationToken cancellationToken);

    /// <summary>Of what <see cref="PeekAsync"/> would see with a larger limit: recipients of one push that came after the one given, outside of groups, in the order in which they came. Not always all: how many are read has an end.</summary>
    Task<IReadOnlyList<DueRecipient>> MoreOfPushAsync(long siteId, long pushId, long afterId, DateTimeOffset horizon, int limit, CancellationToken cancellationToken);

    /// <summary>When the site's next recipient is due after the moment given; null when none waits.</summary>
    Task<DateTimeOffset?> NextDueAsync(long siteId, DateTimeOffset after, CancellationToken cancellationToken);

    Task<IReadOnlyDictionary<long, Push>> PushesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken);

    /// <summary>Takes the recipients that still wait into one attempt per batch, under a lease.</summary>
    /// <returns>One claim per batch of which something was left, with the recipients it got.</returns>
    Task<IReadOnlyList<Claim>> ClaimAsync(long siteId, IReadOnlyList<BatchToClaim> batches, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken);

    /// <summary>
    /// Asks the site's directory which of these recipients should not leave now: those without the app become undeliverable, and those
    /// whose alias is being looked up wait for a moment. Without a complete and fresh directory: nobody.
    /// </summary>
    Task<SetAside> SetAsideAsync(long siteId, IReadOnlyList<DueRecipient> recipients, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes that the request is about to be posted. False: the claim is no longer ours, do not post.</summary>
    Task<bool> BeginPostingAsync(long attemptId, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes the outcome and what it means for the recipients, in one transaction. False: somebody else decided, nothing was changed.</summary>
    Task<bool> CompleteAsync(Completion completion, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Gives a claim back that was never posted: its recipients wait again.</summary>
    Task<bool> ReleaseAsync(long attemptId, string reason, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Attempts whose owner is gone and that nobody has ended yet: on SQLite those that were open when this process opened the database; on a shared database those whose lease ran out.</summary>
    Task<IReadOnlyList<OrphanedAttempt>> OrphansAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Pauses a site for a reason that no attempt found.</summary>
    Task PauseSiteAsync(long siteId, string reason, DateTimeOffset now, CancellationToken cancellationToken);

    /// <returns>True when the site was paused until now.</returns>
    Task<bool> ResumeSiteAsync(long siteId, CancellationToken cancellationToken);
}

/// <summary>A waiting recipient as dispatch sees it.</summary>
internal sealed record DueRecipient
{
    public required long Id { get; init; }
    public required long PushId { get; init; }
    public required string Alias { get; init; }
    public required long UserId { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public required bool Personal { get; init; }

    /// <summary>Attempts that surely did not send it.</summary>
    public required int Tries { get; init; }

    /// <summary>Attempts of which nobody knows whether they sent it.</summary>
    public required int Unknowns { get; init; }

    /// <summary>Set when a rejected batch was split: only recipients of the same group go with it, until they have ended.</summary>
    public long? PackGroup { get; init; }
}

/// <summary>How a batch addresses its recipients.</summary>
internal enum BatchKind
{
    /// <summary>One push to many aliases.</summary>
    Simple,

    /// <summary>Each alias with its own push.</summary>
    Multiple,
}

/// <summary>Recipients that do not leave now, by id.</summary>
/// <param name="Missing">Without the app: undeliverable from now on.</param>
/// <param name="Awaited">Their alias is being looked up.</param>
internal sealed record SetAside(IReadOnlySet<long> Missing, IReadOnlySet<long> Awaited)
{
    public static SetAside Nobody { get; } = new(new HashSet<long>(), new HashSet<long>());
}

/// <summary>A batch that dispatch wants to claim.</summary>
internal sealed record BatchToClaim(BatchKind Kind, string Tag, IReadOnlyList<DueRecipient> Recipients)
{
    /// <summary>The gateway's own device beside them; null: none.</summary>
    public SentinelDevice? Sentinel { get; init; }
}

/// <summary>A batch that is ours until the lease runs out.</summary>
internal sealed record Claim(long AttemptId, BatchKind Kind, string Tag, IReadOnlyList<DueRecipient> Recipients)
{
    /// <summary>The gateway's own device beside them, by which a lost answer can be looked up; null: none. Its alias is empty when the attempt was found again after a crash.</summary>
    public SentinelDevice? Sentinel { get; init; }
}

/// <summary>An attempt that somebody began and nobody will end.</summary>
/// <param name="Posting">The request may have left: its outcome is unknown. Otherwise nothing was sent.</param>
internal sealed record OrphanedAttempt(long AttemptId, long SiteId, BatchKind Kind, string Tag, bool Posting, IReadOnlyList<DueRecipient> Recipients)
{
    /// <summary>The sentinel among its recipients; null: none.</summary>
    public SentinelDevice? Sentinel { get; init; }
}

/// <summary>The end of an attempt.</summary>
internal sealed record Completion
{
    public required long AttemptId { get; init; }
    public required Outcome Outcome { get; init; }

    /// <summary>A sentence for the admin.</summary>
    public required string Reason { get; init; }

    public int? Status { get; init; }
    public string? ErrorType { get; init; }
    public string? NotificationId { get; init; }
    public bool RepeatPossible { get; init; }
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>Opens an inquiry in the same transaction, with its first look then; null: none.</summary>
    public DateTimeOffset? LookAt { get; init; }

    /// <summary>Pauses the site in the same transaction, with the reason; so no other batch leaves in between.</summary>
    public bool PausesSite { get; init; }

    public required IReadOnlyList<RecipientChange> Changes { get; init; }
}

/// <summary>What happens to recipients of an attempt.</summary>
/// <param name="Ids">Which; null for all of the attempt that no earlier change took.</param>
internal abstract record RecipientChange(IReadOnlyList<long>? Ids, string Reason)
{
    /// <summary>They reach a state where they stay.</summary>
    internal sealed record Settle(IReadOnlyList<long>? Ids, RecipientState State, string Reason) : RecipientChange(Ids, Reason);

    /// <summary>They wait again, in a later attempt.</summary>
    /// <param name="PackGroup">Whom they go with from now on; null: with whom they went.</param>
    internal sealed record Requeue(IReadOnlyList<long>? Ids, string Reason, DateTimeOffset DueAt, bool CountsAsTry, bool CountsAsUnknown, long? PackGroup) : RecipientChange(Ids, Reason);
}
