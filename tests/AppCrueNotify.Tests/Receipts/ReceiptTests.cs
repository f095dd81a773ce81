using AppCrueNotify.Messages;
using AppCrueNotify.Receipts;
using AppCrueNotify.Storage;
using TwinPush;
using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Tests.Receipts;

public partial class ReceiptTests
{
    /// <summary>Each database has its world.</summary>
    private protected virtual Task<ReceiptsWorld> StartAsync(ReceiptsOptions? options = null, PhoneBehaviour? phones = null) => ReceiptsWorld.StartAsync(options, phones);

    [Fact]
    public async Task A_push_goes_from_sent_to_received_to_opened_at_the_times_the_phone_told_and_the_polling_ends()
    {
        await using var world = await StartAsync(phones: new() { ReceivedAfter = TimeSpan.FromSeconds(90), OpenedProbability = 1, OpenedAfter = TimeSpan.FromMinutes(10) });
        world.Simulator.State.RegisterPhone("ana");
        var ana = Assert.Single(await world.TakeAsync("Ana"));
        var sent = world.Now;
        await world.SendAsync([ana]);

        await PollAsync(world, TimeSpan.FromMinutes(1));
        Assert.Equal(RecipientState.Sent, (await world.TraceAsync(ana)).State);
        await PollAsync(world, TimeSpan.FromMinutes(5));
        var received = await world.TraceAsync(ana);
        Assert.Equal((RecipientState.Received, "received by a phone", sent.AddSeconds(90)), (received.State, received.Reason, received.StateAt));
        await PollAsync(world, TimeSpan.FromMinutes(30));
        var opened = await world.TraceAsync(ana);
        Assert.Equal((RecipientState.Opened, sent.AddSeconds(690)), (opened.State, opened.StateAt));
        Assert.Equal(new("sent", 1, 1, 1, world.Now, "nothing more can come"), opened.Attempts[^1].Receipt);

        var requests = world.Simulator.State.Requests.Count();
        for (var day = 0; day < 3; day++)
            await PollAsync(world, TimeSpan.FromDays(1));
        Assert.Equal(requests, world.Simulator.State.Requests.Count());
    }

    [Fact]
    public async Task Every_step_of_the_schedule_costs_one_report_and_deliveries_only_when_counts_changed()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        await world.SendAsync(await world.TakeAsync("ana"));
        for (var minute = 0; minute < 60 * 50; minute++)
            await PollAsync(world, TimeSpan.FromMinutes(1));
        Assert.Equal((6, 1), (world.Simulator.State.Requests.Count("report"), world.Simulator.State.Requests.Count("deliveries")));
    }

    [Fact]
    public async Task Steps_that_were_missed_are_made_up_for_by_one_look()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        await world.SendAsync(await world.TakeAsync("ana"));
        await world.Poller.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        await PollAsync(world, TimeSpan.FromHours(3));
        await PollAsync(world, TimeSpan.FromHours(1));
        Assert.Equal(1, world.Simulator.State.Requests.Count("report"));
    }

    [Fact]
    public async Task One_of_several_phones_is_enough()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        world.Simulator.State.SetPlatformError(world.Simulator.State.RegisterPhone("ana", "ios"), "Unregistered");
        var ana = Assert.Single(await world.TakeAsync("ana"));
        await world.SendAsync([ana]);
        await PollAsync(world, TimeSpan.FromMinutes(1));
        Assert.Equal(RecipientState.Received, (await world.TraceAsync(ana)).State);
    }

    [Fact]
    public async Task Of_ten_recipients_the_nine_that_no_phone_of_theirs_was_reached_are_told_apart()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("user3");
        var recipients = await world.TakeAsync([.. Enumerable.Range(0, 10).Select(i => $"user{i}")]);
        await world.SendAsync(recipients);
        await PollAsync(world, TimeSpan.FromMinutes(1));
        foreach (var recipient in recipients)
        {
            var traced = await world.TraceAsync(recipient);
            Assert.Equal(
                recipient.Alias == "user3" ? (RecipientState.Received, "received by a phone") : (RecipientState.Undeliverable, ReceiptRules.NotReached),
                (traced.State, traced.Reason));
        }
    }

    [Fact]
    public async Task Nobody_is_called_unreached_while_TwinPush_is_still_sending()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhones(Enumerable.Range(0, 10).Select(i => $"user{i}"));
        var recipients = await world.TakeAsync("user0", "nobody");
        await world.SendAsync(recipients);
        world.Simulator.State.AddFault(new()
        {
            Kind = FaultKind.Status,
            Status = 200,
            Operation = "report",
            Count = 1,
            Body = """{"status":"sending","delivery_count":1,"received_count":1,"opening_count":0,"errors":[]}""",
        });
        await PollAsync(world, TimeSpan.FromMinutes(1));
        Assert.Equal(RecipientState.Sent, (await world.TraceAsync(recipients[1])).State);
        await PollAsync(world, TimeSpan.FromMinutes(5));
        Assert.Equal(RecipientState.Undeliverable, (await world.TraceAsync(recipients[1])).State);
    }

    [Fact]
    public async Task Nobody_is_called_unreached_when_fewer_deliveries_were_read_than_there_are()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("user0");
        var recipients = await world.TakeAsync("user0", "nobody");
        await world.SendAsync(recipients);
        world.Simulator.State.AddFault(new()
        {
            Kind = FaultKind.Status,
            Status = 200,
            Operation = "report",
            Body = """{"status":"sent","delivery_count":2,"received_count":1,"opening_count":0,"errors":[]}""",
        });
        await PollAsync(world, TimeSpan.FromMinutes(1));
        Assert.Equal(RecipientState.Sent, (await world.TraceAsync(recipients[1])).State);
    }

    [Theory]
    [InlineData("ios", "CERTIFICATE_EXPIRED", "certificate expired")]
    [InlineData("android", "NotRegistered", "unregistered")]
    [InlineData("huawei", "80300007", "Huawei refused the registrations")]
    [InlineData("android", "SomethingNew", "The push platform refused the push")]
    public async Task Platform_errors_are_kept_in_words_with_the_attempt(string platform, string key, string words)
    {
        await using var world = await StartAsync();
        world.Simulator.State.SetPlatformError(world.Simulator.State.RegisterPhone("ana", platform), key);
        var ana = Assert.Single(await world.TakeAsync("ana"));
        await world.SendAsync([ana]);
        await PollAsync(world, TimeSpan.FromMinutes(1));
        var traced = await world.TraceAsync(ana);
        var error = Assert.Single(traced.Attempts[^1].PlatformErrors);
        Assert.Equal((key, platform == "huawei" ? "all" : platform), (error.Key, error.Platform));
        Assert.StartsWith(words, error.Words, StringComparison.Ordinal);
        Assert.Equal(RecipientState.Undeliverable, traced.State);
    }

    [Fact]
    public async Task A_failure_is_made_up_for_and_one_that_stays_ends_with_the_schedule_and_its_grace()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        var ana = Assert.Single(await world.TakeAsync("ana"));
        await world.SendAsync([ana]);
        await world.Poller.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        world.Simulator.State.AddFault(new() { Kind = FaultKind.Status, Status = 403, ErrorType = "InvalidToken", Operation = "report" });
        await Assert.ThrowsAsync<TwinPushException>(() => world.Poller.RoundAsync(world.Site, ReceiptsWorld.Cancellation));
        Assert.Equal(RecipientState.Sent, (await world.TraceAsync(ana)).State);
        world.Clock.Advance(TimeSpan.FromDays(3));
        await Assert.ThrowsAsync<TwinPushException>(() => world.Poller.RoundAsync(world.Site, ReceiptsWorld.Cancellation));
        Assert.StartsWith("given up", (await world.TraceAsync(ana)).Attempts[^1].Receipt!.Ended, StringComparison.Ordinal);
        world.Simulator.State.ClearFaults();
        await PollAsync(world, TimeSpan.FromDays(1));
        Assert.Equal(RecipientState.Sent, (await world.TraceAsync(ana)).State);
    }

    [Fact]
    public async Task A_notification_that_TwinPush_no_longer_has_is_not_asked_after_again()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        var ana = Assert.Single(await world.TakeAsync("ana"));
        await world.SendAsync([ana]);
        world.Simulator.State.AddFault(new() { Kind = FaultKind.Status, Status = 404, ErrorType = "NotificationNotFound", Operation = "report" });
        await PollAsync(world, TimeSpan.FromMinutes(1));
        Assert.Equal("TwinPush no longer has the notification", (await world.TraceAsync(ana)).Attempts[^1].Receipt!.Ended);
        await PollAsync(world, TimeSpan.FromHours(1));
        Assert.Equal(1, world.Simulator.State.Requests.Count("report"));
    }

    [Fact]
    public async Task Sites_without_a_token_have_no_receipts()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        await world.Get<ISiteStore>().UpdateAsync(world.Site with { ApiToken = null }, new Dictionary<string, string>(), ReceiptsWorld.Cancellation);
        await world.SendAsync(await world.TakeAsync("ana"));
        Assert.Equal(0, await world.Receipts.ScheduleNewAsync(world.Site.Id, TimeSpan.Zero, 10, ReceiptsWorld.Cancellation));
    }

    [Fact]
    public async Task What_somebody_took_and_did_not_save_is_due_again_after_its_lease()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        await world.SendAsync(await world.TakeAsync("ana"));
        await world.Receipts.ScheduleNewAsync(world.Site.Id, TimeSpan.Zero, 10, ReceiptsWorld.Cancellation);
        Assert.Single(await ClaimAsync(world));
        Assert.Empty(await ClaimAsync(world));
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Single(await ClaimAsync(world));
    }

    private static Task<IReadOnlyList<DueReceipt>> ClaimAsync(ReceiptsWorld world) =>
        world.Receipts.ClaimAsync(world.Site.Id, 10, world.Now, world.Now.AddMinutes(10), ReceiptsWorld.Cancellation);

    private static async Task PollAsync(ReceiptsWorld world, TimeSpan after)
    {
        // New receipts get on the schedule first, as the loop would have done long before.
        await world.Receipts.ScheduleNewAsync(world.Site.Id, TimeSpan.FromMinutes(1), 10, ReceiptsWorld.Cancellation);
        world.Clock.Advance(after);
        await world.Poller.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
    }
}
