namespace TwinPush.Notifications;

/// <summary>One thing that went wrong after TwinPush had accepted a notification.</summary>
/// <remarks>Immutable and safe to share between threads. Source: TwinPush/api-docs, notifications.md, "report", field <c>errors</c>.</remarks>
public sealed record ReportError
{
    /// <summary><c>ios</c>, <c>android</c> or <c>all</c>; null when the answer had none.</summary>
    public string? Platform { get; init; }

    /// <summary><c>critical</c>, <c>error</c> or <c>warning</c>; null when the answer had none.</summary>
    public string? Level { get; init; }

    /// <summary>The kind of error, such as <c>InvalidToken</c>; null when the answer had none.</summary>
    public string? Key { get; init; }

    /// <summary>The explanation; null when the answer had none.</summary>
    public string? Message { get; init; }

    /// <summary>When it was noticed; null when the answer had no time.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
