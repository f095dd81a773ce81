using System.Buffers;
using System.Text.Json;

namespace TwinPush.Serialization;

/// <summary>Opens JSON writers that write as TwinPush counts: compact, and nothing escaped that need not be.</summary>
internal static class WireWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = WireEncoder.Shared, SkipValidation = true };

    public static Utf8JsonWriter Open(IBufferWriter<byte> into) => new(into, Options);
}
