using System.Text;
using System.Text.Json;
using AppCrueNotify.Messages.Reading;
using CsCheck;

namespace AppCrueNotify.Tests.Reading;

public sealed class JsonTextTests
{
    [Theory]
    [InlineData(@"""plain""", "plain")]
    [InlineData(@"""\ud83d\ude00""", "😀")]
    [InlineData(@"""a\ud83db""", "a\ufffdb")]
    [InlineData(@"""a\ude00b""", "a\ufffdb")]
    [InlineData(@"""\ude00\ud83d""", "\ufffd\ufffd")]
    [InlineData(@"""\ud83d\ud83d\ude00""", "\ufffd😀")]
    [InlineData(@"""\ud83d \n\t\r\b\f\/\\\""\u0041""", "\ufffd \n\t\r\b\f/\\\"A")]
    [InlineData(@"""é漢\ud800""", "é漢\ufffd")]
    [InlineData(@"""\ud800😀""", "\ufffd😀")]
    public void Broken_escapes_become_the_replacement_character_and_the_rest_stays(string json, string expected) => Assert.Equal(expected, Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Bytes_that_are_no_UTF8_become_the_replacement_character() => Assert.Equal("a\ufffdb\n", Read([(byte)'"', (byte)'a', 0xFF, (byte)'b', (byte)'\\', (byte)'n', (byte)'"']));

    [Fact]
    public void Any_text_comes_back_well_formed_and_a_well_formed_one_unchanged() =>
        Gen.Char.Array[0, 60].Select(c => new string(c)).Sample(text =>
        {
            var escaped = "\"" + string.Concat(text.Select(c => $"\\u{(int)c:x4}")) + "\"";
            var read = Read(Encoding.UTF8.GetBytes(escaped));
            Assert.Equal(Encoding.Unicode.GetString(Encoding.Unicode.GetBytes(text)), read);
        }, iter: 5000);

    [Theory]
    [InlineData(@"""key""", true)]
    [InlineData(@"""\u006bey""", true)]
    [InlineData(@"""Key""", false)]
    [InlineData(@"""key\ud800""", false)]
    [InlineData(@"""\ud83d\ude00""", false)]
    public void A_name_is_recognized_escaped_or_not(string json, bool expected)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
        reader.Read();
        Assert.Equal(expected, JsonText.Is(ref reader, "key"u8));
    }

    private static string Read(byte[] json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        return JsonText.Read(ref reader);
    }
}
