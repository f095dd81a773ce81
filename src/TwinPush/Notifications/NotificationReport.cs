using System.Text.Json.Serialization;

namespace TwinPush.Notifications;

/// <summary>What became of a notification.</summary>
/// <remarks>Immutable and safe to share between threads. Source: TwinPush/api-docs, notifications.md, "report".</remarks>
public sealed record NotificationReport
{
    /// <summary>How far TwinPush is, as it says it; empty when the answer had none.</summary>
    [JsonPropertyName("status")]
    public string StatusText { get => field ?? ""; init; } = "";

    /// <summary>How far TwinPush is.</summary>
    [JsonIgnore]
    public NotificationStatus Status => StatusText switch
    {
        "draft" => NotificationStatus.Draft,
        "sending" => NotificationStatus.Sending,
        "sent" => NotificationStatus.Sent,
        "error" => NotificationStatus.Error,
        "scheduled" => NotificationStatus.Scheduled,
        "campaign_active" => NotificationStatus.CampaignActive,
        "campaign_inactive" => NotificationStatus.CampaignInactive,
        "campaign_expired" => NotificationStatus.CampaignExpired,
        _ => NotificationStatus.Other,
    };

    /// <summary>To how many devices it was handed.</summary>
    public int DeliveryCount { get; init; }

    /// <summary>How many devices reported to have received it; 0 where the app does not report it.</summary>
    public int ReceivedCount { get; init; }

    /// <summary>How many devices opened it.</summary>
    public int OpeningCount { get; init; }

    /// <summary>What went wrong on the platforms' side; empty when nothing did.</summary>
    public IReadOnlyList<ReportError> Errors { get => field ?? []; init; } = [];

    /// <summary>The notification itself; null when the answer left it out.</summary>
    public Notification? Notification { get; init; }

    /// <summary>Status and counts.</summary>
    public override string ToString() =>
        $"NotificationReport {{ Status = {StatusText}, Deliveries = {DeliveryCount}, Received = {ReceivedCount}, Openings = {OpeningCount} }}";
}
