using System.Buffers;
using System.IO.Compression;
using System.Text.Json;

namespace AppCrueNotify.Messages;

/// <summary>The words as Moodle sent them, under Moodle's own names: what a person compares the push with.</summary>
internal sealed record OriginalMessage(string? Subject, string? FullMessage, long? FullMessageFormat, string? FullMessageHtml, string? SmallMessage, string? ContextUrl)
{
    /// <summary>Larger ones are not kept: bytes after packing.</summary>
    public const int LargestPacked = 64 * 1024;

    // What a person wrote is far below; a file pasted as text is not worth the time.
    private const int LongestText = 512 * 1024;

    // Fastest of Brotli. Over samples/moodle-events (3.6 KB on average): 24 us and 1,329 bytes; the next level 35 us and 1,261, Deflate's fastest 37 us and 1,475.
    private const int Quality = 0;
    private const int Window = 18;
    private static readonly JsonWriterOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>A message's own words, small.</summary>
    /// <returns>Null when they are too long to be kept.</returns>
    public static byte[]? Pack(Message message)
    {
        if (Length(message) > LongestText)
            return null;
        var json = new ArrayBufferWriter<byte>(8192);
        using (var writer = new Utf8JsonWriter(json, Plain))
        {
            writer.WriteStartObject();
            Write(writer, "subject", message.Subject);
            Write(writer, "fullmessage", message.FullMessage);
            if (message.FullMessageFormat is { } format)
                writer.WriteNumber("fullmessageformat", format);
            Write(writer, "fullmessagehtml", message.FullMessageHtml);
            Write(writer, "smallmessage", message.SmallMessage);
            Write(writer, "contexturl", message.ContextUrl);
            writer.WriteEndObject();
        }

        var packed = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(json.WrittenCount));
        try
        {
            return BrotliEncoder.TryCompress(json.WrittenSpan, packed, out var written, Quality, Window) && written <= LargestPacked ? packed[..written] : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(packed);
        }
    }

    /// <summary>What <see cref="Pack"/> made small.</summary>
    public static OriginalMessage Unpack(byte[] packed)
    {
        using var small = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var document = JsonDocument.Parse(small);
        var fields = document.RootElement;
        return new(
            Text(fields, "subject"), Text(fields, "fullmessage"), fields.TryGetProperty("fullmessageformat", out var format) ? format.GetInt64() : null,
            Text(fields, "fullmessagehtml"), Text(fields, "smallmessage"), Text(fields, "contexturl"));
    }

    private static void Write(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    private static string? Text(JsonElement fields, string name) => fields.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static long Length(Message message) =>
        (message.Subject?.Length ?? 0L) + (message.FullMessage?.Length ?? 0) + (message.FullMessageHtml?.Length ?? 0) + (message.SmallMessage?.Length ?? 0) + (message.ContextUrl?.Length ?? 0);
}
