using System.Text.Json.Serialization;
using TwinPush.Devices;
using TwinPush.Inbox;
using TwinPush.Notifications;

namespace TwinPush.Serialization;

/// <summary>Generated readers of TwinPush's answers, so that nothing depends on reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters =
    [
        typeof(TolerantTextConverter), typeof(TolerantCountConverter), typeof(TolerantFlagConverter), typeof(TolerantTimeConverter),
        typeof(TolerantListConverter), typeof(TolerantSpeedConverter),
    ])]
[JsonSerializable(typeof(Notification))]
[JsonSerializable(typeof(NotificationReport))]
[JsonSerializable(typeof(Delivery))]
[JsonSerializable(typeof(InboxEntry))]
[JsonSerializable(typeof(InboxSummary))]
[JsonSerializable(typeof(Device))]
[JsonSerializable(typeof(Badge))]
internal sealed partial class AnswerContext : JsonSerializerContext;
