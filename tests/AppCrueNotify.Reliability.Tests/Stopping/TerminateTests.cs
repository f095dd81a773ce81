using AppCrueNotify.Reliability.Tests.Running;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Reliability.Tests.Stopping;

/// <summary>T20: SIGTERM under load. Gone within 30 s, and no outcome unknown that could have been known.</summary>
[Trait("Category", "Slow")]
public sealed class TerminateTests
{
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_gateway_that_is_asked_to_stop_under_load_knows_what_became_of_every_request()
    {
        await using var campus = await Campus.OpenAsync(TimeSpan.FromMilliseconds(150), Cancellation, ("window", "0"), ("max-requests-per-second", "100"), ("max-in-flight", "8"));
        var acknowledged = new HashSet<string>();
        var (slowest, rounds) = (TimeSpan.Zero, LongForm.Rounds(4, 100));
        for (var round = 0; round < rounds; round++)
        {
            using var gateway = await campus.ServeAsync(Cancellation);
            await using var load = new Load(gateway.Address, campus.Token, round) { Rest = TimeSpan.FromMilliseconds(2) };
            var posting = load.RunAsync(Cancellation);
            var seen = campus.Simulator.State.Requests.Count();
            while (campus.Simulator.State.Requests.Count() < seen + 5)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
            var asked = TimeProvider.System.GetTimestamp();
            await gateway.TerminateAsync(Cancellation);
            await gateway.EndedAsync(Cancellation);
            var took = TimeProvider.System.GetElapsedTime(asked);
            slowest = took > slowest ? took : slowest;
            await posting;
            Assert.Equal(0, gateway.ExitCode);
            acknowledged.UnionWith(load.Acknowledged.Keys);
            Assert.Empty(OpenStore.Query(campus.Directory, "SELECT tag FROM attempt WHERE state IN ('claimed', 'posting', 'unknown')"));
            Assert.Empty(OpenStore.Query(campus.Directory, "SELECT key FROM recipient WHERE state = 'sending'"));
        }

        Assert.True(slowest < Most, $"a stop took {slowest}");
        using var last = await campus.ServeAsync(Cancellation);
        await campus.DrainAsync(Cancellation);
        TestContext.Current.TestOutputHelper!.WriteLine($"{rounds} stops, the slowest took {slowest.TotalSeconds:0.0} s; {Ledger.AssertTrue(campus.Directory, acknowledged, campus.Simulator)}");
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_keeps_it_no_longer_than_30_seconds()
    {
        await using var campus = await Campus.OpenAsync(TimeSpan.Zero, Cancellation, ("window", "0"));
        using var gateway = await campus.ServeAsync(Cancellation);
        await using var load = new Load(gateway.Address, campus.Token, 1);
        campus.Simulator.State.AddFault(new() { Kind = FaultKind.Hang });
        await load.PostAsync("hangs", 1, Cancellation);
        while (campus.Simulator.State.Requests.Count() == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        var asked = TimeProvider.System.GetTimestamp();
        await gateway.TerminateAsync(Cancellation);
        await gateway.EndedAsync(Cancellation);
        Assert.True(TimeProvider.System.GetElapsedTime(asked) < Most);
        Assert.Equal(["unknown"], OpenStore.Query(campus.Directory, "SELECT state FROM attempt"));
    }
}
