using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands.Trace;

/// <summary>What became of messages. docs/operating.md describes the form.</summary>
internal sealed record TraceReport(string Site, DateTimeOffset At, IReadOnlyList<TraceEntry> Messages);

/// <summary>One message's life.</summary>
internal sealed record TraceEntry
{
    public required string Key { get; init; }
    public required long UserId { get; init; }
    public required string Alias { get; init; }
    public required string Component { get; init; }
    public required string Name { get; init; }
    public required string State { get; init; }
    public required string Reason { get; init; }

    /// <summary>The answer to "why did it arrive, or not?".</summary>
    public required string Explanation { get; init; }

    public required DateTimeOffset TakenAt { get; init; }
    public required DateTimeOffset StateAt { get; init; }

    /// <summary>Null unless it waits.</summary>
    public required DateTimeOffset? NextTryAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
    public required string? Title { get; init; }
    public required string? Alert { get; init; }
    public required string? Link { get; init; }
    public required string? LinkNote { get; init; }
    public required IReadOnlyList<TracedAttempt> Attempts { get; init; }
}
