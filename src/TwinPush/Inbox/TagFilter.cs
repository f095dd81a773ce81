namespace TwinPush.Inbox;

/// <summary>Which notifications of an inbox or a search are wanted, by their tags.</summary>
/// <remarks>
/// Immutable and safe to share between threads. Empty tags are refused with <see cref="ArgumentException"/> before anything is sent.
/// Source: TwinPush/api-docs, notifications.md, "inbox", and devices.md, "search device notifications".
/// </remarks>
public sealed record TagFilter
{
    /// <summary>Only notifications with all of these tags. Default: none, no restriction.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Only notifications with none of these tags. Default: none, no restriction.</summary>
    public IReadOnlyList<string> NoTags { get; init; } = [];
}
