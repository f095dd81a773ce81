using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Tests.Dispatch.Inquiries;

/// <summary>Every end that a lost answer can have, with the real gateway and the simulator.</summary>
public sealed class InquiryTests
{
    [Fact]
    public async Task Found_once_it_was_accepted_and_nobody_is_sent_it_again()
    {
        await using var world = await SentinelWorld.StartAsync();
        world.Fault(FaultKind.ResetAfter, "create", count: 1);
        await world.TakeAsync();
        await world.Gateway.DrainAsync();
        var message = await world.TraceAsync();
        var attempt = Assert.Single(message.Attempts);
        Assert.Equal((RecipientState.Sent, "accepted", false), (message.State, attempt.State, attempt.RepeatPossible));
        Assert.Equal(("ended", "found", 0), (attempt.Inquiry!.State, attempt.Inquiry.Result, attempt.Inquiry.Failures));
        Assert.Equal((1, 1), (world.Pushes(), world.Pushes("est30")));
        Assert.Equal(1, world.Requests("create"));
        // One look: the row was there.
        Assert.Equal((1, 0), (world.Requests("inbox"), world.Requests("show-device")));
        Assert.NotNull(attempt.NotificationId);
        await world.Gateway.AssertEveryPostIsRecordedAsync();
    }

    [Fact]
    public async Task Found_twice_the_extra_one_is_deleted_and_the_repeat_recorded()
    {
        await using var world = await SentinelWorld.StartAsync();
        world.Fault(FaultKind.Status, "inbox");
        world.Fault(FaultKind.ResetAfter, "create", count: 1);
        await world.TakeAsync();
        await world.InquiryAsync(i => i.Failures > 0);
        var extra = await world.ShowUpAsync((await world.TraceAsync()).Attempts[0].Tag);
        Assert.Equal(2, world.Pushes());
        world.Gateway.Simulator.State.ClearFaults();
        await world.Gateway.DrainAsync();
        var attempt = Assert.Single((await world.TraceAsync()).Attempts);
        Assert.Equal(("accepted", true, "found-twice"), (attempt.State, attempt.RepeatPossible, attempt.Inquiry!.Result));
        Assert.NotEqual(extra, attempt.NotificationId);
        Assert.Equal((1, 1), (world.Pushes(), world.Requests("delete")));
        Assert.Equal(RecipientState.Sent, await world.StateAsync());
    }

    [Fact]
    public async Task Absent_at_several_looks_it_is_sent_once_more_with_a_new_tag()
    {
        await using var world = await SentinelWorld.StartAsync();
        world.Fault(FaultKind.ResetBefore, "create", count: 1);
        await world.TakeAsync();
        await world.Gateway.DrainAsync();
        var message = await world.TraceAsync();
        Assert.Equal((RecipientState.Sent, 2), (message.State, message.Attempts.Count));
        Assert.Equal(["unknown", "accepted"], message.Attempts.Select(a => a.State));
        Assert.NotEqual(message.Attempts[0].Tag, message.Attempts[1].Tag);
        Assert.Equal(("watched", "absent", true), (message.Attempts[0].Inquiry!.State, message.Attempts[0].Inquiry!.Result, message.Attempts[0].RepeatPossible));
        Assert.True(message.Attempts[0].Inquiry!.Misses >= SentinelWorld.Options.LooksToBeAbsent);
        Assert.Equal((1, 1), (world.Pushes(), world.Requests("show-device")));
    }

    [Fact]
    public async Task Absent_twice_it_is_held_for_a_person()
    {
        await using var world = await SentinelWorld.StartAsync();
        world.Fault(FaultKind.ResetBefore, "create");
        await world.TakeAsync();
        await world.Gateway.DrainAsync();
        var message = await world.TraceAsync();
        Assert.Equal((RecipientState.Held, 2, 0), (message.State, world.Requests("create"), world.Pushes()));
        Assert.Contains(message.Attempts[1].Tag, message.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_late_one_that_turns_up_after_the_resend_is_deleted_and_recorded()
    {
        await using var world = await SentinelWorld.StartAsync();
        world.Fault(FaultKind.ResetBefore, "create", count: 1);
        await world.TakeAsync();
        await world.Gateway.DrainAsync();
        await world.ShowUpAsync((await world.TraceAsync()).Attempts[0].Tag);
        var inquiry = await world.InquiryAsync(i => i.State == "ended");
        Assert.Equal("late", inquiry.Result);
        Assert.Contains("was deleted", inquiry.Words, StringComparison.Ordinal);
        var first = (await world.TraceAsync()).Attempts[0];
        Assert.Equal(("unknown", true), (first.State, first.RepeatPossible));
        Assert.Equal((1, RecipientState.Sent), (world.Pushes(), await world.StateAsync()));
    }

    [Fact]
    public async Task A_late_one_that_turns_up_before_the_resend_makes_it_needless()
    {
        await using var world = await SentinelWorld.StartAsync();
        world.Fault(FaultKind.ResetBefore, "create", count: 1);
        // The resend is put off for an hour, so that its recipients wait.
        world.Gateway.Simulator.State.AddFault(new() { Kind = FaultKind.Status, Operation = "create", Count = 1, Status = 503, ErrorType = "ServiceUnavailable", Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" } });
        await world.TakeAsync();
        await world.InquiryAsync(i => i.State == "watched");
        await GatewayFixture.UntilAsync(async () => (await world.TraceAsync()).Attempts.Count > 1 && await world.StateAsync() == RecipientState.Waiting);
        await world.ShowUpAsync((await world.TraceAsync()).Attempts[0].Tag);
        Assert.Equal("late", (await world.InquiryAsync(i => i.State == "ended")).Result);
        await world.Gateway.DrainAsync();
        var message = await world.TraceAsync();
        Assert.Equal((RecipientState.Sent, 1), (message.State, world.Pushes()));
        Assert.Equal("accepted", message.Attempts[0].State);
    }

    [Fact]
    public async Task While_looks_fail_they_go_on_and_then_it_is_found()
    {
        await using var world = await SentinelWorld.StartAsync();
        world.Fault(FaultKind.Status, "inbox");
        world.Fault(FaultKind.ResetAfter, "create", count: 1);
        await world.TakeAsync();
        var inquiry = await world.InquiryAsync(i => i.Failures >= 8);
        Assert.Equal(("open", 0), (inquiry.State, inquiry.Misses));
        Assert.Equal(RecipientState.Sending, await world.StateAsync());
        world.Gateway.Simulator.State.ClearFaults();
        await world.Gateway.DrainAsync();
        Assert.Equal((RecipientState.Sent, 1), (await world.StateAsync(), world.Pushes()));
    }

    [Theory]
    [InlineData("hold", "held", 1)]
    [InlineData("resend", "sent", 2)]
    public async Task Looks_that_fail_until_the_horizon_leave_it_to_the_setting(string onUnknown, string state, int pushes)
    {
        await using var world = await SentinelWorld.StartAsync(o => o with { Horizon = TimeSpan.FromMilliseconds(500), Watch = [] }, onUnknown);
        world.Fault(FaultKind.Status, "inbox");
        world.Fault(FaultKind.ResetAfter, "create", count: 1);
        await world.TakeAsync();
        await world.Gateway.DrainAsync();
        var message = await world.TraceAsync();
        Assert.Equal((state, pushes), (message.State.Word(), world.Pushes()));
        Assert.Equal(("undecided", "ended", true), (message.Attempts[0].Inquiry!.Result, message.Attempts[0].Inquiry!.State, message.Attempts[0].RepeatPossible));
        Assert.True(message.Attempts[0].Inquiry!.Failures >= SentinelWorld.Options.LooksToBeAbsent);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Without_a_token_or_a_test_that_passed_the_setting_decides_at_once(bool token, bool tested)
    {
        await using var world = await SentinelWorld.StartAsync(token: token, tested: tested && token, onUnknown: "hold");
        world.Fault(FaultKind.ResetAfter, "create", count: 1);
        await world.TakeAsync();
        await world.Gateway.DrainAsync();
        var message = await world.TraceAsync();
        Assert.Equal(RecipientState.Held, message.State);
        Assert.Null(Assert.Single(message.Attempts).Inquiry);
        Assert.Equal(0, world.Requests("inbox"));
        Assert.Equal(30, world.Gateway.Creations()[0].Recipients);
    }

    [Fact]
    public async Task A_small_request_goes_without_the_sentinel()
    {
        await using var world = await SentinelWorld.StartAsync(onUnknown: "hold");
        world.Fault(FaultKind.ResetAfter, "create", count: 1);
        await world.TakeAsync(people: 19);
        await world.Gateway.DrainAsync();
        Assert.Equal((RecipientState.Held, 19), (await world.StateAsync(), world.Gateway.Creations()[0].Recipients));
        Assert.Null((await world.TraceAsync()).Attempts[0].Inquiry);
    }

    [Fact]
    public async Task With_the_sentinel_deleted_at_TwinPush_students_get_theirs_and_the_setting_decides_about_a_lost_answer()
    {
        await using var world = await SentinelWorld.StartAsync(onUnknown: "hold");
        world.Gateway.Simulator.State.RemoveDevice((await world.SentinelAsync()).DeviceId!);
        await world.TakeAsync(prefix: "a");
        await world.Gateway.DrainAsync();
        Assert.Equal((RecipientState.Sent, 1), (await world.StateAsync("a1"), world.Pushes()));
        world.Fault(FaultKind.ResetAfter, "create", count: 1);
        await world.TakeAsync(prefix: "b");
        await world.Gateway.DrainAsync();
        var message = await world.TraceAsync("b1");
        Assert.Equal((RecipientState.Held, "undecided"), (message.State, message.Attempts[0].Inquiry!.Result));
        Assert.Contains("no longer has", message.Attempts[0].Inquiry!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_inbox_that_lacks_what_TwinPush_took_is_not_believed()
    {
        await using var world = await SentinelWorld.StartAsync(o => o with { Horizon = TimeSpan.FromMilliseconds(600) }, onUnknown: "hold");
        await world.TakeAsync(prefix: "a");
        await world.Gateway.DrainAsync();
        var taken = (await world.TraceAsync("a1")).Attempts[0].NotificationId!;
        await world.Gateway.Get<TwinPush.TwinPushClientFactory>().Create(world.Site).DeleteFromInboxAsync((await world.SentinelAsync()).DeviceId!, taken, GatewayFixture.Cancellation);
        world.Fault(FaultKind.ResetBefore, "create", count: 1);
        await world.TakeAsync(prefix: "b");
        await world.Gateway.DrainAsync();
        var message = await world.TraceAsync("b1");
        Assert.Equal((RecipientState.Held, "undecided"), (message.State, message.Attempts[0].Inquiry!.Result));
        Assert.Contains("proves nothing", message.Attempts[0].Inquiry!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_rejected_because_of_the_sentinel_reaches_everybody_without_it()
    {
        await using var world = await SentinelWorld.StartAsync(o => o with { CheckEvery = TimeSpan.FromHours(1) });
        var sentinel = await world.SentinelAsync();
        world.Fault(FaultKind.Status, "create", status: 422, alias: sentinel.Alias, type: "NotificationNotCreated", message: "Invalid device");
        await world.TakeAsync();
        await world.Gateway.DrainAsync();
        Assert.Equal(30, (await world.Gateway.CountsAsync())["sent"]);
        // The rejected one and its parts, which leave without it.
        Assert.Equal(422, world.Gateway.Creations()[0].Status);
        Assert.Equal(30, world.Gateway.Creations().Skip(1).Sum(r => r.Recipients!.Value));
        Assert.All(world.Gateway.Creations().Skip(1), r => Assert.Equal(200, r.Status));
        await world.TakeAsync(prefix: "next");
        await world.Gateway.DrainAsync();
        Assert.Equal(60, (await world.Gateway.CountsAsync())["sent"]);
    }

    [Fact]
    public async Task A_sentinel_that_TwinPush_calls_unknown_is_left_out_and_switched_off()
    {
        await using var world = await SentinelWorld.StartAsync();
        var sentinel = await world.SentinelAsync();
        world.Gateway.Simulator.State.RemoveDevice(sentinel.DeviceId!);
        var body = $$$"""{"errors":{"type":"DeviceAliasNotFound","message":"m","device_aliases":["{{{sentinel.Alias}}}"]}}""";
        world.Gateway.Simulator.State.AddFault(new() { Kind = FaultKind.Status, Operation = "create", Count = 1, Status = 404, Body = body });
        await world.TakeAsync();
        await world.Gateway.DrainAsync();
        Assert.Equal(30, (await world.Gateway.CountsAsync())["sent"]);
        Assert.Equal(30, world.Gateway.Creations()[^1].Recipients);
        await GatewayFixture.UntilAsync(async () => (await world.SentinelAsync()).State == SentinelState.Off);
        Assert.Contains("no longer", (await world.SentinelAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejections_in_a_row_switch_it_off_although_TwinPush_knows_it()
    {
        await using var world = await SentinelWorld.StartAsync();
        var sentinel = await world.SentinelAsync();
        world.Fault(FaultKind.Status, "create", status: 422, alias: sentinel.Alias, type: "NotificationNotCreated", message: "Invalid device");
        for (var round = 1; round <= SentinelWorld.Options.MostRejections; round++)
        {
            await world.TakeAsync(prefix: $"r{round}-");
            await world.Gateway.DrainAsync();
            await GatewayFixture.UntilAsync(async () => (await world.SentinelAsync()).State != SentinelState.Suspect);
        }

        Assert.Equal((SentinelState.Off, 90), ((await world.SentinelAsync()).State, (int)(await world.Gateway.CountsAsync())["sent"]));
        Assert.Contains("in a row", (await world.SentinelAsync()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stop_in_the_middle_of_an_inquiry_loses_nothing()
    {
        await using var world = await SentinelWorld.StartAsync();
        world.Fault(FaultKind.Status, "inbox");
        world.Fault(FaultKind.ResetAfter, "create", count: 1);
        await world.TakeAsync();
        await world.InquiryAsync(i => i.Failures > 0);
        await world.Gateway.StopAsync();
        world.Gateway.Simulator.State.ClearFaults();
        await world.Gateway.RestartAsync();
        await world.Gateway.DrainAsync();
        Assert.Equal((RecipientState.Sent, 1, 1), (await world.StateAsync(), world.Pushes(), world.Requests("create")));
    }
}
