using System.Text.Json;

namespace TwinPush.Transport;

/// <summary>Reads what a successful answer holds.</summary>
internal static class Answer
{
    /// <summary>
    /// What <paramref name="read"/> makes of the answer; null when the exchange was no complete success, its body is no JSON, or
    /// <paramref name="read"/> finds nothing in it.
    /// </summary>
    public static T? Read<T>(Exchange exchange, Func<JsonElement, T?> read)
        where T : class
    {
        if (exchange.Error is not null || exchange.BodyTooLong || exchange.Status is not { } status || (int)status is < 200 or >= 300)
            return null;
        try
        {
            using var document = JsonDocument.Parse(exchange.Body);
            return read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            // Not what the documentation shows: the caller reports it as an answer that could not be understood.
            return null;
        }
    }

    /// <summary>The one object of an answer, bare or as <c>{"objects":[...]}</c>: TwinPush uses both forms. Null without the property.</summary>
    public static JsonElement? Single(JsonElement root, string property)
    {
        var single = root;
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("objects", out var objects))
            single = objects.ValueKind == JsonValueKind.Array && objects.GetArrayLength() > 0 ? objects[0] : default;
        return single.ValueKind == JsonValueKind.Object && single.TryGetProperty(property, out _) ? single : null;
    }
}
