using TwinPush.Serialization;

namespace TwinPush.Tests.Serialization;

public sealed class WireDateTests
{
    [Theory]
    [InlineData("2016-03-01 13:34:50 UTC")]
    [InlineData("2016-03-01 13:34:50 +0000")]
    [InlineData("2016-03-01 14:34:50 +0100")]
    [InlineData("2016-03-01 09:04:50 -0430")]
    [InlineData("2016-03-01 14:34:50 +01:00")]
    [InlineData("2016-03-01T13:34:50Z")]
    [InlineData("2016-03-01T13:34:50.000Z")]
    [InlineData("2016-03-01T15:34:50+02:00")]
    [InlineData("2016-03-01 13:34:50")]
    public void Every_form_of_a_time_is_read(string text) =>
        Assert.Equal(new DateTimeOffset(2016, 3, 1, 13, 34, 50, TimeSpan.Zero), WireDate.TryParse(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("2016-13-01 13:34:50 UTC")]
    public void What_is_no_time_is_none(string? text) => Assert.Null(WireDate.TryParse(text));

    [Fact]
    public void A_time_is_written_in_utc_to_the_second() =>
        Assert.Equal("2025-12-31 23:30:00 +0000", WireDate.Format(new DateTimeOffset(2026, 1, 1, 5, 0, 0, 999, TimeSpan.FromHours(5.5))));
}
