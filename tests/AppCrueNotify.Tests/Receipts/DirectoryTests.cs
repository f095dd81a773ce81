using AppCrueNotify.Messages;
using AppCrueNotify.Receipts;
using AppCrueNotify.Storage;
using TwinPush;
using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Tests.Receipts;

public class DirectoryTests
{
    /// <summary>Each database has its world.</summary>
    private protected virtual Task<ReceiptsWorld> StartAsync(ReceiptsOptions? options = null, PhoneBehaviour? phones = null) => ReceiptsWorld.StartAsync(options, phones);

    [Fact]
    public async Task Before_the_first_complete_listing_everybody_is_sent_to()
    {
        await using var world = await StartAsync();
        var recipients = await world.TakeAsync("nobody");
        Assert.Equal(SetAside.Nobody, await SetAsideAsync(world, recipients));
    }

    [Fact]
    public async Task An_unlisted_alias_is_looked_up_once_and_then_known_to_be_missing_without_another_request()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("Ana");
        await world.ListAsync();
        var recipients = await world.TakeAsync("ANA", "berta");
        var berta = recipients.Single(r => r.Alias == "berta");

        Assert.Equal([berta.Id], (await SetAsideAsync(world, recipients)).Awaited);
        await world.LookUps.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        Assert.Equal([berta.Id], (await SetAsideAsync(world, recipients)).Missing);

        var traced = await world.TraceAsync(berta);
        Assert.Equal((RecipientState.Undeliverable, true), (traced.State, traced.Reason.StartsWith("no app on any phone", StringComparison.Ordinal)));
        var before = world.Simulator.State.Requests.Count();
        var again = await world.TakeAsync("Berta");
        Assert.Single((await SetAsideAsync(world, again)).Missing);
        Assert.Equal(before, world.Simulator.State.Requests.Count());
    }

    [Fact]
    public async Task A_look_up_that_finds_the_app_lets_the_message_go()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        await world.ListAsync();
        world.Simulator.State.RegisterPhone("new-student");
        var recipients = await world.TakeAsync("new-student");
        Assert.Single((await SetAsideAsync(world, recipients)).Awaited);
        await world.LookUps.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        Assert.Equal(SetAside.Nobody, await SetAsideAsync(world, recipients));
    }

    [Fact]
    public async Task A_look_up_that_does_not_come_is_waited_for_three_seconds_and_one_that_fails_not_at_all()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        await world.ListAsync();
        var recipients = await world.TakeAsync("berta");
        Assert.Single((await SetAsideAsync(world, recipients)).Awaited);
        world.Clock.Advance(ReachRules.Patience);
        Assert.Equal(SetAside.Nobody, await SetAsideAsync(world, recipients));

        world.Simulator.State.AddFault(new() { Kind = FaultKind.Status, Status = 500, Operation = "list-devices" });
        await Assert.ThrowsAsync<TwinPushException>(() => world.LookUps.RoundAsync(world.Site, ReceiptsWorld.Cancellation));
        Assert.Equal(SetAside.Nobody, await SetAsideAsync(world, recipients));
    }

    [Fact]
    public async Task Stale_knowledge_keeps_nobody_back()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        await world.ListAsync(times: 2);
        var recipients = await world.TakeAsync("berta");
        world.Clock.Advance(ReachRules.FreshFor + TimeSpan.FromSeconds(1));
        Assert.Equal(SetAside.Nobody, await SetAsideAsync(world, recipients));
    }

    [Fact]
    public async Task Another_apps_directory_says_nothing()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        await world.ListAsync(times: 2);
        var moved = world.Site with { AppId = "another00000app0" };
        await world.Get<ISiteStore>().UpdateAsync(moved, new Dictionary<string, string>(), ReceiptsWorld.Cancellation);
        var recipients = await world.TakeAsync("berta");
        Assert.Equal(SetAside.Nobody, await SetAsideAsync(world, recipients));
        var state = await world.Directory.OpenAsync(world.Site.Id, DirectoryState.IdentityOf(moved), ReceiptsWorld.Cancellation);
        Assert.Equal(0, state.ListingsDone);
        var reach = Assert.Single(await world.Directory.ReachAsync(world.Now.AddDays(-30), ReceiptsWorld.Cancellation));
        Assert.Equal(0, reach.Known);
    }

    [Fact]
    public async Task The_directory_of_a_removed_site_is_forgotten()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        await world.ListAsync();
        await world.Directory.ForgetAbandonedAsync(ReceiptsWorld.Cancellation);
        Assert.Equal(1, await KnownAsync(world));
        await world.Get<ISiteStore>().RemoveAsync(world.Site.Id, world.Now, ReceiptsWorld.Cancellation);
        await world.Directory.ForgetAbandonedAsync(ReceiptsWorld.Cancellation);
        Assert.Empty(await world.Directory.ReachAsync(world.Now, ReceiptsWorld.Cancellation));
    }

    [Fact]
    public async Task Who_registers_within_the_messages_life_gets_it_once()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        await world.ListAsync(times: 2);
        var recipients = await world.TakeAsync("Berta");
        await SetAsideAsync(world, recipients);
        await world.LookUps.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        Assert.Single((await SetAsideAsync(world, recipients)).Missing);

        world.Clock.Advance(TimeSpan.FromMinutes(2));
        world.Simulator.State.RegisterPhone("berta");
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.Keeper.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        var back = Assert.Single(await world.Dispatch.PeekAsync(world.Site.Id, world.Now, 10, ReceiptsWorld.Cancellation));
        Assert.Equal(recipients[0].Id, back.Id);
        Assert.Contains("registered", (await world.TraceAsync(back)).Reason, StringComparison.Ordinal);

        // TwinPush disagrees: it does not come back a second time.
        await NoTargetAsync(world, back);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        await world.Keeper.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        Assert.Equal(RecipientState.Undeliverable, (await world.TraceAsync(back)).State);
    }

    [Fact]
    public async Task Who_was_unreachable_by_TwinPushs_own_word_comes_back_too_but_not_after_the_message_expired()
    {
        await using var world = await StartAsync();
        await world.ListAsync();
        var recipients = await world.TakeAsync("berta", "carla");
        await NoTargetAsync(world, recipients[0]);
        world.Clock.Advance(TimeSpan.FromMinutes(6));
        world.Simulator.State.RegisterPhone("berta");
        await world.Keeper.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        Assert.Equal(RecipientState.Waiting, (await world.TraceAsync(recipients[0])).State);

        await NoTargetAsync(world, recipients[1]);
        world.Clock.Advance(TimeSpan.FromHours(25));
        world.Simulator.State.RegisterPhone("carla");
        await world.Keeper.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        Assert.Equal(RecipientState.Undeliverable, (await world.TraceAsync(recipients[1])).State);
    }

    [Fact]
    public async Task A_phone_that_went_is_not_trusted_until_a_look_up_confirms_that_no_other_is_left()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhones(["ana", "berta"]);
        await world.ListAsync(times: 2);
        await world.Directory.InactiveAsync(world.Site.Id, ["ana"], world.Now, ReceiptsWorld.Cancellation);
        var recipients = await world.TakeAsync("ana");
        Assert.Single((await SetAsideAsync(world, recipients)).Awaited);
        await world.LookUps.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        Assert.Equal(SetAside.Nobody, await SetAsideAsync(world, recipients));
    }

    [Fact]
    public async Task A_failed_listing_leaves_the_directory_incomplete_and_is_made_up_for()
    {
        await using var world = await StartAsync(new() { PageSize = 10 });
        world.Simulator.State.RegisterPhones(Enumerable.Range(0, 25).Select(i => $"s{i}"));
        world.Simulator.State.AddFault(new() { Kind = FaultKind.Latency, Delay = TimeSpan.Zero, Operation = "list-devices", Count = 1 });
        world.Simulator.State.AddFault(new() { Kind = FaultKind.NotJson, Operation = "list-devices", Count = 1 });
        await Assert.ThrowsAsync<TwinPushException>(() => world.ListAsync());
        Assert.Equal(0, (await OpenAsync(world)).ListingsDone);
        await world.ListAsync();
        Assert.Equal(1, (await OpenAsync(world)).ListingsDone);
    }

    [Fact]
    public async Task A_list_without_end_is_given_up()
    {
        await using var world = await StartAsync(new() { PageSize = 1, ListingRequests = 3 });
        world.Simulator.State.RegisterPhones(Enumerable.Range(0, 25).Select(i => $"s{i}"));
        await Assert.ThrowsAsync<ListTooLongException>(() => world.ListAsync());
        Assert.Equal(4, world.Simulator.State.Requests.Count("list-devices"));
    }

    [Fact]
    public async Task Who_is_missing_from_two_listings_a_day_later_is_forgotten()
    {
        await using var world = await StartAsync();
        var device = world.Simulator.State.RegisterPhone("ana");
        world.Simulator.State.RegisterPhone("berta");
        await world.ListAsync(times: 2);
        world.Simulator.State.SetActive(device, false);
        for (var day = 0; day < 2; day++)
        {
            Assert.Equal(2, await KnownAsync(world));
            world.Clock.Advance(TimeSpan.FromHours(24.5));
            await world.Keeper.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        }

        Assert.Equal(1, await KnownAsync(world));
    }

    [Fact]
    public async Task The_report_tells_a_sites_unreachable_share()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhones(["a", "b", "c"]);
        await world.ListAsync(times: 2);
        var recipients = await world.TakeAsync("a", "b", "c", "d");
        await SetAsideAsync(world, recipients);
        await world.LookUps.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        await SetAsideAsync(world, recipients);
        var reach = Assert.Single(await world.Directory.ReachAsync(world.Now.AddDays(-30), ReceiptsWorld.Cancellation));
        Assert.Equal((3, 4, 1, 0.25), (reach.Active, reach.Recipients, reach.Unreachable, reach.UnreachableShare));
    }

    [Fact]
    public async Task Thousands_of_unknown_aliases_at_once_are_told_by_the_listings_and_cost_ten_look_ups()
    {
        // A tenth of 60,000 aliases in pages of a tenth: the requests of the real size.
        await using var world = await StartAsync(new() { PageSize = 100 });
        world.Simulator.State.RegisterPhones(Enumerable.Range(0, 6_000).Select(i => $"student{i}"));
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.ListAsync(times: 2);
        // Sixty pages for each of two listings, and one look for changes in between.
        Assert.Equal(121, world.Simulator.State.Requests.Count("list-devices"));

        var recipients = await world.TakeAsync([.. Enumerable.Range(5_000, 3_000).Select(i => $"Student{i}")]);
        var aside = await SetAsideAsync(world, recipients);
        Assert.Equal((2_000 - ReachRules.OpenLookups, ReachRules.OpenLookups), (aside.Missing.Count, aside.Awaited.Count));
        await world.LookUps.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        Assert.Equal(ReachRules.OpenLookups, (await SetAsideAsync(world, [.. recipients.Where(r => !aside.Missing.Contains(r.Id))])).Missing.Count);
        Assert.Equal(121 + ReachRules.OpenLookups, world.Simulator.State.Requests.Count("list-devices"));
    }

    [Fact]
    public async Task After_one_listing_only_those_who_were_looked_up_are_kept_back()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhone("ana");
        await world.ListAsync();
        var aside = await SetAsideAsync(world, await world.TakeAsync([.. Enumerable.Range(0, 500).Select(i => $"nobody{i}")]));
        Assert.Equal((0, ReachRules.OpenLookups), (aside.Missing.Count, aside.Awaited.Count));
    }

    [Fact]
    public async Task A_day_with_a_thousand_changes_costs_a_request_every_five_minutes_and_some()
    {
        await using var world = await StartAsync();
        world.Simulator.State.RegisterPhones(Enumerable.Range(0, 2_000).Select(i => $"student{i}"));
        world.Clock.Advance(TimeSpan.FromHours(1));
        await world.ListAsync(times: 2);
        world.Simulator.State.Requests.Clear();
        for (var (minute, added) = (0, 0); minute < 1440; minute += 5)
        {
            for (; added < 1_000 * (minute + 5) / 1440; added++)
                world.Simulator.State.RegisterPhone($"new{added}");
            world.Clock.Advance(TimeSpan.FromMinutes(5));
            await world.Keeper.RoundAsync(world.Site, ReceiptsWorld.Cancellation);
        }

        // 288 looks for gains, 24 for losses, three pages of the day's listing.
        Assert.InRange(world.Simulator.State.Requests.Count("list-devices"), 288 + 24, 288 + 24 + 3);
        Assert.Equal(3_000, (await world.Directory.ReachAsync(world.Now, ReceiptsWorld.Cancellation))[0].Active);
    }

    private static Task<SetAside> SetAsideAsync(ReceiptsWorld world, IReadOnlyList<DueRecipient> recipients) =>
        world.Dispatch.SetAsideAsync(world.Site.Id, recipients, world.Now, ReceiptsWorld.Cancellation);

    private static Task<DirectoryState> OpenAsync(ReceiptsWorld world) =>
        world.Directory.OpenAsync(world.Site.Id, DirectoryState.IdentityOf(world.Site), ReceiptsWorld.Cancellation);

    private static async Task<long> KnownAsync(ReceiptsWorld world) =>
        Assert.Single(await world.Directory.ReachAsync(world.Now, ReceiptsWorld.Cancellation)).Known;

    private static async Task NoTargetAsync(ReceiptsWorld world, DueRecipient recipient)
    {
        var claim = Assert.Single(await world.Dispatch.ClaimAsync(world.Site.Id, [new(BatchKind.Simple, "tag", [recipient])], world.Now, world.Now.AddMinutes(3), ReceiptsWorld.Cancellation));
        await world.Dispatch.BeginPostingAsync(claim.AttemptId, world.Now, ReceiptsWorld.Cancellation);
        await world.Dispatch.CompleteAsync(
            Storage.Samples.Completed(claim.AttemptId, Outcome.NoTarget, new RecipientChange.Settle(null, RecipientState.Undeliverable, "no app on any phone: TwinPush says so")), world.Now, ReceiptsWorld.Cancellation);
    }
}
