using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TwinPush.Simulator.Api;

namespace TwinPush.Simulator.Notifications;

/// <summary>Serialized custom properties. Slashes and letters outside ASCII are not escaped: the limit is on this text.</summary>
internal static partial class CustomProperties
{
    /// <summary>"Properties defined by target will be merged with the notification properties overwriting when two keys collide".</summary>
    public static string Merge(string? serialized, JsonElement over)
    {
        var merged = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        using var own = serialized is null ? null : JsonDocument.Parse(serialized);
        if (own is not null)
        {
            foreach (var property in own.RootElement.EnumerateObject())
                merged[property.Name] = property.Value;
        }
        foreach (var property in over.EnumerateObject())
            merged[property.Name] = property.Value;

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, ApiJson.WriterOptions))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in merged)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        string text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return text.Contains("\\u", StringComparison.Ordinal) ? EscapedPair().Replace(text, Unescape) : text;
    }

    /// <summary>The writer's most relaxed encoder still escapes what lies outside the basic plane, emoji above all.</summary>
    private static string Unescape(Match pair) => new([
        (char)ushort.Parse(pair.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        (char)ushort.Parse(pair.Groups[2].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)]);

    [GeneratedRegex(@"(?<=(?<!\\)(?:\\\\)*)\\u(D[89AB][0-9A-F]{2})\\u(D[C-F][0-9A-F]{2})", RegexOptions.IgnoreCase)]
    private static partial Regex EscapedPair();

    /// <summary>The text of a property, or null where it is absent or no text.</summary>
    public static string? Find(string? serialized, string name)
    {
        if (serialized is null)
            return null;
        using var properties = JsonDocument.Parse(serialized);
        return properties.RootElement.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
    }
}
