using AppCrueNotify.Dispatch;
using AppCrueNotify.Messages;
using Microsoft.Extensions.Time.Testing;

namespace AppCrueNotify.Tests.Dispatch;

public sealed class SiteGateTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SiteGate _gate;

    public SiteGateTests() => _gate = new(new(), _time);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void A_healthy_site_may_have_as_many_under_way_as_its_setting_says()
    {
        Assert.Equal(4, Allowed());
        Assert.Equal(1, Allowed(inFlight: 3));
        Assert.Equal(0, Allowed(inFlight: 4));
        Assert.Equal(0, Allowed(inFlight: 9));
    }

    [Theory]
    [InlineData("not-sent")]
    [InlineData("unavailable")]
    [InlineData("unknown")]
    public async Task Three_failures_in_a_row_are_an_outage_whatever_went_before(string failure)
    {
        for (var i = 0; i < 50; i++)
            await SendAsync("accepted");
        await SendAsync(failure);
        await SendAsync(failure);
        Assert.Equal((false, 4), (_gate.Away, Allowed()));
        await SendAsync(failure);
        Assert.Equal((true, 0), (_gate.Away, Allowed()));
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("no-target")]
    [InlineData("rejected")]
    [InlineData("misconfigured")]
    public async Task Any_answer_of_TwinPush_itself_ends_the_row(string answer)
    {
        await FailAsync(2);
        await SendAsync(answer);
        await FailAsync(2);
        Assert.False(_gate.Away);
    }

    [Fact]
    public async Task An_outage_costs_one_probe_in_thirty_seconds()
    {
        await FailAsync(3);
        var sent = 0;
        for (var second = 0; second < 600; second++)
        {
            for (var n = Allowed(); n > 0; n--)
            {
                sent++;
                await SendAsync("unavailable");
            }

            _time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(sent, 19, 20);
    }

    [Fact]
    public async Task While_a_probe_is_under_way_nothing_else_leaves()
    {
        await FailAsync(3);
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, Allowed());
        Assert.Equal(0, Allowed(inFlight: 1));
        var answer = new TaskCompletionSource<Answer>();
        var probe = _gate.SendAsync(_ => answer.Task, Cancellation);
        var called = false;
        var other = await _gate.SendAsync(_ => { called = true; return Task.FromResult(Answer.Accepted("id")); }, Cancellation);
        Assert.Equal((Outcome.NotSent, false), (other.Outcome, called));
        answer.SetResult(Answer.Accepted("id"));
        await probe;
        Assert.Equal((false, 2), (_gate.Away, Allowed()));
    }

    [Fact]
    public async Task A_request_that_was_admitted_before_the_outage_is_kept_back()
    {
        await FailAsync(3);
        Assert.Equal(Outcome.NotSent, (await _gate.SendAsync(_ => throw new InvalidOperationException("must not be sent"), Cancellation)).Outcome);
    }

    [Fact]
    public async Task A_probe_that_breaks_off_leaves_room_for_the_next()
    {
        await FailAsync(3);
        _time.Advance(TimeSpan.FromSeconds(30));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _gate.SendAsync(_ => throw new InvalidOperationException(), Cancellation));
        Assert.Equal(0, Allowed());
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, Allowed());
        await SendAsync("accepted");
        Assert.Equal(2, Allowed());
    }

    [Fact]
    public async Task After_an_outage_requests_come_back_one_two_four_and_so_on()
    {
        await FailAsync(3);
        _time.Advance(TimeSpan.FromSeconds(30));
        var rounds = new List<int>();
        while (rounds is not [.., 20, 20])
        {
            rounds.Add(_gate.Admit(0, 20, paused: false).Allowed);
            for (var n = rounds[^1]; n > 0; n--)
                await SendAsync("accepted");
        }

        Assert.Equal([1, 2, 4, 8, 16, 20, 20], rounds);
    }

    [Fact]
    public async Task A_failure_while_requests_come_back_begins_anew_with_one()
    {
        await FailAsync(3);
        _time.Advance(TimeSpan.FromSeconds(30));
        await SendAsync("accepted");
        await SendAsync("accepted");
        Assert.Equal(3, Allowed());
        await FailAsync(1);
        Assert.Equal(1, Allowed());
        await SendAsync("accepted");
        Assert.Equal(2, Allowed());
    }

    [Fact]
    public async Task The_site_rests_as_long_as_TwinPush_asks_and_at_most_an_hour()
    {
        await SendAsync("unavailable", TimeSpan.FromMinutes(2));
        await SendAsync("accepted");
        Assert.Equal(0, Allowed());
        _time.Advance(TimeSpan.FromSeconds(119));
        Assert.Equal(0, Allowed());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(4, Allowed());
        await SendAsync("unavailable", TimeSpan.FromDays(400));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(4, Allowed());
    }

    [Fact]
    public async Task A_paused_site_is_probed_every_five_minutes_and_not_more_often_when_its_provider_is_away_too()
    {
        Assert.Equal(1, Allowed(paused: true));
        _gate.Refused();
        Assert.Equal(0, Allowed(paused: true));
        Assert.Equal(4, Allowed());
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(1, Allowed(paused: true));
        Assert.Equal(0, Allowed(inFlight: 1, paused: true));
        await FailAsync(3);
        Assert.Equal(0, Allowed(paused: true));
    }

    [Fact]
    public async Task It_says_when_to_ask_again()
    {
        await FailAsync(3);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(30), _gate.Admit(0, 4, paused: false).AskAgain);
    }

    [Fact]
    public async Task Setting_the_clock_neither_hurries_nor_stalls_a_probe()
    {
        var clock = new SettableClock();
        var gate = new SiteGate(new(), clock);
        for (var i = 0; i < 3; i++)
            await gate.SendAsync(_ => Task.FromResult(new Answer { Outcome = Outcome.NotSent, Reason = "r" }), Cancellation);
        clock.Jump = TimeSpan.FromDays(31);
        Assert.Equal(0, gate.Admit(0, 4, paused: false).Allowed);
        clock.Jump = TimeSpan.FromDays(-20_000);
        clock.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(1, gate.Admit(0, 4, paused: false).Allowed);
    }

    private int Allowed(int inFlight = 0, bool paused = false) => _gate.Admit(inFlight, 4, paused).Allowed;

    private async Task FailAsync(int times)
    {
        for (var i = 0; i < times; i++)
            await SendAsync("unavailable");
    }

    private Task<Answer> SendAsync(string outcome, TimeSpan? retryAfter = null) =>
        _gate.SendAsync(_ => Task.FromResult(new Answer { Outcome = Outcomes.Parse(outcome), Reason = "r", RetryAfter = retryAfter }), Cancellation);

    /// <summary>Somebody sets the machine's clock; the monotonic one goes on.</summary>
    private sealed class SettableClock : FakeTimeProvider
    {
        public TimeSpan Jump { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Jump;

        public override long GetTimestamp() => base.GetUtcNow().Ticks;
    }
}
