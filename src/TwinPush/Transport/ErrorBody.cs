using System.Text.Json;

namespace TwinPush.Transport;

/// <summary>TwinPush's error answer <c>{"errors":{"type":"...","message":"..."}}</c>, read tolerantly.</summary>
/// <remarks>
/// TwinPush/api-docs, api-concepts.md, "Common error messages". <c>device_aliases</c> is undocumented: it was seen with the type
/// DeviceAliasNotFound and names the aliases TwinPush does not know; it is accepted inside <c>errors</c> and beside it.
/// </remarks>
internal sealed record ErrorBody(string? Type, string? Message, IReadOnlyList<string> DeviceAliases)
{
    /// <summary>The error, or null when the body is not TwinPush's JSON: a proxy's page, cut, empty.</summary>
    public static ErrorBody? Parse(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return null;
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("errors", out var errors))
                return null;
            if (errors.ValueKind != JsonValueKind.Object)
                return Text(errors) is { } message ? new ErrorBody(null, message, []) : null;
            return new ErrorBody(Text(errors, "type"), Text(errors, "message"), Aliases(errors) ?? Aliases(root) ?? []);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: text that is not valid Unicode.
            return null;
        }
    }

    private static string? Text(JsonElement parent, string name) => parent.TryGetProperty(name, out var value) ? Text(value) : null;

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Text).Where(text => text is not null)),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.Object or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
    };

    private static List<string>? Aliases(JsonElement parent)
    {
        if (!parent.TryGetProperty("device_aliases", out var value))
            return null;
        var entries = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : new List<JsonElement> { value };
        return entries.Select(Text).OfType<string>().Where(alias => alias.Length > 0).ToList();
    }
}
