using TwinPush.Transport;

namespace TwinPush.Tests.Transport;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 0)]
    [InlineData("7", 7)]
    [InlineData(" 7 ", 7)]
    [InlineData("1.5", 1.5)]
    [InlineData("3600", 3600)]
    [InlineData("3601", 3600)]
    [InlineData("99999999999999999999999999", 3600)]
    [InlineData("-5", 0)]
    [InlineData("Sun, 01 Mar 2026 12:00:20 GMT", 20)]
    [InlineData("Sunday, 01-Mar-26 12:00:20 GMT", 20)]
    [InlineData("Sun Mar  1 12:00:20 2026", 20)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 0)]
    [InlineData("Fri, 01 Mar 2999 12:00:00 GMT", 3600)]
    public void Both_forms_are_read_and_kept_between_nothing_and_an_hour(string header, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Parse(header, Now));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("Mon, 01 Mar 2026 12:00:20 GMT")]
    public void What_is_neither_says_nothing(string? header) => Assert.Null(RetryAfter.Parse(header, Now));
}
