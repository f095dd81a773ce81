namespace TwinPush.Inbox;

/// <summary>How many notifications a user's inbox holds.</summary>
/// <remarks>Immutable and safe to share between threads. Source: TwinPush/api-docs, notifications.md, "inbox summary".</remarks>
public sealed record InboxSummary
{
    /// <summary>All of them.</summary>
    public int TotalCount { get; init; }

    /// <summary>Those not opened yet.</summary>
    public int UnopenedCount { get; init; }
}
