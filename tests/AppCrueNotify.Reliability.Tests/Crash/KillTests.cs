using AppCrueNotify.Reliability.Tests.Running;
using TwinPush.Simulator;

namespace AppCrueNotify.Reliability.Tests.Crash;

/// <summary>T1: kill -9 at each commit point and at random. What was acknowledged is stored, ends, and is repeated only with a record.</summary>
[Trait("Category", "Slow")]
public sealed class KillTests
{
    // A lone message is four commits: taken, claimed, posting, completed.
    private const int Commits = 4;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_repeated_without_a_record()
    {
        using var data = new Directories("acn-kill-");
        using var control = new Control();
        var directory = data.New();
        await using var simulator = await TwinPushSimulator.StartAsync(
            new() { AcceptAnyAlias = true, KeepRequestBodies = true, Latency = TimeSpan.FromMilliseconds(10), KeepRequests = 1_000_000, KeepNotifications = 100 }, Cancellation);
        string token;
        await using (var store = new OpenStore(directory))
            (_, token) = await store.AddSiteAsync(Cancellation, simulator.ApiAddress, "campus", ("window", "0"), ("max-requests-per-second", "500"));

        var acknowledged = new HashSet<string>();
        var rounds = LongForm.Rounds(50, 1000);
        for (var round = 0; round < rounds; round++)
        {
            control.Reset();
            using var gateway = await RunningGateway.StartAsync(new(directory) { Control = control }, Cancellation);
            await using var load = new Load(gateway.Address, token, round) { Most = 9 };
            if (round % 2 == 0)
                await AtACommitPointAsync(round / 2, gateway, load, control, simulator);
            else
                await AtAnyMomentAsync(new Random(round), gateway, load, control);
            acknowledged.UnionWith(load.Acknowledged.Keys);
            Assert.Empty(acknowledged.Except(OpenStore.Query(directory, "SELECT key FROM recipient")));
        }

        using (var last = await RunningGateway.StartAsync(new(directory), Cancellation))
        {
            while (OpenStore.Query(directory, "SELECT key FROM recipient WHERE state IN ('waiting', 'sending') LIMIT 1").Count > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
            await last.KillAsync(Cancellation);
        }

        Assert.True(acknowledged.Count > rounds, $"only {acknowledged.Count} messages came through");
        TestContext.Current.TestOutputHelper!.WriteLine($"{rounds} kills, {Ledger.AssertTrue(directory, acknowledged, simulator)}");
    }

    /// <summary>Before and after each write and each sync of the commits that a lone message goes through, and while TwinPush has the request.</summary>
    private static async Task AtACommitPointAsync(int point, RunningGateway gateway, Load load, Control control, TwinPushSimulator simulator)
    {
        if (point % 5 == 4)
        {
            var before = simulator.State.Requests.Count();
            _ = await load.PostAsync("lone", 1, Cancellation);
            while (simulator.State.Requests.Count() == before)
                await Task.Yield();
            await gateway.KillAsync(Cancellation);
            return;
        }

        var calls = point % 5 < 2 ? Calls.SyncLog : Calls.WriteLog;
        var harm = point % 2 == 0 ? Harm.KillBefore : Harm.KillAfter;
        // A commit writes some ten pieces of the log.
        var at = calls == Calls.SyncLog ? 1 + (point / 5 % Commits) : 1 + (point / 5 * 7 % (Commits * 10));
        control.Ask(harm, calls, at);
        for (var i = 0; await load.PostAsync($"lone{i}", 1, Cancellation) is not null; i++)
            await WaitAsync(() => gateway.Ended, TimeSpan.FromMilliseconds(100));
        Assert.True(await gateway.EndsAsync(Cancellation), "The kill did not come.");
        Assert.Equal(1, control.Struck);
    }

    private static async Task AtAnyMomentAsync(Random random, RunningGateway gateway, Load load, Control control)
    {
        var posting = load.RunAsync(Cancellation, posters: 2);
        while (load.Acknowledged.IsEmpty)
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Cancellation);
        if (random.Next(2) == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 200)), TimeProvider.System, Cancellation);
        else
            control.Ask(random.Next(2) == 0 ? Harm.KillBefore : Harm.KillAfter, Calls.All, random.Next(1, 500));
        await WaitAsync(() => gateway.Ended, TimeSpan.FromMilliseconds(400));
        if (!gateway.Ended)
            await gateway.KillAsync(Cancellation);
        await posting;
    }

    private static async Task WaitAsync(Func<bool> condition, TimeSpan atMost)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition() && TimeProvider.System.GetElapsedTime(started) < atMost)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
    }
}
