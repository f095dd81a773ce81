using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage;

/// <summary>What became of accepted attempts. Safe for concurrent use.</summary>
internal interface IReceiptStore
{
    /// <summary>Puts newly accepted attempts of the site on the schedule.</summary>
    /// <returns>How many, at most the limit.</returns>
    Task<int> ScheduleNewAsync(long siteId, TimeSpan firstAfter, int limit, CancellationToken cancellationToken);

    /// <summary>Takes what is due; it is due again at <paramref name="leaseUntil"/> if nobody saves it.</summary>
    Task<IReadOnlyList<DueReceipt>> ClaimAsync(long siteId, int limit, DateTimeOffset now, DateTimeOffset leaseUntil, CancellationToken cancellationToken);

    /// <summary>The recipients of the attempt that it was accepted for.</summary>
    Task<IReadOnlyList<ReceiptRecipient>> RecipientsAsync(long attemptId, CancellationToken cancellationToken);

    /// <summary>Saves what was learned, in one transaction. A recipient that changed meanwhile is left as it is.</summary>
    Task SaveAsync(LearnedReceipt learned, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes how a part of reading from TwinPush goes.</summary>
    Task RecordAsync(ReceiptState state, CancellationToken cancellationToken);

    /// <summary>How reading from TwinPush goes, for every site and part that ever failed.</summary>
    Task<IReadOnlyList<ReceiptState>> StatesAsync(CancellationToken cancellationToken);
}

/// <summary>An accepted attempt whose report is due.</summary>
internal sealed record DueReceipt
{
    public required long AttemptId { get; init; }
    public required string NotificationId { get; init; }
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The counts of the last report, and whether all its deliveries were read.</summary>
    public required ReceiptCounts Counts { get; init; }

    public required bool Complete { get; init; }
}

/// <summary>TwinPush's own counts of a notification, in devices.</summary>
internal readonly record struct ReceiptCounts(int Deliveries, int Received, int Opened);

/// <summary>A recipient as receipts see it.</summary>
/// <param name="Phones">What was learned of its phones in this attempt before.</param>
internal sealed record ReceiptRecipient(long Id, string Alias, RecipientState State, IReadOnlyList<PhoneReceipt> Phones);

/// <summary>What a look at TwinPush taught.</summary>
internal sealed record LearnedReceipt
{
    public required long AttemptId { get; init; }

    /// <summary>TwinPush's word; null when it has no report.</summary>
    public string? Status { get; init; }

    public ReceiptCounts Counts { get; init; }
    public bool Complete { get; init; }
    public IReadOnlyList<ReceiptChange> Changes { get; init; } = [];
    public IReadOnlyList<TracedPlatformError> Errors { get; init; } = [];

    /// <summary>When to ask again; null: never.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Why nobody asks again.</summary>
    public string? EndReason { get; init; }
}

/// <summary>What is new about a recipient, if it is still in the old state. With the same state as before only its phones are new, and its reason and time stay.</summary>
internal sealed record ReceiptChange(long RecipientId, RecipientState From, RecipientState To, string Reason, DateTimeOffset At)
{
    /// <summary>Its phones, as their column has them (<see cref="PhonesColumn"/>); null: nothing new.</summary>
    public string? Phones { get; init; }
}

/// <summary>How a part of reading from TwinPush goes for a site.</summary>
/// <param name="Part">A constant of <see cref="ReceiptParts"/>.</param>
/// <param name="Error">In words; null: it works again.</param>
/// <param name="Failures">In a row.</param>
internal sealed record ReceiptState(long SiteId, string Part, string? Error, int Failures, DateTimeOffset ChangedAt, DateTimeOffset? RetryAt);

/// <summary>What is read from TwinPush.</summary>
internal static class ReceiptParts
{
    public const string Directory = "directory";
    public const string LookUps = "look-ups";
    public const string Receipts = "receipts";
}
