using System.Text.Json;
using System.Text.Json.Serialization;

namespace TwinPush.Notifications;

/// <summary>A notification as TwinPush knows it. Fields TwinPush leaves out or sends in a form nobody expects are null or empty.</summary>
/// <remarks>Immutable and safe to share between threads. Source: TwinPush/api-docs, notifications.md, "Model".</remarks>
public sealed record Notification
{
    /// <summary>The identifier; empty when the answer had none.</summary>
    public string Id { get => field ?? ""; init; } = "";

    /// <summary>The text phones show; null also when the content is protected.</summary>
    public string? Alert { get; init; }

    /// <summary>The title; null also when the content is protected.</summary>
    public string? Title { get; init; }

    /// <summary>The address of the rich content, which is <see cref="NewNotification.Url"/> when created.</summary>
    [JsonPropertyName("tp_rich_url")]
    public string? RichUrl { get; init; }

    /// <summary>The properties handed to the app, as they came.</summary>
    public JsonElement? CustomProperties { get; init; }

    /// <summary>The words that classify it, among them <c>tp_rich</c> where TwinPush added it.</summary>
    public IReadOnlyList<string> Tags { get => field ?? []; init; } = [];

    /// <summary>When it was or is to be sent.</summary>
    public DateTimeOffset? SendSince { get; init; }

    /// <summary>When it was last sent; null when it was not yet.</summary>
    public DateTimeOffset? LastSentAt { get; init; }

    /// <summary>The sound resource of the app.</summary>
    public string? Sound { get; init; }

    /// <summary>The badge: a number, "+n" or "-n".</summary>
    public string? Badge { get; init; }

    /// <summary>The internal name.</summary>
    public string? Name { get; init; }

    /// <summary>The group whose statistics it joins.</summary>
    public string? GroupName { get; init; }

    /// <summary>How many phones a minute; null also for a speed this client does not know.</summary>
    public DeliverySpeed? DeliverySpeed { get; init; }

    /// <summary>Whether title and alert are hidden from the API.</summary>
    public bool? ProtectedContent { get; init; }

    /// <summary>The identifier only: the content is somebody's message.</summary>
    public override string ToString() => $"Notification {{ Id = {Id} }}";
}
