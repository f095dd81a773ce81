using TwinPush.Notifications;

namespace TwinPush.Inbox;

/// <summary>One notification in a user's inbox.</summary>
/// <remarks>Immutable and safe to share between threads. Source: TwinPush/api-docs, notifications.md, "inbox".</remarks>
public sealed record InboxEntry
{
    /// <summary>The entry's identifier, not the notification's; empty when the answer had none.</summary>
    public string Id { get => field ?? ""; init; } = "";

    /// <summary>When it was sent.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When a device received it; null when none did, or when the app does not report it.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>When the user opened it; null when that has not happened.</summary>
    public DateTimeOffset? OpenAt { get; init; }

    /// <summary>The notification; null when the answer left it out.</summary>
    public Notification? Notification { get; init; }
}
