using System.Globalization;

namespace TwinPush.Notifications;

/// <summary>TwinPush's limits on the content of a notification, checked before anything is sent.</summary>
/// <remarks>TwinPush/api-docs, notifications.md, "Notification params".</remarks>
internal static class NotificationRules
{
    public static void ThrowIfInvalid(NewNotification notification)
    {
        ArgumentNullException.ThrowIfNull(notification);
        if (Flaw(notification) is { } flaw)
            throw new TwinPushException(FailureKind.InvalidRequest, $"The notification was not sent: {flaw}.");
    }

    /// <summary>The first broken rule in words; null when none is.</summary>
    public static string? Flaw(NewNotification notification) =>
        Named("alert", TextRules.Flaw(notification.Alert, TextRules.MaxLength, mandatory: true))
        ?? (notification.Target is null ? "target is missing" : null)
        ?? Named("title", TextRules.Flaw(notification.Title, TextRules.MaxLength))
        ?? Named("url", TextRules.UrlFlaw(notification.Url))
        ?? Named("badge", BadgeFlaw(notification.Badge))
        ?? notification.Target!.MergeFlaw(notification.CustomProperties)
        ?? Named("sound", TextRules.Flaw(notification.Sound))
        ?? Named("name", TextRules.Flaw(notification.Name))
        ?? Named("group_name", TextRules.Flaw(notification.GroupName))
        ?? TagsFlaw(notification.Tags)
        ?? Named("send_since", notification.SendSince is { } at && at.UtcDateTime.Year is < 2000 or > 9998 ? "is not a sensible time" : null)
        ?? Named("delivery_speed", notification.DeliverySpeed is null or (>= DeliverySpeed.Instant and <= DeliverySpeed.Slow) ? null : "is not one of the four speeds");

    /// <summary>The first broken rule of one recipient's overrides in words; null when none is.</summary>
    public static string? Flaw(NotificationOverrides? overrides)
    {
        if (overrides is null)
            return "the overrides are missing";
        return Named("title", TextRules.Flaw(overrides.Title, TextRules.MaxLength))
            ?? Named("alert", TextRules.Flaw(overrides.Alert, TextRules.MaxLength, mandatory: overrides.Alert is not null))
            ?? Named("url", TextRules.UrlFlaw(overrides.Url))
            ?? Named("badge", BadgeFlaw(overrides.Badge));
    }

    private static string? Named(string field, string? flaw) => flaw is null ? null : $"{field} {flaw}";

    private static string? TagsFlaw(IReadOnlyList<string>? tags) =>
        tags?.Select(tag => Named("a tag", TextRules.Flaw(tag, mandatory: true))).FirstOrDefault(flaw => flaw is not null);

    private static string? BadgeFlaw(string? badge)
    {
        if (badge is null)
            return null;
        var digits = badge.StartsWith('+') || badge.StartsWith('-') ? badge.AsSpan(1) : badge;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : "is neither a number nor +n nor -n";
    }
}
