using AppCrueNotify.Messages;
using AppCrueNotify.Reliability.Tests.Running;
using Microsoft.Extensions.Time.Testing;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Reliability.Tests.Outage;

/// <summary>T14: TwinPush is away for six hours while a large backlog waits. The hours are played on a clock of the test's own.</summary>
[Trait("Category", "Slow")]
public sealed class OutageTests
{
    private const int InFlight = 8;
    private static readonly TimeSpan Away = TimeSpan.FromHours(6);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Six_hours_away_cost_one_probe_in_thirty_seconds_no_memory_and_nothing_is_lost()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        var waiting = LongForm.Rounds(40_000, 2_000_000);
        await using var gateway = await GatewayHere.StartAsync(time, Cancellation);
        var site = await gateway.AddSiteAsync("campus", Cancellation, ("window", "0"), ("max-in-flight", $"{InFlight}"), ("max-requests-per-second", "1000"));
        site.TwinPush.State.AddFault(new() { Kind = FaultKind.Status, Status = 503 });
        foreach (var chunk in Enumerable.Range(1, waiting).Chunk(1000))
            await gateway.TakeAsync(site, chunk, $"text {chunk[0]}", Cancellation);

        // At first as many as may be under way find out at once.
        while (site.Requests < 3)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await SettleAsync(gateway);
        }

        await SettleAsync(gateway);
        Assert.InRange(site.Requests, 3, InFlight);
        var seen = new List<long> { site.Requests };
        var (early, late) = (0L, 0L);
        for (var elapsed = TimeSpan.Zero; elapsed < Away; elapsed += Step)
        {
            time.Advance(Step);
            await SettleAsync(gateway);
            seen.Add(site.Requests);
            if (elapsed == TimeSpan.FromHours(1))
                early = GC.GetTotalMemory(forceFullCollection: true);
        }

        late = GC.GetTotalMemory(forceFullCollection: true);
        Assert.InRange(seen[^1], 6, InFlight + (int)(Away / TimeSpan.FromSeconds(30)) + 1);
        // Between two probes lie thirty seconds, which are three steps.
        Assert.DoesNotContain(Enumerable.Range(0, seen.Count - 2), i => seen[i + 2] - seen[i] > 1);
        Assert.True(late - early < 16 << 20, $"memory grew from {early >> 20} to {late >> 20} MB in five hours");

        site.TwinPush.State.ClearFaults();
        var recovered = 0;
        while (await gateway.CountAsync(site, RecipientState.Sent, Cancellation) < waiting)
        {
            Assert.True(++recovered < 24 * 360, "The backlog does not leave.");
            time.Advance(Step);
            await SettleAsync(gateway);
        }

        Assert.Equal(0, await gateway.CountAsync(site, RecipientState.Held, Cancellation));
        TestContext.Current.TestOutputHelper!.WriteLine($"{waiting} waiting, {seen[^1]} requests in six hours, memory {early >> 20} MB after one hour and {late >> 20} MB after six; all sent within {recovered * Step} of the recovery");
    }

    /// <summary>Lets what the step woke do its work, to the end of the last attempt.</summary>
    private static async Task SettleAsync(GatewayHere gateway)
    {
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, Cancellation);
        }
        while (OpenStore.Query(gateway.Directory, "SELECT tag FROM attempt WHERE state IN ('claimed', 'posting') LIMIT 1").Count > 0);
    }
}
