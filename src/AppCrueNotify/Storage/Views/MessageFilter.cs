using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage.Views;

/// <summary>Which messages a person looks for: those that fit every part given.</summary>
internal sealed record MessageFilter
{
    /// <summary>The sites that may be seen; null: all.</summary>
    public IReadOnlyCollection<long>? Sites { get; init; }

    public string? Key { get; init; }
    public long? UserId { get; init; }

    /// <summary>A part of the alias; case does not matter.</summary>
    public string? Alias { get; init; }

    /// <summary>A part of title or alert; case and accents do not matter.</summary>
    public string? Text { get; init; }

    public long? CourseId { get; init; }
    public string? Component { get; init; }

    /// <summary>Any of these; empty: every state.</summary>
    public IReadOnlyList<RecipientState> States { get; init; } = [];

    /// <summary>Taken then or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Taken before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Whether nothing but sites and states is asked for: then the counters know how many there are.</summary>
    public bool OnlyStates => this is { Key: null, UserId: null, Alias: null, Text: null, CourseId: null, Component: null, From: null, Until: null };
}

/// <summary>A message as lists show it.</summary>
internal sealed record FoundMessage
{
    public required long Id { get; init; }
    public required long SiteId { get; init; }
    public required string Key { get; init; }
    public required long UserId { get; init; }
    public required string Alias { get; init; }
    public required string Component { get; init; }
    public required string Name { get; init; }
    public long? CourseId { get; init; }
    public required RecipientState State { get; init; }
    public required string Reason { get; init; }
    public required DateTimeOffset StateAt { get; init; }
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>Null when the text is not kept, or not for these eyes.</summary>
    public string? Title { get; init; }

    public string? Alert { get; init; }
}

/// <summary>A piece of what was found, newest first.</summary>
/// <param name="Next">Where the next piece begins; null: everything was looked through.</param>
/// <param name="LookedBackTo">When the oldest message that was looked at was taken; null when there was none.</param>
internal sealed record FoundPage(IReadOnlyList<FoundMessage> Messages, long? Next, DateTimeOffset? LookedBackTo);

/// <summary>Ids that were found, newest first.</summary>
/// <param name="Next">Where the search goes on; null: everything was looked through.</param>
internal sealed record FoundIds(IReadOnlyList<long> Ids, long? Next);
