using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using TwinPush.Serialization;

namespace TwinPush.Notifications;

/// <summary>The properties a notification hands to the app: a JSON object of at most 255 UTF-16 units once serialized.</summary>
/// <remarks>
/// The serialized form is compact, and neither slashes nor non-ASCII letters are escaped; it goes into requests exactly as
/// <see cref="Json"/> shows it. Immutable and safe to share between threads; equal when the serialized forms are.
/// Source: TwinPush/api-docs, notifications.md, "create", parameter <c>custom_properties</c>.
/// </remarks>
public sealed record CustomProperties
{
    /// <summary>The longest serialized form, in UTF-16 units: 255.</summary>
    public const int MaxLength = TextRules.MaxLength;

    private CustomProperties(string json) => Json = json;

    /// <summary>The serialized object.</summary>
    public string Json { get; }

    /// <summary>Reads a JSON object and writes it again compactly.</summary>
    /// <param name="json">A JSON object; spaces and escapes in it do not count.</param>
    /// <exception cref="ArgumentException">It is not a JSON object, names a key twice, is not valid Unicode, or is too long.</exception>
    public static CustomProperties Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, out var flaw) ?? throw new ArgumentException($"custom_properties {flaw}.", nameof(json));
    }

    /// <summary>Like <see cref="Parse"/>, but answers false instead of throwing.</summary>
    /// <param name="json">A JSON object; null is none.</param>
    /// <param name="properties">The properties, or null when the text is not acceptable.</param>
    public static bool TryParse([NotNullWhen(true)] string? json, [NotNullWhen(true)] out CustomProperties? properties)
    {
        properties = json is null ? null : Read(json, out _);
        return properties is not null;
    }

    /// <summary>Makes properties of names and texts, in the given order.</summary>
    /// <param name="properties">Names and values; a null value is written as JSON's null.</param>
    /// <exception cref="ArgumentException">A name occurs twice, a text is not valid Unicode, or the whole is too long.</exception>
    public static CustomProperties From(IEnumerable<KeyValuePair<string, string?>> properties)
    {
        ArgumentNullException.ThrowIfNull(properties);
        var buffer = new ArrayBufferWriter<byte>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        using (var writer = WireWriter.Open(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in properties)
            {
                var flaw = TextRules.Flaw(name) ?? TextRules.Flaw(value) ?? (names.Add(name) ? null : "occurs twice");
                if (flaw is not null)
                    throw new ArgumentException($"custom_properties: entry {names.Count} {flaw}.", nameof(properties));
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return Within(buffer, out var tooLong) ?? throw new ArgumentException($"custom_properties {tooLong}.", nameof(properties));
    }

    /// <summary>Names the length only: the content is somebody's message.</summary>
    public override string ToString() => $"CustomProperties {{ Length = {Json.Length} }}";

    /// <summary>How long these are with others merged over them, as TwinPush merges: later values win, key by key.</summary>
    internal int MergedLength(CustomProperties over)
    {
        var sum = Json.Length + over.Json.Length - 1;
        if (sum <= MaxLength)
            return sum;
        using var own = JsonDocument.Parse(Json);
        using var others = JsonDocument.Parse(over.Json);
        var merged = own.RootElement.EnumerateObject().ToDictionary(property => property.Name, property => property.Value, StringComparer.Ordinal);
        foreach (var property in others.RootElement.EnumerateObject())
            merged[property.Name] = property.Value;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = WireWriter.Open(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in merged)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetCharCount(buffer.WrittenSpan);
    }

    private static CustomProperties? Read(string json, out string? flaw)
    {
        flaw = TextRules.Flaw(json);
        if (flaw is not null)
            return null;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                flaw = "is not a JSON object";
                return null;
            }

            var buffer = new ArrayBufferWriter<byte>(json.Length);
            using (var writer = WireWriter.Open(buffer))
                document.RootElement.WriteTo(writer);
            return Within(buffer, out flaw);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped half of a surrogate pair.
            flaw = e is JsonException ? "is not JSON, or names a key twice" : "is not valid Unicode: it has half of a surrogate pair";
            return null;
        }
    }

    private static CustomProperties? Within(ArrayBufferWriter<byte> buffer, out string? flaw)
    {
        var json = Encoding.UTF8.GetString(buffer.WrittenSpan);
        flaw = TextRules.Flaw(json, MaxLength);
        return flaw is null ? new CustomProperties(json) : null;
    }
}
