using AppCrueNotify.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace AppCrueNotify.Tests.Hosting;

public sealed class SteadyTimeTests
{
    private readonly SettableClock _clock = new();
    private readonly SteadyTime _time;

    public SteadyTimeTests() => _time = new(_clock);

    [Theory]
    [InlineData(-1)]
    [InlineData(-3600)]
    [InlineData(-86_400 * 20_000L)]
    public void It_goes_on_when_the_machines_clock_is_set_back(long seconds)
    {
        var before = _time.GetUtcNow();
        _clock.Jump = TimeSpan.FromSeconds(seconds);
        Assert.Equal(before, _time.GetUtcNow());
        _clock.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(before + TimeSpan.FromSeconds(7), _time.GetUtcNow());
        _clock.Jump = TimeSpan.Zero;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(_clock.GetUtcNow(), _time.GetUtcNow());
    }

    [Fact]
    public void It_follows_forward_and_stays_there_when_that_is_taken_back()
    {
        var before = _time.GetUtcNow();
        _clock.Jump = TimeSpan.FromDays(31);
        Assert.Equal(before + TimeSpan.FromDays(31), _time.GetUtcNow());
        _clock.Jump = TimeSpan.Zero;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(before + TimeSpan.FromDays(31) + TimeSpan.FromSeconds(1), _time.GetUtcNow());
    }

    [Fact]
    public void Timers_and_timestamps_are_those_of_the_clock_beneath()
    {
        var fired = 0;
        using var timer = _time.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan);
        var started = _time.GetTimestamp();
        _clock.Jump = TimeSpan.FromDays(-31);
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal((1, TimeSpan.FromSeconds(5)), (fired, _time.GetElapsedTime(started)));
    }

    private sealed class SettableClock : FakeTimeProvider
    {
        public TimeSpan Jump { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
