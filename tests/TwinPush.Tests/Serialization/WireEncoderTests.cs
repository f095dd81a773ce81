using System.Buffers;
using System.Text;
using System.Text.Json;
using TwinPush.Serialization;

namespace TwinPush.Tests.Serialization;

public sealed class WireEncoderTests
{
    [Fact]
    public void Every_character_survives_and_only_those_json_demands_are_escaped()
    {
        for (var scalar = 0; scalar <= 0x10FFFF; scalar++)
        {
            if (!Rune.IsValid(scalar))
                continue;
            var text = new Rune(scalar).ToString();
            var json = Write(text);

            Assert.Equal(scalar is < 0x20 or '"' or '\\' or 0x7F, json != $"\"{text}\"");
            if (scalar is < 0x3000 or > 0x1F000 and < 0x1F800)
                Assert.Equal(text, JsonSerializer.Deserialize<string>(json));
        }
    }

    [Fact]
    public void Short_escapes_are_used_where_json_has_them() => Assert.Equal("\"\\n\\r\\t\\b\\f\\u000b\"", Write("\n\r\t\b\f\v"));

    [Fact]
    public void Long_texts_are_escaped_across_the_writers_buffers()
    {
        var text = string.Concat(Enumerable.Repeat("a\"👋\n", 5000));

        Assert.Equal(text, JsonSerializer.Deserialize<string>(Write(text)));
    }

    private static string Write(string text)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = WireWriter.Open(buffer))
            writer.WriteStringValue(text);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
