using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using Dapper;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Tests.Receipts;

/// <content>What each phone reported.</content>
public partial class ReceiptTests
{
    [Fact]
    public async Task Each_phone_tells_its_own_and_erasing_the_user_forgets_them()
    {
        await using var world = await StartAsync(phones: new() { ReceivedAfter = TimeSpan.FromSeconds(90), OpenedProbability = 1, OpenedAfter = TimeSpan.FromMinutes(10) });
        world.Simulator.State.RegisterPhone("ana");
        world.Simulator.State.RegisterPhone("ana", "ios");
        var ana = Assert.Single(await world.TakeAsync("Ana"));
        var sent = world.Now;
        var claim = await world.SendAsync([ana]);
        await PollAsync(world, TimeSpan.FromMinutes(1));
        Assert.Equal([("android", sent, null, null), ("ios", sent, null, null)], (await PhonesAsync()).Select(p => (p.Platform, p.HandedAt!.Value, p.ReceivedAt, p.OpenedAt)));
        // Only the phones were new: the reason and its time are those of the sending.
        Assert.Equal((RecipientState.Sent, "accepted", sent), await StateAsync());
        await PollAsync(world, TimeSpan.FromMinutes(5));
        await PollAsync(world, TimeSpan.FromMinutes(30));
        Assert.All(await PhonesAsync(), p => Assert.Equal((sent.AddSeconds(90), sent.AddSeconds(690)), (p.ReceivedAt, p.OpenedAt)));
        Assert.Equal(2, Assert.Single((await world.Get<IReportStore>().ExportAsync(world.Site.Id, ana.UserId, null, 10, ReceiptsWorld.Cancellation)).Messages).Phones.Count);

        // Another attempt changes nothing, and neither does what was learned of another state.
        await world.Receipts.SaveAsync(Learned(claim.AttemptId, RecipientState.Sent), world.Now, ReceiptsWorld.Cancellation);
        await world.Receipts.SaveAsync(Learned(claim.AttemptId + 1, RecipientState.Opened), world.Now, ReceiptsWorld.Cancellation);
        Assert.Equal(2, (await PhonesAsync()).Count);

        var erasures = world.Get<IErasureStore>();
        Assert.True(await erasures.EraseAsync(await erasures.BeginAsync(world.Site.Id, ana.UserId, world.Now, ReceiptsWorld.Cancellation), world.Now, ReceiptsWorld.Cancellation));
        Assert.Empty(await PhonesAsync());
        // What was learned before the erasure and comes to be written after it.
        await world.Receipts.SaveAsync(Learned(claim.AttemptId, RecipientState.Opened), world.Now, ReceiptsWorld.Cancellation);
        Assert.Empty(await PhonesAsync());

        LearnedReceipt Learned(long attempt, RecipientState state) => new()
        {
            AttemptId = attempt,
            Changes = [new(ana.Id, state, state, "", world.Now) { Phones = PhonesColumn.Write(claim.AttemptId, [new("android", "", sent, null, null)]) }],
        };

        async Task<(RecipientState, string, DateTimeOffset)> StateAsync()
        {
            var traced = await world.TraceAsync(ana);
            return (traced.State, traced.Reason, traced.StateAt);
        }

        async Task<IReadOnlyList<PhoneReceipt>> PhonesAsync() => (await world.TraceAsync(ana)).Attempts[^1].Phones;
    }

    [Fact]
    public async Task A_phone_that_a_moving_list_has_twice_is_one()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        var ana = Assert.Single(await world.TakeAsync("Ana"));
        await world.SendAsync([ana]);
        const string Twice = """{"id":7,"created_at":"2026-11-23T12:00:00Z","received_at":null,"open_at":null,"device":{"id":"d","alias_device":"ana","platform":"android"}}""";
        world.Simulator.State.AddFault(new()
        {
            Kind = FaultKind.Status, Status = 200, Operation = "deliveries", Count = 1,
            Body = $"{{\"objects\":[{Twice},{Twice}],\"references\":{{\"total_pages\":1,\"current_page\":1,\"total_entries\":2}}}}",
        });
        await PollAsync(world, TimeSpan.FromMinutes(1));
        Assert.Single((await world.TraceAsync(ana)).Attempts[^1].Phones);
    }

    [Fact]
    public async Task Nothing_is_concluded_about_somebody_who_was_erased()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("eva");
        var recipients = await world.TakeAsync("ana", "eva");
        await world.SendAsync(recipients);
        var (ana, erasures) = (recipients.Single(r => r.Alias == "ana"), world.Get<IErasureStore>());
        Assert.True(await erasures.EraseAsync(await erasures.BeginAsync(world.Site.Id, ana.UserId, world.Now, ReceiptsWorld.Cancellation), world.Now, ReceiptsWorld.Cancellation));
        await PollAsync(world, TimeSpan.FromMinutes(1));
        Assert.Equal(RecipientState.Sent, (await world.TraceAsync(ana)).State);
        Assert.Equal(RecipientState.Received, (await world.TraceAsync(recipients.Single(r => r.Alias == "eva"))).State);
    }

    [Fact]
    public async Task What_is_sent_again_does_not_show_the_phones_of_before()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        var ana = Assert.Single(await world.TakeAsync("Ana"));
        await world.SendAsync([ana]);
        await PollAsync(world, TimeSpan.FromMinutes(1));
        await world.Get<IDatabase>().WriteAsync(c => c.Execute("UPDATE recipient SET state = 'undeliverable'"), ReceiptsWorld.Cancellation);
        await world.Get<IUpkeepStore>().RetryAsync(world.Site.Id, RecipientState.Undeliverable, DateTimeOffset.UnixEpoch, world.Now.AddDays(1), world.Now, ReceiptsWorld.Cancellation);
        await world.SendAsync(await world.Dispatch.PeekAsync(world.Site.Id, world.Now, 10, ReceiptsWorld.Cancellation));
        Assert.Equal([1, 0], (await world.TraceAsync(ana)).Attempts.Select(a => a.Phones.Count));
        await PollAsync(world, TimeSpan.FromMinutes(1));
        Assert.Equal([0, 1], (await world.TraceAsync(ana)).Attempts.Select(a => a.Phones.Count));
    }
}
