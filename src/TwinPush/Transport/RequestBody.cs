using System.Buffers;
using System.Text.Json;
using TwinPush.Serialization;

namespace TwinPush.Transport;

/// <summary>Writes the small request bodies.</summary>
internal static class RequestBody
{
    /// <summary>
    /// For a POST that has nothing to say. Never no body at all: the framework may repeat a request without body on a connection that
    /// turned out closed.
    /// </summary>
    public static readonly byte[] Empty = "{}"u8.ToArray();

    public static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = WireWriter.Open(buffer))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
