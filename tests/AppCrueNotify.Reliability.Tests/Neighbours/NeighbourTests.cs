using AppCrueNotify.Messages;
using AppCrueNotify.Reliability.Tests.Running;
using AppCrueNotify.Storage;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Reliability.Tests.Neighbours;

/// <summary>T11 and T13: one site's trouble costs its neighbours nothing.</summary>
[Trait("Category", "Slow")]
public sealed class NeighbourTests
{
    private const int Samples = 300;

    // Chance makes a p99 of few samples jump: more are taken before it is believed.
    private const int MostSamples = 3000;
    private const double MostSlower = 1.5;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_provider_at_one_byte_a_second_holds_nothing_that_another_site_needs()
    {
        await using var gateway = await GatewayHere.StartAsync(TimeProvider.System, Cancellation);
        var slow = await gateway.AddSiteAsync("slow", Cancellation, ("window", "0"), ("max-in-flight", "64"), ("max-requests-per-second", "1000"));
        var quick = await gateway.AddSiteAsync("quick", Cancellation, ("window", "0"), ("max-requests-per-second", "1000"));
        slow.TwinPush.State.AddFault(new() { Kind = FaultKind.Drip, Delay = TimeSpan.FromSeconds(1) });
        for (var i = 0; i < 80; i++)
            await gateway.TakeAsync(slow, Enumerable.Range(1 + (i * 60), 60), $"slow {i}", Cancellation);
        await GatewayHere.UntilAsync(() => Task.FromResult(slow.Requests == 64), Cancellation);

        // As many as it may have are under way at the slow one and stay so. A gateway that has no slow site does the same in turns, so that whatever else this machine does meets both alike.
        await using var calm = await GatewayHere.StartAsync(TimeProvider.System, Cancellation);
        var alone = await calm.AddSiteAsync("alone", Cancellation, ("window", "0"), ("max-requests-per-second", "1000"));
        List<double> timesAlone = [], timesBeside = [];
        do
        {
            for (var (i, last) = (timesAlone.Count + 1, timesAlone.Count + Samples); i <= last; i++)
            {
                timesAlone.Add(await DeliverAsync(calm, alone, i));
                timesBeside.Add(await DeliverAsync(gateway, quick, i));
            }
        }
        while (P99(timesBeside) > MostSlower * P99(timesAlone) && timesAlone.Count < MostSamples);

        var figures = $"the neighbour's p99 is {P99(timesBeside):0.0} ms beside the slow provider and {P99(timesAlone):0.0} ms without one, {timesBeside.Count} messages each";
        Assert.True(P99(timesBeside) <= MostSlower * P99(timesAlone), figures);
        TestContext.Current.TestOutputHelper!.WriteLine(figures);
        Assert.Equal(0, await gateway.CountAsync(slow, RecipientState.Sent, Cancellation));
        Assert.Equal(64, slow.Requests);
    }

    /// <summary>The header, and between how many seconds the next try may lie.</summary>
    public static TheoryData<string, double, double> Wishes { get; } = new()
    {
        { "120", 115, 120 },
        { "999999999", 3595, 3600 },
        { "-5", 0, 5 },
        { "Mon, 01 Jan 2001 00:00:00 GMT", 0, 5 },
        { "Fri, 01 Jan 2100 00:00:00 GMT", 3595, 3600 },
        { "soon", 0, 5 },
        { "", 0, 5 },
    };

    [Theory]
    [MemberData(nameof(Wishes))]
    public async Task A_wish_to_come_back_later_is_obeyed_within_an_hour_by_that_site_only(string header, double least, double most)
    {
        await using var gateway = await GatewayHere.StartAsync(TimeProvider.System, Cancellation);
        var busy = await gateway.AddSiteAsync("busy", Cancellation, ("window", "0"));
        var other = await gateway.AddSiteAsync("other", Cancellation, ("window", "0"));
        busy.TwinPush.State.AddFault(new() { Kind = FaultKind.Status, Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = header } });
        await gateway.TakeAsync(busy, [1], "busy", Cancellation);
        TracedAttempt attempt = null!;
        await GatewayHere.UntilAsync(async () => (await gateway.Get<IReportStore>().TraceKeyAsync(busy.Id, "busy:1", Cancellation))[0].Attempts is [{ CompletedAt: not null } first, ..] && (attempt = first) is not null, Cancellation);
        Assert.InRange((attempt.RetryAt!.Value - attempt.CompletedAt!.Value).TotalSeconds, Math.Max(0, least - 0.001), most + 5);

        await gateway.TakeAsync(other, [1], "other", Cancellation);
        await GatewayHere.UntilAsync(async () => await gateway.CountAsync(other, RecipientState.Sent, Cancellation) == 1, Cancellation);
        if (least > 0)
        {
            // The whole site rests, not the one batch.
            await gateway.TakeAsync(busy, [2], "later", Cancellation);
            await gateway.TakeAsync(other, [2], "after it", Cancellation);
            await GatewayHere.UntilAsync(async () => await gateway.CountAsync(other, RecipientState.Sent, Cancellation) == 2, Cancellation);
            Assert.Equal(1, busy.Requests);
        }
    }

    /// <returns>Milliseconds from the intake to TwinPush.</returns>
    private static async Task<double> DeliverAsync(GatewayHere gateway, SiteHere site, int user)
    {
        var (before, started) = (site.Requests, TimeProvider.System.GetTimestamp());
        await gateway.TakeAsync(site, [user], $"quick {user}", Cancellation);
        while (site.Requests == before)
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancellation);
        return TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double P99(List<double> times) => times.Order().ElementAt(times.Count * 99 / 100);
}
