using TwinPush.Notifications;

namespace TwinPush.Tests.Notifications;

public sealed class CustomPropertiesTests
{
    [Theory]
    [InlineData("{}", "{}")]
    [InlineData(""" { "a" : 1.50 , "b" : [ true , null ] } """, """{"a":1.50,"b":[true,null]}""")]
    [InlineData("""{"url":"https:\/\/x\/y?a=1&b=2","n":"\u00f1\u4e2d\ud83d\udc4b"}""", """{"url":"https://x/y?a=1&b=2","n":"ñ中👋"}""")]
    [InlineData("""{"q":"\"\\\n\u0001<>'+"}""", """{"q":"\"\\\n\u0001<>'+"}""")]
    public void The_object_is_written_again_compactly_and_unescaped(string json, string expected) =>
        Assert.Equal(expected, CustomProperties.Parse(json).Json);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":"\ud83d"}""")]
    [InlineData("""{"\udc4b":1}""")]
    public void What_is_no_object_of_valid_text_is_refused(string json)
    {
        Assert.Throws<ArgumentException>(() => CustomProperties.Parse(json));
        Assert.False(CustomProperties.TryParse(json, out var none));
        Assert.Null(none);
    }

    [Fact]
    public void The_limit_counts_utf16_units_of_the_serialized_text()
    {
        // {"k":"..."} is 8 units around the value; an emoji is two.
        var fits = CustomProperties.From([new("k", new string('/', 245) + "👋")]);
        var refused = Assert.Throws<ArgumentException>(() => CustomProperties.From([new("k", new string('/', 246) + "👋")]));

        Assert.Equal(255, fits.Json.Length);
        Assert.Equal(fits, CustomProperties.Parse(fits.Json.Replace("/", "\\/", StringComparison.Ordinal)));
        Assert.Contains("256", refused.Message, StringComparison.Ordinal);
        Assert.False(CustomProperties.TryParse("{\"k\":\"" + new string('x', 248) + "\"}", out _));
    }

    [Fact]
    public void Names_and_texts_become_an_object_in_their_order() =>
        Assert.Equal("""{"b":"1","a":null}""", CustomProperties.From([new("b", "1"), new("a", null)]).Json);

    [Fact]
    public void Repeated_names_and_half_characters_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CustomProperties.From([new("a", "1"), new("a", "2")]));
        Assert.Throws<ArgumentException>(() => CustomProperties.From([new("a", "\ud83d")]));
        Assert.Throws<ArgumentException>(() => CustomProperties.From([new("\ud83d", "")]));
        Assert.Throws<ArgumentException>(() => CustomProperties.Parse("{\"a\":\"\ud83d\"}"));
        Assert.Throws<ArgumentNullException>(() => CustomProperties.From(null!));
        Assert.Throws<ArgumentNullException>(() => CustomProperties.Parse(null!));
        Assert.False(CustomProperties.TryParse(null, out _));
    }

    [Fact]
    public void They_print_no_content() => Assert.Equal("CustomProperties { Length = 9 }", CustomProperties.Parse("""{"a":"b"}""").ToString());
}
