using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage;

/// <summary>Takes composed messages. Safe for concurrent use; concurrent calls share commits.</summary>
internal interface IIntakeStore
{
    /// <summary>Stores the messages of one request; returns only when they are on disk.</summary>
    /// <returns>One result per message, in their order.</returns>
    /// <exception cref="StoreUnavailableException">Nothing of the request was stored.</exception>
    Task<IReadOnlyList<StoreResult>> AddAsync(long siteId, IReadOnlyList<NewRecipient> recipients, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>What became of one message.</summary>
internal enum StoreResult
{
    /// <summary>New, and on disk.</summary>
    Stored,

    /// <summary>The key was known with the same content.</summary>
    Duplicate,

    /// <summary>The key was known with other content; nothing was changed.</summary>
    KeyReused,
}

/// <summary>One message, composed or skipped, ready to be stored.</summary>
internal sealed record NewRecipient
{
    public required string Key { get; init; }

    /// <summary>Hash of what Moodle asked: tells a repeated key from a reused one.</summary>
    public required string ContentHash { get; init; }

    public required long UserId { get; init; }
    public required string Alias { get; init; }
    public required string Component { get; init; }
    public required string Name { get; init; }
    public long? CourseId { get; init; }

    /// <summary>What the phone will show; null when the message is skipped.</summary>
    public Push? Push { get; init; }

    /// <summary>What is kept of Moodle's message beside a push that is new; null: nothing.</summary>
    public byte[]? Original { get; init; }

    /// <summary>Why it is skipped; null when it is taken.</summary>
    public string? SkipReason { get; init; }

    /// <summary>Ahead of bulk.</summary>
    public bool Personal { get; init; }

    /// <summary>When it has waited long enough for company.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>When it is too old to be sent.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
