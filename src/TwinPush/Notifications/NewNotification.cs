namespace TwinPush.Notifications;

/// <summary>A notification to create: what is shown, to whom, when and how fast.</summary>
/// <remarks>
/// Immutable and safe to share between threads. Limits are checked before anything is sent; a broken one fails with
/// <see cref="FailureKind.InvalidRequest"/>. Lengths are UTF-16 units. All content together should stay under 2 KB (iOS) or 4 KB (Android)
/// per device: TwinPush trims the alert when it is over. Text with HTML tags is rejected by TwinPush.
/// Source: TwinPush/api-docs, notifications.md, "create".
/// </remarks>
public sealed record NewNotification
{
    /// <summary>The text a phone shows, 1 to 255. Mandatory also when every recipient overrides it.</summary>
    public required string Alert { get; init; }

    /// <summary>Who gets it: exactly one kind of target.</summary>
    public required NotificationTarget Target { get; init; }

    /// <summary>The title in the notification centre and the inbox, at most 255; a phone shows about 40. Default: none.</summary>
    public string? Title { get; init; }

    /// <summary>Absolute address of rich content, opened with the notification, at most 255; TwinPush then adds the tag <c>tp_rich</c>. Default: none.</summary>
    public string? Url { get; init; }

    /// <summary>Properties handed to the app, at most 255 once serialized. Default: none.</summary>
    public CustomProperties? CustomProperties { get; init; }

    /// <summary>The app's badge: a number, "+n" or "-n"; iOS only. Default: null, then TwinPush uses "+1".</summary>
    public string? Badge { get; init; }

    /// <summary>The sound resource of the app to play. Default: null, the app's usual sound.</summary>
    public string? Sound { get; init; }

    /// <summary>An internal name that tells similar notifications apart in the console. Default: none.</summary>
    public string? Name { get; init; }

    /// <summary>The group whose statistics this notification joins. Default: none.</summary>
    public string? GroupName { get; init; }

    /// <summary>Words that classify the notification, for inbox and search. Default: none.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>When to send, to the second; any offset. Default: null, at once.</summary>
    public DateTimeOffset? SendSince { get; init; }

    /// <summary>Whether it appears in the recipients' inbox. Default: null, TwinPush decides.</summary>
    public bool? Inbox { get; init; }

    /// <summary>Whether title and alert are hidden from the API and the web console and shown by the devices alone. Default: null, they are not.</summary>
    public bool? ProtectedContent { get; init; }

    /// <summary>Whether an iOS app may change the notification before it is shown. Default: null, it may not.</summary>
    public bool? MutableContent { get; init; }

    /// <summary>How many phones a minute. Default: null, TwinPush uses <see cref="DeliverySpeed.Normal"/>.</summary>
    public DeliverySpeed? DeliverySpeed { get; init; }

    /// <summary>The size in bytes of the request body this notification makes, for callers who bound it.</summary>
    /// <exception cref="TwinPushException"><see cref="FailureKind.InvalidRequest"/>: a limit is broken.</exception>
    public int MeasureRequestBody()
    {
        NotificationRules.ThrowIfInvalid(this);
        return NotificationWriter.Measure(this);
    }

    /// <summary>Names the target's kind and size only: the content is somebody's message.</summary>
    public override string ToString() => $"NewNotification {{ Target = {Target} }}";
}
