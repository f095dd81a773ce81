using System.Text.Json.Serialization;

namespace AppCrueNotify.Intake;

/// <summary>What became of one message of a request, as Moodle reads it.</summary>
internal sealed record IntakeResult(string? Key, string Status, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null)
{
    public const string QueuedStatus = "queued";

    public static IntakeResult Queued(string key) => new(key, QueuedStatus);

    public static IntakeResult Duplicate(string key) => new(key, "duplicate");

    public static IntakeResult Skipped(string key, string reason) => new(key, "skipped", reason);

    public static IntakeResult Rejected(string? key, string reason) => new(key, "rejected", reason);
}

/// <summary>The answer to a request.</summary>
internal sealed record IntakeAnswer(IReadOnlyList<IntakeResult> Results);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IntakeAnswer))]
internal sealed partial class IntakeJson : JsonSerializerContext;
