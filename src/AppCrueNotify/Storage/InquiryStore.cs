using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage;

/// <summary>Inquiries into attempts of unknown outcome. Safe for concurrent use.</summary>
internal interface IInquiryStore
{
    /// <summary>Those whose next look is due, longest due first.</summary>
    Task<IReadOnlyList<DueInquiry>> DueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>The states of recipients by id; those that are gone are left out.</summary>
    Task<IReadOnlyDictionary<long, RecipientState>> StatesAsync(IReadOnlyCollection<long> recipients, CancellationToken cancellationToken);

    /// <summary>The tag of the newest request with this sentinel that TwinPush accepted since then; null when there is none.</summary>
    Task<string?> NewestAcceptedAsync(long siteId, string deviceId, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Writes a look that decided nothing. False: somebody else ended the inquiry.</summary>
    Task<bool> PostponeAsync(InquiryStep step, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Writes what was found out and what it means for the recipients, in one transaction. False: somebody else decided, nothing was changed.</summary>
    Task<bool> EndAsync(InquiryEnd end, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>What is being looked up, by site.</summary>
    Task<IReadOnlyDictionary<long, OpenInquiries>> OpenAsync(CancellationToken cancellationToken);
}

/// <summary>Where an inquiry stands.</summary>
internal enum InquiryState
{
    /// <summary>The recipients wait for its end.</summary>
    Open,

    /// <summary>The recipients were sent again; the first notification may still turn up.</summary>
    Watched,

    /// <summary>Nobody looks any more.</summary>
    Ended,
}

/// <summary>An inquiry whose next look is due.</summary>
internal sealed record DueInquiry
{
    public required Claim Claim { get; init; }
    public required long SiteId { get; init; }
    public required InquiryState State { get; init; }
    public required DateTimeOffset BeganAt { get; init; }

    /// <summary>Looks that TwinPush answered and that found nothing.</summary>
    public required int Misses { get; init; }

    /// <summary>Looks that TwinPush did not answer.</summary>
    public required int Failures { get; init; }

    /// <summary>Recipients that were sent again; empty unless it is watched.</summary>
    public required IReadOnlyList<long> Resent { get; init; }

    /// <summary>Looks so far.</summary>
    public int Looks => Misses + Failures;
}

/// <summary>A look that decided nothing.</summary>
internal sealed record InquiryStep(long AttemptId, InquiryState State, int Misses, int Failures, DateTimeOffset NextAt, string Words);

/// <summary>What an inquiry found out. Text in SQL and on the wire: see <see cref="InquiryResults"/>.</summary>
internal enum InquiryResult
{
    /// <summary>TwinPush has it: it was accepted.</summary>
    Found,

    /// <summary>TwinPush has it more than once.</summary>
    FoundTwice,

    /// <summary>TwinPush does not have it.</summary>
    Absent,

    /// <summary>It could not be found out.</summary>
    Undecided,

    /// <summary>TwinPush had it after all, when it had been sent again.</summary>
    Late,
}

/// <summary>The words of <see cref="InquiryResult"/>.</summary>
internal static class InquiryResults
{
    public static string Word(this InquiryResult result) => result switch
    {
        InquiryResult.Found => "found",
        InquiryResult.FoundTwice => "found-twice",
        InquiryResult.Absent => "absent",
        InquiryResult.Undecided => "undecided",
        InquiryResult.Late => "late",
    };
}

/// <summary>The end of an inquiry, or of its open part.</summary>
internal sealed record InquiryEnd
{
    public required long AttemptId { get; init; }

    /// <summary>The state it is in until now: the fence.</summary>
    public required InquiryState From { get; init; }

    public required InquiryResult Result { get; init; }

    /// <summary>A sentence for the admin.</summary>
    public required string Words { get; init; }

    public required int Misses { get; init; }
    public required int Failures { get; init; }

    /// <summary>When to look again for one that turns up late; null: never.</summary>
    public DateTimeOffset? WatchAt { get; init; }

    /// <summary>Set when TwinPush has it: the attempt was accepted as this notification.</summary>
    public string? NotificationId { get; init; }

    /// <summary>Whether phones may show it twice.</summary>
    public required bool RepeatPossible { get; init; }

    /// <summary>What happens to the recipients that waited for the end.</summary>
    public IReadOnlyList<RecipientChange> Changes { get; init; } = [];

    /// <summary>Recipients that are sent again, which the watch goes on for.</summary>
    public IReadOnlyList<long> Resent { get; init; } = [];

    /// <summary>Recipients that were to be sent again and got it after all: those that still wait, or are held, are sent.</summary>
    public IReadOnlyList<long> Got { get; init; } = [];
}

/// <summary>What is being looked up for a site.</summary>
internal sealed record OpenInquiries(int Attempts, long Recipients, DateTimeOffset Since, DateTimeOffset NextAt);

/// <summary>An inquiry as a person reads it.</summary>
/// <param name="State"><c>open</c>, <c>watched</c> or <c>ended</c>.</param>
/// <param name="Result">A word of <see cref="InquiryResults"/>; null while it is open.</param>
/// <param name="NextAt">Null when nobody looks any more.</param>
internal sealed record TracedInquiry(string State, string? Result, DateTimeOffset BeganAt, DateTimeOffset? LastAt, DateTimeOffset? NextAt, int Misses, int Failures, string Words);
