using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TwinPush.Simulator.Api;

/// <summary>How TwinPush writes JSON.</summary>
internal static class ApiJson
{
    public static JsonWriterOptions WriterOptions { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, WriterOptions))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    public static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset? time, bool numeric)
    {
        if (time is { } known)
            writer.WriteString(name, known.UtcDateTime.ToString(numeric ? "yyyy-MM-dd HH:mm:ss '+0000'" : "yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        else
            writer.WriteNull(name);
    }
}
