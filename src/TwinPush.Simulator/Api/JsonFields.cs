using System.Text.Json;

namespace TwinPush.Simulator.Api;

/// <summary>Reading documented fields strictly: a field of another type is refused, an absent one or null is null.</summary>
internal static class JsonFields
{
    public static string? Text(this JsonElement body, string name, Func<string, Refusal> refuse)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        return value.ValueKind is JsonValueKind.String ? value.GetString()! : throw refuse($"{name} must be a string");
    }

    public static bool? Flag(this JsonElement body, string name, Func<string, Refusal> refuse)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw refuse($"{name} must be a boolean");
    }

    public static List<string>? Texts(this JsonElement body, string name, Func<string, Refusal> refuse)
    {
        if (!body.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null)
            return null;
        if (value.ValueKind is not JsonValueKind.Array)
            throw refuse($"{name} must be an array of strings");
        var texts = new List<string>(value.GetArrayLength());
        foreach (var item in value.EnumerateArray())
            texts.Add(item.ValueKind is JsonValueKind.String ? item.GetString()! : throw refuse($"{name} must be an array of strings"));
        return texts;
    }
}
