using System.Text.Json;
using AppCrueNotify.Dispatch;
using AppCrueNotify.Messages;
using AppCrueNotify.Tests.Receipts;
using TwinPush;
using TwinPush.Notifications;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Dispatch.Inquiries;

/// <summary>What the sentinel costs, and what it hides.</summary>
public sealed class SentinelBatchTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Sixty_thousand_take_one_request_more_than_without_it()
    {
        // Only full requests leave, however slow the machine is: 939 more than 60,000 fill the last one.
        const int Full = 61 * 999;
        await using var world = await SentinelWorld.StartAsync(window: "5min");
        world.Gateway.Simulator.State.RegisterPhones(Enumerable.Range(31, Full).Select(i => $"est{i}"));
        for (var i = 1; i <= Full; i += 999)
            await world.Gateway.TakeAsync(Enumerable.Range(i, 999).Select(n => Message($"k{n}", n)));
        await world.Gateway.DrainAsync();
        Assert.Equal(Full, (await world.Gateway.CountsAsync())["sent"]);
        Assert.Equal(61, world.Gateway.Creations().Count);
        Assert.All(world.Gateway.Creations(), r => Assert.Equal(1000, r.Recipients));
        Assert.Equal(61, world.Gateway.Simulator.State.Apps[0].Devices.Find((await world.SentinelAsync()).DeviceId!)!.Inbox.NewestFirst.Count());
    }

    [Fact]
    public void Sixty_thousand_are_packed_into_61_requests()
    {
        var recipients = Enumerable.Range(1, 60_000).Select(i => Storage.Samples.Due(i)).ToList();
        var batches = Packer.Pack(recipients, _ => new(100, 20, false), new(999, 50, 2 * 1024 * 1024), Storage.Samples.Now);
        Assert.Equal((61, 60_000, 60), (batches.Count, batches.Sum(b => b.Recipients.Count), batches.Min(b => b.Recipients.Count)));
    }

    [Fact]
    public async Task It_stands_at_the_head_of_a_request_for_many_texts_too()
    {
        await using var world = await SentinelWorld.StartAsync();
        await world.Gateway.TakeAsync(Enumerable.Range(1, 30).Select(i => Message($"k{i}", i, $"text {i}")));
        await world.Gateway.DrainAsync();
        using var body = JsonDocument.Parse(Assert.Single(world.Gateway.Creations()).Body!);
        var entries = body.RootElement.GetProperty("multiple_alias").EnumerateObject().ToList();
        Assert.Equal((31, (await world.SentinelAsync()).Alias), (entries.Count, entries[0].Name));
        Assert.DoesNotContain("text", entries[0].Value.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_none_of_the_others_has_the_app_is_learned_from_the_report()
    {
        await using var world = await ReceiptsWorld.StartAsync();
        world.Simulator.State.RegisterPhone("acn-sentinel-x", withPushToken: false);
        var recipients = await world.TakeAsync("nobody1", "nobody2");
        var claim = Assert.Single(await world.Dispatch.ClaimAsync(world.Site.Id, [new(AppCrueNotify.Storage.BatchKind.Simple, "tag", recipients)], world.Now, world.Now.AddMinutes(3), ReceiptsWorld.Cancellation));
        await world.Dispatch.BeginPostingAsync(claim.AttemptId, world.Now, ReceiptsWorld.Cancellation);
        var created = await world.Get<TwinPushClientFactory>().Create(AppOf(world)).CreateNotificationAsync(
            new() { Alert = "Exam moved", Target = NotificationTarget.Aliases(["acn-sentinel-x", "nobody1", "nobody2"]) }, ReceiptsWorld.Cancellation);
        var completion = Storage.Samples.Completed(claim.AttemptId, Outcome.Accepted, new AppCrueNotify.Storage.RecipientChange.Settle(null, RecipientState.Sent, "accepted"));
        await world.Dispatch.CompleteAsync(completion with { NotificationId = created.Id }, world.Now, ReceiptsWorld.Cancellation);
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        await world.Poller.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await world.Poller.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        Assert.Equal(RecipientState.Undeliverable, (await world.TraceAsync(recipients[0])).State);
        Assert.Equal(RecipientState.Undeliverable, (await world.TraceAsync(recipients[1])).State);
    }

    private static TwinPushApp AppOf(ReceiptsWorld world) =>
        new() { BaseAddress = world.Site.TwinPushUrl, AppId = world.Site.AppId, CreatorKey = world.Site.CreatorKey, ApiToken = world.Site.ApiToken };
}
