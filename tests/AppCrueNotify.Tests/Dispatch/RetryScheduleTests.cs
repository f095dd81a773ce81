using AppCrueNotify.Dispatch;
using CsCheck;

namespace AppCrueNotify.Tests.Dispatch;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 30)]
    [InlineData(2, 120)]
    [InlineData(3, 600)]
    [InlineData(4, 1800)]
    [InlineData(5, 3600)]
    [InlineData(6, 3600)]
    [InlineData(int.MaxValue, 3600)]
    public void The_longest_wait_follows_the_schedule(int tries, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetrySchedule.Delay(tries, null, 1));
        Assert.Equal(TimeSpan.FromSeconds(seconds / 2.0), RetrySchedule.Delay(tries, null, 0.5));
        Assert.Equal(TimeSpan.Zero, RetrySchedule.Delay(tries, null, 0));
    }

    [Fact]
    public void Every_wait_is_within_its_bounds_whatever_is_asked() =>
        Gen.Select(Gen.Int, Gen.Double[0, 1], Gen.Long.Nullable()).Sample((tries, random, ticks) =>
        {
            var asked = ticks is { } t ? TimeSpan.FromTicks(t) : (TimeSpan?)null;
            var delay = RetrySchedule.Delay(tries, asked, random);
            Assert.InRange(delay, TimeSpan.Zero, TimeSpan.FromHours(1));
            if (asked is { } wish && wish > TimeSpan.Zero)
                Assert.True(delay >= (wish < TimeSpan.FromHours(1) ? wish : TimeSpan.FromHours(1)));
        }, iter: 10_000);
}
