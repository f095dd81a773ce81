using AppCrueNotify.Console.Access;

namespace AppCrueNotify.Console.Activity;

/// <summary>Who changed what. Every action of the console writes here.</summary>
internal interface IActivityLog
{
    /// <summary>Writes down what somebody did.</summary>
    /// <param name="who">Who did it.</param>
    /// <param name="what">A stable word such as <c>messages.retry</c>, whose sentence is <c>Did.messages.retry</c> in <c>ActivityText</c>.</param>
    /// <param name="siteId">The site it concerns; null for what concerns no site.</param>
    /// <param name="detail">Of whom or which, in a few words: a name, an id, a state. Never a token, an alias or a text of a message.</param>
    /// <param name="count">How many it concerned.</param>
    Task WriteAsync(ConsoleAccess who, string what, long? siteId, string? detail, long? count, CancellationToken cancellationToken);

    /// <summary>What was done, newest first.</summary>
    Task<ActivityPageOf> ReadAsync(ActivityQuery query, CancellationToken cancellationToken);
}

/// <summary>Something that somebody did.</summary>
internal sealed record ActivityEntry(long Id, DateTimeOffset At, string Who, string What, long? SiteId, string? Detail, long? Count);

/// <summary>Which entries are asked for.</summary>
internal sealed record ActivityQuery
{
    /// <summary>Only these sites; null for all, and for what concerns no site.</summary>
    public IReadOnlyList<long>? Sites { get; init; }

    /// <summary>Only what was done by a name that begins so.</summary>
    public string? Who { get; init; }

    /// <summary>Only what is older than this entry.</summary>
    public long? Before { get; init; }

    /// <summary>How many at most.</summary>
    public int Most { get; init; } = 50;
}

/// <summary>Some entries, and whether older ones follow.</summary>
internal sealed record ActivityPageOf(IReadOnlyList<ActivityEntry> Entries, bool More);
