using AppCrueNotify.Reliability.Tests.Running;
using TwinPush.Simulator;

namespace AppCrueNotify.Reliability.Tests.FailingDisk;

/// <summary>T5: an input/output error at the N-th write or sync. The process stops with a clear message, has acknowledged nothing that is not there, and starts clean.</summary>
[Trait("Category", "Slow")]
public sealed class FailingDiskTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sync", 4)]
    [InlineData("write", 40)]
    public async Task An_error_at_any_call_stops_the_gateway_in_words_and_nothing_false_was_acknowledged(string kind, int calls)
    {
        // A lone message is four commits, each with one sync and some ten writes. The long form tries every one of them, the usual one every third write.
        var step = kind == "sync" || LongForm.Asked ? 1 : 3;
        using var data = new Directories("acn-disk-");
        using var control = new Control();
        var directory = data.New();
        await using var simulator = await TwinPushSimulator.StartAsync(new() { AcceptAnyAlias = true, KeepRequestBodies = true, KeepRequests = 1_000_000 }, Cancellation);
        string token;
        await using (var store = new OpenStore(directory))
            (_, token) = await store.AddSiteAsync(Cancellation, simulator.ApiAddress, "campus", ("window", "0"), ("max-requests-per-second", "500"));
        var acknowledged = new HashSet<string>();
        var stopped = 0;
        for (var at = 1; at <= calls; at += step)
        {
            control.Reset();
            using var gateway = await RunningGateway.StartAsync(new(directory) { Control = control }, Cancellation);
            await using var load = new Load(gateway.Address, token, at);
            // Every second time the disk stays broken; otherwise it fails once, which must not be taken for a passing trouble.
            control.Ask(at % 2 == 0 ? Harm.FailOn : Harm.FailOnce, kind == "sync" ? Calls.SyncLog : Calls.WriteLog, at);
            var first = await load.PostAsync("lone", 1, Cancellation);
            for (var more = 0; control.Struck == 0; more++)
                await load.PostAsync($"more{more}", 1, Cancellation);
            Assert.True(await gateway.EndsAsync(Cancellation), $"{kind} {at}: the gateway goes on");
            Assert.True(gateway.ExitCode == 1, $"{kind} {at}: exit code {gateway.ExitCode}");
            Assert.Contains("The gateway stops: The disk of", gateway.Said, StringComparison.Ordinal);
            Assert.Contains("Check the disk", gateway.Said, StringComparison.Ordinal);
            Assert.All(load.Refusals, r => Assert.Equal((System.Net.HttpStatusCode.ServiceUnavailable, true), r));
            if (at == 1)
                Assert.NotEqual(System.Net.HttpStatusCode.Accepted, first);
            acknowledged.UnionWith(load.Acknowledged.Keys);
            stopped++;
        }

        using (var healthy = await RunningGateway.StartAsync(new(directory), Cancellation))
        {
            await using var load = new Load(healthy.Address, token, 9999);
            Assert.Equal(System.Net.HttpStatusCode.Accepted, await load.PostAsync("after", 1, Cancellation));
            acknowledged.UnionWith(load.Acknowledged.Keys);
            while (OpenStore.Query(directory, "SELECT key FROM recipient WHERE state IN ('waiting', 'sending') LIMIT 1").Count > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{stopped} errors of a {kind}, each stopped the gateway; {Ledger.AssertTrue(directory, acknowledged, simulator)}");
    }

    [Fact]
    public async Task An_error_while_it_starts_is_said_and_the_next_start_is_clean()
    {
        using var data = new Directories("acn-disk-");
        using var control = new Control();
        var directory = data.New();
        var refused = 0;
        // On a fresh directory: every migration writes. Counted once, then spread over all calls.
        control.Ask(Harm.FailOnce, Calls.All, int.MaxValue);
        using (var whole = await RunningGateway.StartAsync(new(data.New()) { Control = control }, Cancellation))
            await whole.KillAsync(Cancellation);
        var calls = (int)control.Seen;
        Assert.True(calls > 10, $"the shim saw only {calls} calls");
        for (var at = 1; at <= calls; at += LongForm.Asked ? 1 : Math.Max(1, calls / 6))
        {
            control.Reset();
            control.Ask(Harm.FailOnce, Calls.All, at);
            using var gateway = RunningGateway.Begin(new(directory) { Control = control });
            if (await gateway.ListensAsync(Cancellation))
            {
                // What was left to write after the directory had been made ready was less than that.
                await gateway.KillAsync(Cancellation);
                continue;
            }

            Assert.Equal(1, gateway.ExitCode);
            Assert.Contains("Check the disk", gateway.Said, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", gateway.Said, StringComparison.Ordinal);
            refused++;
        }

        Assert.True(refused > 0);
        using var healthy = await RunningGateway.StartAsync(new(directory), Cancellation);
        Assert.Equal(["ok"], OpenStore.Query(directory, "PRAGMA integrity_check"));
    }
}
