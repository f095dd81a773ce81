using System.Net;
using AppCrueNotify.Reliability.Tests.Running;

namespace AppCrueNotify.Reliability.Tests.FailingDisk;

/// <summary>T4: the disk is full from the N-th write on. Refused in words and with a time to come back, nothing acknowledged, healed by itself.</summary>
[Trait("Category", "Slow")]
public sealed class FullDiskTests
{
    private static readonly TimeSpan Heals = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disk_that_is_full_at_any_write_refuses_loses_nothing_and_heals_by_itself()
    {
        await using var campus = await Campus.OpenAsync(TimeSpan.Zero, Cancellation, ("window", "0"), ("max-requests-per-second", "500"));
        using var gateway = await campus.ServeAsync(Cancellation);
        await using var load = new Load(gateway.Address, campus.Token, 4);
        Assert.Equal(HttpStatusCode.Accepted, await load.PostAsync("before", 1, Cancellation));
        await campus.DrainAsync(Cancellation);
        var (refused, slowest) = (0, TimeSpan.Zero);
        // The four commits of a lone message have some forty writes; the disk is full at each of them in turn, and so at each call of the store.
        for (var at = 1; at <= 40; at += LongForm.Asked ? 1 : 4)
        {
            campus.Control.Ask(Harm.Full, Calls.Write, at);
            for (var more = 0; campus.Control.Struck == 0; more++)
                await load.PostAsync($"until-{at}-{more}", 1, Cancellation);
            // From here on nothing can be stored: no 2xx, whatever is asked.
            var acknowledged = load.Acknowledged.Count;
            for (var more = 0; more < 3; more++)
                Assert.Equal(HttpStatusCode.ServiceUnavailable, await load.PostAsync($"full-{at}-{more}", 1, Cancellation));
            Assert.Equal(acknowledged, load.Acknowledged.Count);
            refused += 3;

            campus.Control.Stop();
            var freed = TimeProvider.System.GetTimestamp();
            Assert.Equal(HttpStatusCode.Accepted, await load.PostAsync($"healed-{at}", 1, Cancellation));
            await campus.DrainAsync(Cancellation);
            var healed = TimeProvider.System.GetElapsedTime(freed);
            Assert.True(healed < Heals, $"write {at}: everything was sent only {healed} after space was free again");
            slowest = healed > slowest ? healed : slowest;
        }

        Assert.All(load.Refusals, r => Assert.Equal((HttpStatusCode.ServiceUnavailable, true), r));
        Assert.False(gateway.Ended);
        // What was answered twice with different truths would show here: each message was sent once.
        TestContext.Current.TestOutputHelper!.WriteLine($"{refused} refusals; healed within {slowest.TotalSeconds:0.0} s; {Ledger.AssertTrue(campus.Directory, [.. load.Acknowledged.Keys], campus.Simulator)}");
    }
}
