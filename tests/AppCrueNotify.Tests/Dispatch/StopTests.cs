using AppCrueNotify.Messages;
using AppCrueNotify.Tests.Hosting;
using TwinPush.Simulator.Faults;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Dispatch;

public sealed class StopTests
{
    [Fact]
    public async Task A_stop_in_order_ends_what_is_under_way_and_leaves_nothing_open()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"), ("max-requests-per-second", "10"), ("max-in-flight", "4"), ("delivery-speed", "instant"));
        gateway.Simulator.State.AddFault(new() { Kind = FaultKind.Latency, Delay = TimeSpan.FromMilliseconds(400) });
        await gateway.TakeAsync(Enumerable.Range(1, 900).Select(n => Message($"k{n}", n, $"text {n % 9}")));
        await GatewayFixture.UntilAsync(async () => (await gateway.CountsAsync()).GetValueOrDefault("sending") >= 300);
        await gateway.StopAsync();

        Assert.Empty(await OpenAttempts.OfAsync(gateway.Directory));
        gateway.Simulator.State.ClearFaults();
        await gateway.RestartAsync();
        await gateway.DrainAsync();
        Assert.Equal(900, (await gateway.CountsAsync())["sent"]);
        Assert.All(Enumerable.Range(1, 900), n => Assert.Single(gateway.Simulator.State.Pushes($"est{n}")));
        await gateway.AssertEveryPostIsRecordedAsync();
    }

    [Fact]
    public async Task What_does_not_end_in_time_is_unknown_and_says_so()
    {
        await using var gateway = await GatewayFixture.StartAsync(
            o => o with { Dispatch = o.Dispatch with { StopGrace = TimeSpan.FromMilliseconds(50) } }, ("window", "0"), ("on-unknown", "hold"));
        gateway.Simulator.State.AddFault(new() { Kind = FaultKind.Hang, Count = 1 });
        await gateway.TakeAsync([Message("k", 1)]);
        await GatewayFixture.UntilAsync(async () => (await gateway.TraceAsync("k")).Attempts is [{ State: "posting" }]);
        await gateway.RestartAsync();
        var message = await gateway.TraceAsync("k");
        Assert.Equal((RecipientState.Held, "unknown"), (message.State, Assert.Single(message.Attempts).State));
        Assert.Contains("stopped", message.Reason, StringComparison.Ordinal);
    }
}
