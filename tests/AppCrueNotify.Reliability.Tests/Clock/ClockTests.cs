using AppCrueNotify.Reliability.Tests.Running;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Reliability.Tests.Clock;

/// <summary>T7: somebody sets the clock of the machine while the gateway runs. No lease is stolen, nothing storms, nothing stalls.</summary>
[Trait("Category", "Slow")]
public sealed class ClockTests
{
    private static readonly TimeSpan ToTheSeventies = DateTimeOffset.UnixEpoch - new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Setting_the_clock_steals_no_lease_storms_nothing_and_stalls_nothing()
    {
        // Madrid's summer time ends on 2027-10-31 and begins on 2027-03-28, at 1:00 UTC: the jumps land shortly before, and time goes over them.
        var now = TimeProvider.System.GetUtcNow();
        (string Name, TimeSpan Offset)[] jumps =
        [
            ("an hour ahead", TimeSpan.FromHours(1)), ("back again", TimeSpan.Zero), ("an hour back", TimeSpan.FromHours(-1)), ("a month ahead", TimeSpan.FromDays(31)), ("to 1970", ToTheSeventies), ("true again", TimeSpan.Zero),
            ("before summer time", new DateTimeOffset(2027, 3, 28, 0, 59, 59, TimeSpan.Zero) - now), ("before winter time", new DateTimeOffset(2027, 10, 31, 0, 59, 59, TimeSpan.Zero) - now),
            ("true again", TimeSpan.Zero),
        ];
        await using var campus = await Campus.OpenAsync(TimeSpan.FromMilliseconds(5), Cancellation, ("window", "100ms"), ("max-requests-per-second", "100"), ("keep-sent", "3650 days"), ("keep-undeliverable", "3650 days"));
        using var gateway = await campus.ServeAsync(Cancellation, ("TZ", "Europe/Madrid"));
        await using var load = new Load(gateway.Address, campus.Token, 7);
        foreach (var (jump, index) in jumps.Select((j, i) => (j, i)))
        {
            // One request is at TwinPush, and one message waits for its window, when the clock is set.
            campus.Simulator.State.AddFault(new() { Kind = FaultKind.Latency, Delay = TimeSpan.FromMilliseconds(300), Count = 1 });
            var before = Posts(campus);
            await load.PostAsync($"under-way-{index}", 1, Cancellation);
            while (Posts(campus) == before)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
            await load.PostAsync($"waiting-{index}", 1, Cancellation);
            campus.Control.Clock = jump.Offset;
            await load.PostAsync($"after-{index}", 1, Cancellation);
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            patience.CancelAfter(TimeSpan.FromSeconds(30));
            try
            {
                await campus.DrainAsync(patience.Token);
            }
            catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
            {
                Assert.Fail($"{jump.Name}: messages still wait after 30 s");
            }

            // One that was under way, and what waited: together, or one by one. More would be a storm or a stolen lease.
            Assert.InRange(Posts(campus) - before, 2, 3);
        }

        Assert.Equal(3 * jumps.Length, load.Acknowledged.Count);
        // A month ahead what waits expires in words, as the clock says; it is not lost, and what comes after it is sent.
        Assert.Equal(load.Acknowledged.Count, campus.Count("sent") + campus.Count("expired"));
        Assert.Equal(jumps.Length * 2, OpenStore.Query(campus.Directory, "SELECT key FROM recipient WHERE state = 'sent' AND key NOT LIKE '%waiting%'").Count);
        Assert.Empty(OpenStore.Query(campus.Directory, "SELECT key FROM recipient WHERE unknowns > 0"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{jumps.Length} settings of the clock; {Ledger.AssertTrue(campus.Directory, [.. load.Acknowledged.Keys], campus.Simulator)}");
    }

    [Fact]
    public async Task What_was_taken_while_the_clock_was_ahead_is_sent_by_the_next_start_with_the_true_time()
    {
        await using var campus = await Campus.OpenAsync(TimeSpan.Zero, Cancellation, ("window", "5min"));
        using (var ahead = await campus.ServeAsync(Cancellation))
        {
            campus.Control.Clock = TimeSpan.FromDays(31);
            await using var load = new Load(ahead.Address, campus.Token, 7);
            await load.PostAsync("taken-ahead", 1, Cancellation);
            Assert.Equal(1, campus.Count("waiting"));
            await ahead.KillAsync(Cancellation);
        }

        using var gateway = await campus.ServeAsync(Cancellation);
        await campus.DrainAsync(Cancellation);
        Assert.Equal(1, campus.Count("sent"));
    }

    private static long Posts(Campus campus) => campus.Simulator.State.Requests.Count();
}
