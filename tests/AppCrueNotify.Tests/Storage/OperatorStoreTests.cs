using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Tests.Storage;

public sealed class OperatorStoreTests
{
    private static readonly MessageChoice All = new();

    [Fact]
    public async Task Cancelled_messages_never_leave()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "5min"));
        await PostAsync(gateway, 1, 2, 3);
        Assert.Equal(1, await gateway.Get<IOperatorStore>().CancelAsync(gateway.Site.Id, new() { UserId = 2 }, Now, GatewayFixture.Cancellation));
        Assert.Equal(1, await gateway.Get<IOperatorStore>().CancelAsync(gateway.Site.Id, new() { Key = "n:3:3" }, Now, GatewayFixture.Cancellation));
        Assert.Equal(0, await gateway.Get<IOperatorStore>().CancelAsync(gateway.Site.Id, new() { Component = "mod_quiz" }, Now, GatewayFixture.Cancellation));
        Assert.Equal(1, await gateway.Get<IOperatorStore>().CancelAsync(gateway.Site.Id, All, Now, GatewayFixture.Cancellation));
        Assert.Equal(RecipientState.Cancelled, Assert.Single(await gateway.Get<IReportStore>().CountAsync(GatewayFixture.Cancellation)).State);
        Assert.Equal(0, gateway.Simulator.State.Requests.Count());
    }

    [Fact]
    public async Task A_held_message_that_TwinPush_has_counts_as_sent_and_is_not_sent_again()
    {
        await using var gateway = await HeldAsync();
        Assert.Equal(1, await gateway.Get<IOperatorStore>().SettleSentAsync(gateway.Site.Id, All, Now, GatewayFixture.Cancellation));
        Assert.Equal(RecipientState.Sent, (await StateAsync(gateway)).State);
        Assert.Equal(1, gateway.Simulator.State.Requests.Count());
    }

    [Fact]
    public async Task A_held_message_that_TwinPush_does_not_have_is_sent_again_and_remembers_both_attempts()
    {
        await using var gateway = await HeldAsync();
        var tag = Assert.Single((await StateAsync(gateway)).Attempts).Tag;
        Assert.Equal(1, await gateway.Get<IOperatorStore>().SettleNotSentAsync(gateway.Site.Id, new() { Tag = tag }, Now.AddHours(1), Now, GatewayFixture.Cancellation));
        await gateway.DrainAsync();
        var settled = await StateAsync(gateway);
        Assert.Equal(RecipientState.Sent, settled.State);
        Assert.Equal(["unknown", "accepted"], settled.Attempts.Select(a => a.State));
        Assert.Equal(2, gateway.Simulator.State.Requests.Count());
    }

    [Fact]
    public async Task A_sent_notification_is_found_by_any_message_it_carried_and_can_be_recorded_as_recalled()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "100ms"));
        await PostAsync(gateway, 1, 2, 3);
        await gateway.DrainAsync();
        var sent = await gateway.Get<IOperatorStore>().FindSentAsync(gateway.Site.Id, "n:2:2", GatewayFixture.Cancellation);
        Assert.Equal(3, sent!.Recipients);
        Assert.Null(await gateway.Get<IOperatorStore>().FindSentAsync(gateway.Site.Id, "n:9:9", GatewayFixture.Cancellation));
        Assert.Equal(3, await gateway.Get<IOperatorStore>().RecalledAsync(sent.AttemptId, Now, GatewayFixture.Cancellation));
        Assert.Equal(RecipientState.Cancelled, Assert.Single(await gateway.Get<IReportStore>().CountAsync(GatewayFixture.Cancellation)).State);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static async Task<GatewayFixture> HeldAsync()
    {
        var gateway = await GatewayFixture.StartAsync(("window", "0"), ("on-unknown", "hold"));
        gateway.Simulator.State.AddFault(new() { Kind = FaultKind.ResetAfter, Count = 1 });
        await PostAsync(gateway, 1);
        await gateway.DrainAsync();
        Assert.Equal(RecipientState.Held, (await StateAsync(gateway)).State);
        return gateway;
    }

    private static async Task PostAsync(GatewayFixture gateway, params int[] users)
    {
        var messages = users.Select(user => $$$"""{"key":"n:{{{user}}}:{{{user}}}","component":"mod_assign","name":"assign_notification","subject":"Entrega","smallmessage":"Hola","userto":{"id":{{{user}}},"alias":"u{{{user}}}"}}""");
        var answer = await gateway.PostAsync($"{{\"messages\":[{string.Join(',', messages)}]}}");
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static async Task<TracedMessage> StateAsync(GatewayFixture gateway) =>
        Assert.Single(await gateway.Get<IReportStore>().TraceUserAsync(gateway.Site.Id, 1, 10, GatewayFixture.Cancellation));
}
