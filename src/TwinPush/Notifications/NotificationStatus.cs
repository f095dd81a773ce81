namespace TwinPush.Notifications;

/// <summary>How far TwinPush is with a notification.</summary>
/// <remarks>Source: TwinPush/api-docs, notifications.md, "report".</remarks>
public enum NotificationStatus
{
    /// <summary>A status this client does not know; <see cref="NotificationReport.StatusText"/> has it.</summary>
    Other,

    /// <summary><c>draft</c>: not activated yet.</summary>
    Draft,

    /// <summary><c>sending</c>: being sent.</summary>
    Sending,

    /// <summary><c>sent</c>: sending is complete, perhaps with errors; see <see cref="NotificationReport.Errors"/>.</summary>
    Sent,

    /// <summary><c>error</c>: sending failed; <see cref="NotificationReport.Errors"/> says why.</summary>
    Error,

    /// <summary><c>scheduled</c>: to be sent later.</summary>
    Scheduled,

    /// <summary><c>campaign_active</c>: an active campaign.</summary>
    CampaignActive,

    /// <summary><c>campaign_inactive</c>: an inactive campaign.</summary>
    CampaignInactive,

    /// <summary><c>campaign_expired</c>: a finished campaign.</summary>
    CampaignExpired,
}
