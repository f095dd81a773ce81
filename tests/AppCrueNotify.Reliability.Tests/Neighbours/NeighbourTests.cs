using AppCrueNotify.Messages;
using AppCrueNotify.Reliability.Tests.Running;
using AppCrueNotify.Storage;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Reliability.Tests.Neighbours;

/// <summary>T11 and T13: one site's trouble costs its neighbours nothing.</summary>
[Trait("Category", "Slow")]
public sealed class NeighbourTests
{
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

        // As many as it may have are under way at the slow one and stay so: what the quick one sends meanwhile waits for none of them.
        for (var i = 0; i < 300; i++)
        {
            await gateway.TakeAsync(quick, [i + 1], $"quick {i}", Cancellation);
            if (i % 50 == 49)
                await GatewayHere.UntilAsync(async () => await gateway.CountAsync(quick, RecipientState.Sent, Cancellation) == i + 1, Cancellation);
        }

        Assert.Equal(300, await gateway.CountAsync(quick, RecipientState.Sent, Cancellation));
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
}
