using System.Text.Json;
using System.Text.Json.Serialization;

namespace AppCrueNotify.Storage;

/// <summary>What one phone reported of one request. Nothing in it tells the phone from another of its model.</summary>
/// <param name="Platform">TwinPush's word, such as <c>android</c>; "" where it has none.</param>
/// <param name="Model">Maker and model; "" where TwinPush does not know them.</param>
/// <param name="HandedAt">When TwinPush gave it to the phone's push service.</param>
/// <param name="ReceivedAt">When the phone reported it as received; null: it did not.</param>
/// <param name="OpenedAt">When the user opened it; null: not reported.</param>
internal sealed record PhoneReceipt(string Platform, string Model, DateTimeOffset? HandedAt, DateTimeOffset? ReceivedAt, DateTimeOffset? OpenedAt);

/// <summary>A recipient's phones as they stand in its column: with the attempt they belong to, so that a message sent again does not show those of before.</summary>
internal static class PhonesColumn
{
    /// <summary>Phones kept of a recipient: those handed over last. 10.</summary>
    public const int Most = 10;

    public static string Write(long attemptId, IReadOnlyList<PhoneReceipt> phones) => JsonSerializer.Serialize(new(attemptId, phones), PhonesJson.Default.KeptPhones);

    /// <summary>The phones of the attempt; none when the column is empty or of another attempt.</summary>
    public static IReadOnlyList<PhoneReceipt> Read(string? column, long attemptId) => Read(column) is { } kept && kept.Attempt == attemptId ? kept.Phones : [];

    /// <summary>The phones, whatever their attempt.</summary>
    public static IReadOnlyList<PhoneReceipt> All(string? column) => Read(column)?.Phones ?? [];

    private static KeptPhones? Read(string? column) => column is null ? null : JsonSerializer.Deserialize(column, PhonesJson.Default.KeptPhones);
}

internal sealed record KeptPhones(long Attempt, IReadOnlyList<PhoneReceipt> Phones);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(KeptPhones))]
internal sealed partial class PhonesJson : JsonSerializerContext;
