using AppCrueNotify.Dispatch;
using AppCrueNotify.Storage;
using Microsoft.Extensions.Time.Testing;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Dispatch;

public sealed class NextLookTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(0, 30, 0)]
    [InlineData(2000, 0, 25)]
    [InlineData(2000, 10, 40)]
    [InlineData(2000, 900, 250)]
    public void Looking_for_nothing_gets_a_fifth_of_the_time(int window, int took, int breath) =>
        Assert.Equal(TimeSpan.FromMilliseconds(breath), NextLook.After(Now, TimeSpan.FromMilliseconds(window), TimeSpan.FromMilliseconds(took)).Breath);

    [Theory]
    [InlineData(5000, 250)]
    [InlineData(100, 100)]
    [InlineData(0, 25)]
    public async Task Whoever_wakes_it_what_is_due_at_a_known_time_is_not_late(int dueIn, int waits)
    {
        var time = new FakeTimeProvider(Now);
        var signal = new WorkSignal(time, inline: true);
        signal.Raise(1);
        var waiting = NextLook.After(Now.AddMilliseconds(dueIn), Poll, TimeSpan.FromMilliseconds(900)).WaitAsync(signal, 1, Poll, time, TestContext.Current.CancellationToken);
        time.Advance(TimeSpan.FromMilliseconds(waits - 1));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await waiting;
    }

    [Fact]
    public async Task A_rest_after_a_failure_is_a_rest_also_when_somebody_calls()
    {
        var time = new FakeTimeProvider(Now);
        var signal = new WorkSignal(time, inline: true);
        signal.Raise(1);
        var waiting = NextLook.AfterRest(Now, Poll).WaitAsync(signal, 1, Poll, time, TestContext.Current.CancellationToken);
        time.Advance(Poll - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        time.Advance(TimeSpan.FromMilliseconds(1));
        await waiting;
    }
}
