namespace TwinPush.Notifications;

/// <summary>What one recipient of a multiple target gets instead of the notification's own content; null leaves a field as it is.</summary>
/// <remarks>
/// Immutable and safe to share between threads. The limits are checked when the target is made.
/// Source: TwinPush/api-docs, notifications.md, "Multiple target params".
/// </remarks>
public sealed record NotificationOverrides
{
    /// <summary>The title for this recipient, at most 255 UTF-16 units; a phone shows about 40. Default: the notification's.</summary>
    public string? Title { get; init; }

    /// <summary>The text for this recipient, at most 255 UTF-16 units. Default: the notification's.</summary>
    public string? Alert { get; init; }

    /// <summary>The address of the rich content for this recipient, absolute, at most 255 UTF-16 units. Default: the notification's.</summary>
    public string? Url { get; init; }

    /// <summary>The badge for this recipient: a number, "+n" or "-n"; iOS only. Default: the notification's.</summary>
    public string? Badge { get; init; }

    /// <summary>Properties merged over the notification's, key by key; at most 255 serialized once merged. Default: none.</summary>
    public CustomProperties? CustomProperties { get; init; }

    /// <summary>
    /// How many bytes an entry with these overrides for <paramref name="key"/> adds to the request body, with its comma.
    /// </summary>
    /// <param name="key">The alias or device id.</param>
    public int MeasureEntry(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return NotificationWriter.MeasureEntry(key, this);
    }

    /// <summary>Names the type only: the content is somebody's message.</summary>
    public override string ToString() => nameof(NotificationOverrides);
}
