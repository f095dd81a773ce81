using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using TwinPush.Simulator.Faults;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Dispatch;

/// <summary>From Moodle's request to the phones, with TwinPush well.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task One_text_to_2500_people_takes_three_requests()
    {
        // Long enough for all to come within it, also on a busy machine.
        await using var gateway = await GatewayFixture.StartAsync(("window", "6s"));
        for (var i = 0; i < 2500; i += 500)
            await gateway.TakeAsync(Enumerable.Range(i, 500).Select(n => Message($"k{n}", n + 1)));
        await gateway.DrainAsync();
        Assert.Equal([500, 1000, 1000], gateway.Creations().Select(r => r.Recipients!.Value).Order());
        Assert.All(gateway.Creations(), r => Assert.Equal("devices_aliases", r.TargetKind));
        Assert.Equal(2500, (await gateway.CountsAsync())["sent"]);
    }

    [Fact]
    public async Task Different_texts_to_1500_people_take_two_requests_and_everybody_gets_their_own()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "6s"), ("delivery-speed", "instant"));
        for (var i = 0; i < 1500; i += 500)
            await gateway.TakeAsync(Enumerable.Range(i, 500).Select(n => Message($"k{n}", n + 1, $"text {n}")));
        await gateway.DrainAsync();
        Assert.Equal([500, 1000], gateway.Creations().Select(r => r.Recipients!.Value).Order());
        Assert.All(gateway.Creations(), r => Assert.Equal("multiple_alias", r.TargetKind));
        foreach (var n in (int[])[0, 700, 1499])
            Assert.Contains($"text {n}", Assert.Single(gateway.Simulator.State.Pushes($"est{n + 1}")).Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_users_messages_arrive_in_their_order()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"), ("max-requests-per-second", "1000"), ("delivery-speed", "instant"));
        for (var i = 0; i < 12; i++)
            await gateway.TakeAsync(Enumerable.Range(1, 5).Select(user => Message($"k{i}:{user}", user, $"number {i:00}")));
        await gateway.DrainAsync();
        for (var user = 1; user <= 5; user++)
        {
            var titles = gateway.Simulator.State.Pushes($"est{user}").Reverse().Select(p => p.Title![^2..]);
            Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{i:00}"), titles);
        }
    }

    [Fact]
    public async Task With_a_window_company_is_waited_for_and_without_it_is_not()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "5min"));
        var quick = await gateway.AddSiteAsync("quick", new() { ["window"] = "0" });
        await gateway.TakeAsync([Message("slow", 1)]);
        await gateway.TakeAsync([Message("quick", 2)], quick);
        await GatewayFixture.UntilAsync(() => gateway.Creations().Count == 1);
        Assert.Equal(1, (await gateway.CountsAsync())["waiting"]);
        // A full batch leaves at once, window or not.
        await gateway.TakeAsync(Enumerable.Range(100, 999).Select(n => Message($"k{n}", n)));
        await GatewayFixture.UntilAsync(() => gateway.Creations().Count == 2);
        Assert.Equal(1000, gateway.Creations()[^1].Recipients);
    }

    [Theory]
    [InlineData("500ms")]
    [InlineData("5min")]
    public async Task Many_texts_that_come_in_turns_leave_in_full_requests_however_many_wait(string window)
    {
        // A look sees twenty of the 160: two or three of each text.
        await using var gateway = await GatewayFixture.StartAsync(o => o with { Dispatch = o.Dispatch with { BatchSize = 10, OwnRequestFrom = 2 } }, ("window", window), ("max-in-flight", "1"), ("max-requests-per-second", "1000"));
        await gateway.TakeAsync(Enumerable.Range(0, 160).Select(n => Message($"k{n}", n + 1, $"text {n % 8}")));
        await gateway.DrainAsync();
        Assert.Equal(Enumerable.Repeat(10, 16), gateway.Creations().Select(r => r.Recipients!.Value));
        Assert.All(gateway.Creations(), r => Assert.Equal("devices_aliases", r.TargetKind));
    }

    [Fact]
    public async Task A_skipped_message_is_never_sent()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        await gateway.TakeAsync([With("skipped", 1, ("userto.alias", "null")), Message("sent", 2)]);
        await gateway.DrainAsync();
        Assert.Equal(1, Assert.Single(gateway.Creations()).Recipients);
        Assert.Equal(RecipientState.Skipped, (await gateway.TraceAsync("skipped")).State);
    }

    [Fact]
    public async Task A_site_whose_TwinPush_hangs_does_not_delay_another()
    {
        await using var hanging = await TwinPush.Simulator.TwinPushSimulator.StartAsync(new() { AcceptAnyAlias = true }, GatewayFixture.Cancellation);
        hanging.State.AddFault(new() { Kind = FaultKind.Hang });
        await using var gateway = await GatewayFixture.StartAsync(o => o with { Dispatch = o.Dispatch with { StopGrace = TimeSpan.FromMilliseconds(100) } }, ("window", "0"));
        var stuck = await gateway.AddSiteAsync("stuck", new() { ["window"] = "0", ["max-requests-per-second"] = "1000" }, hanging.ApiAddress);
        await gateway.TakeAsync(Enumerable.Range(1, 900).Select(n => Message($"k{n}", n, $"text {n % 9}")), stuck);
        await gateway.TakeAsync([Message("mine", 1)]);
        await GatewayFixture.UntilAsync(async () => (await gateway.TraceAsync("mine")).State == RecipientState.Sent);
        var counts = (await gateway.Get<IReportStore>().CountAsync(GatewayFixture.Cancellation)).Where(c => c.SiteId != gateway.Site.Id).ToList();
        Assert.DoesNotContain(counts, c => c.State == RecipientState.Sent);
    }
}
