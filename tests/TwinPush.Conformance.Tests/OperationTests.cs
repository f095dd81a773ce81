using TwinPush.Devices;
using TwinPush.Inbox;
using TwinPush.Notifications;
using TwinPush.Simulator;
using static TwinPush.Conformance.Tests.Conversation;

namespace TwinPush.Conformance.Tests;

/// <summary>The 22 operations, numbered as in the table of the documentation, each with its effect and its 404.</summary>
public sealed class OperationTests
{
    [Fact]
    public async Task Created_1_shown_2_and_shown_on_the_device_3_it_is_the_same_notification()
    {
        await using var talk = await StartAsync();
        var device = talk.State.RegisterPhone("ana");

        var id = await talk.SendAsync(NotificationTarget.Aliases(["ana"]));
        var shown = await talk.Client.GetNotificationAsync(id, Token);
        var onDevice = await talk.Client.GetDeviceNotificationAsync(device, id, Token);

        Assert.Equal((id, id, "Hello", "Hello"), (shown.Id, onDevice.Id, shown.Alert, onDevice.Alert));
        await AssertNotFoundAsync("NotificationNotFound", talk, client => client.GetNotificationAsync("none", Token));
        await AssertNotFoundAsync("NotificationNotFound", talk, client => client.GetDeviceNotificationAsync(device, "none", Token));
        await AssertNotFoundAsync("DeviceNotFound", talk, client => client.GetDeviceNotificationAsync("none", id, Token));
    }

    [Fact]
    public async Task Deleted_4_it_is_gone_from_every_inbox()
    {
        await using var talk = await StartAsync();
        var device = talk.State.RegisterPhone("ana");
        var id = await talk.SendAsync(NotificationTarget.Aliases(["ana"]));

        await talk.Client.DeleteNotificationAsync(id, Token);

        Assert.Empty(await ListAsync(talk.Client.ListInboxAsync(device, cancellationToken: Token)));
        await AssertNotFoundAsync("NotificationNotFound", talk, client => client.DeleteNotificationAsync(id, Token));
    }

    [Fact]
    public async Task Report_5_follows_the_notification_from_scheduled_to_opened_with_the_platforms_errors()
    {
        await using var talk = await StartAsync(options => options with
        {
            Phones = options.Phones with { OpenedProbability = 1, ReceivedAfter = TimeSpan.FromSeconds(10), OpenedAfter = TimeSpan.FromSeconds(10) },
        });
        talk.State.RegisterPhone("ana");
        talk.State.SetPlatformError(talk.State.RegisterPhone("bob", "ios"), "Unregistered");
        var id = await talk.SendAsync(new NewNotification
        {
            Alert = "x", Target = NotificationTarget.Aliases(["ana", "bob"]), SendSince = talk.Clock.GetUtcNow().AddHours(1), DeliverySpeed = DeliverySpeed.Instant,
        });

        Assert.Equal((NotificationStatus.Scheduled, 0), await CountsAsync());
        talk.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(30));
        var report = await talk.Client.GetReportAsync(id, Token);

        Assert.Equal((1, 1, 1), (report.DeliveryCount, report.ReceivedCount, report.OpeningCount));
        var error = Assert.Single(report.Errors);
        Assert.Equal(("ios", "Unregistered"), (error.Platform, error.Key));
        Assert.NotNull(error.CreatedAt);
        Assert.Equal(id, report.Notification!.Id);
        await AssertNotFoundAsync("NotificationNotFound", talk, client => client.GetReportAsync("none", Token));

        async Task<(NotificationStatus, int)> CountsAsync()
        {
            var now = await talk.Client.GetReportAsync(id, Token);
            return (now.Status, now.DeliveryCount);
        }
    }

    [Theory]
    [InlineData("Post")]
    [InlineData("Both")]
    [InlineData("Get")]
    public async Task Deliveries_6_tell_who_received_and_opened_it(string method)
    {
        var deliveries = Enum.Parse<DeliveriesMethod>(method);
        await using var talk = await StartAsync(options => options with { Assumptions = options.Assumptions with { Deliveries = deliveries } });
        var device = talk.State.RegisterPhone("ana");
        var start = talk.Clock.GetUtcNow();
        var id = await talk.SendAsync(NotificationTarget.Aliases(["ana"]));
        await talk.Client.ReportOpenedAsync(device, id, Token);

        var only = Assert.Single(await ListAsync(talk.Client.ListDeliveriesAsync(id, cancellationToken: Token)));

        Assert.Equal((device, "ana", "android"), (only.Device!.Id, only.Device.Alias, only.Device.Platform));
        Assert.Equal(start, only.CreatedAt);
        Assert.NotNull(only.ReceivedAt);
        Assert.NotNull(only.OpenAt);
        await AssertNotFoundAsync("NotificationNotFound", talk, client => ListAsync(client.ListDeliveriesAsync("none", cancellationToken: Token)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Inbox_7_summary_8_and_removal_9_belong_to_the_user(bool numericDates)
    {
        await using var talk = await StartAsync(options => options with { Assumptions = options.Assumptions with { NumericDates = numericDates } });
        var device = talk.State.RegisterPhone("ana");
        var other = talk.State.RegisterPhone("ana", "ios");
        var start = talk.Clock.GetUtcNow();
        var first = await SendTaggedAsync(talk, "one");
        var second = await SendTaggedAsync(talk, "two");
        await talk.Client.ReportOpenedAsync(device, first, Token);

        var inbox = await ListAsync(talk.Client.ListInboxAsync(device, cancellationToken: Token));
        Assert.Equivalent(new[] { first, second }, inbox.Select(entry => entry.Notification!.Id));
        Assert.All(inbox, entry => Assert.InRange(entry.CreatedAt!.Value, start, start.AddSeconds(20)));
        Assert.Equal((2, 1), await SummaryAsync(other));
        Assert.Equal(first, Assert.Single(await ListAsync(talk.Client.ListInboxAsync(other, new TagFilter { Tags = ["one"] }, cancellationToken: Token))).Notification!.Id);
        Assert.Equal(second, Assert.Single(await ListAsync(talk.Client.ListInboxAsync(other, new TagFilter { NoTags = ["one"] }, cancellationToken: Token))).Notification!.Id);

        await talk.Client.DeleteFromInboxAsync(device, first, Token);

        Assert.Equal((1, 1), await SummaryAsync(other));
        await AssertNotFoundAsync("NotificationNotFound", talk, client => client.DeleteFromInboxAsync(device, first, Token));
        await AssertNotFoundAsync("DeviceNotFound", talk, client => ListAsync(client.ListInboxAsync("none", cancellationToken: Token)));
        await AssertNotFoundAsync("DeviceNotFound", talk, client => client.GetInboxSummaryAsync("none", Token));

        async Task<(int, int)> SummaryAsync(string id)
        {
            var summary = await talk.Client.GetInboxSummaryAsync(id, Token);
            return (summary.TotalCount, summary.UnopenedCount);
        }
    }

    [Fact]
    public async Task The_directory_10_is_filtered_by_alias_activity_and_change()
    {
        await using var talk = await StartAsync();
        var ana = talk.State.RegisterPhone("Ana");
        var bob = talk.State.RegisterPhone("bob");
        talk.State.SetActive(bob, false);
        talk.Clock.Advance(TimeSpan.FromHours(1));
        var carla = talk.State.RegisterPhone("carla ñ&");

        Assert.Equal([ana], await IdsAsync(new DeviceFilter { Alias = "aNA" }));
        Assert.Equal([carla], await IdsAsync(new DeviceFilter { Alias = "carla ñ&" }));
        Assert.Equal([bob], await IdsAsync(new DeviceFilter { Active = false }));
        Assert.Equal(new[] { ana, carla }.Order(), (await IdsAsync(new DeviceFilter { Active = true })).Order());
        Assert.Equal([carla], await IdsAsync(new DeviceFilter { ChangedSince = talk.Clock.GetUtcNow().AddMinutes(-1).ToOffset(TimeSpan.FromHours(5.5)) }));
        Assert.Equal(3, (await IdsAsync(null)).Count);
        Assert.Empty(await IdsAsync(new DeviceFilter { Alias = "nobody" }));

        async Task<List<string>> IdsAsync(DeviceFilter? filter) =>
            (await ListAsync(talk.Client.ListDevicesAsync(filter, cancellationToken: Token))).Select(device => device.Id).ToList();
    }

    [Fact]
    public async Task Registering_11_creates_finds_again_updates_and_never_creates_by_id()
    {
        await using var talk = await StartAsync();
        var wanted = DeviceRegistration.ForDevice("u1", DevicePlatform.Huawei) with { Alias = "ana", PushToken = "p", Language = "es_ES", OsVersion = "9" };

        var created = await talk.Client.RegisterDeviceAsync(wanted, Token);
        var again = await talk.Client.RegisterDeviceAsync(DeviceRegistration.ForDevice("u1", DevicePlatform.Huawei), Token);
        var updated = await talk.Client.RegisterDeviceAsync(DeviceRegistration.ForRegistered(created.Id) with { PushToken = "", Alias = "bob" }, Token);

        Assert.Equal(("ana", "huawei", "p", "es_ES", "9"), (created.Alias, created.Platform, created.PushToken, created.Language, created.OsVersion));
        Assert.Equal((created.Id, "ana", "es_ES"), (again.Id, again.Alias, again.Language));
        Assert.Equal((created.Id, "bob", null), (updated.Id, updated.Alias, updated.PushToken));
        await AssertNotFoundAsync("DeviceNotFound", talk, client => client.RegisterDeviceAsync(DeviceRegistration.ForRegistered("none"), Token));
    }

    [Fact]
    public async Task A_device_12_shows_its_activity_and_the_properties_set_21_and_cleared_22()
    {
        await using var talk = await StartAsync();
        var id = talk.State.RegisterPhone("ana");
        DeviceProperty[] properties =
        [
            DeviceProperty.OfText("text", "ñ/👋"), DeviceProperty.OfFlag("flag", true), DeviceProperty.OfWhole("whole", -6), DeviceProperty.OfNumber("number", 1.5),
            DeviceProperty.OfChoice("choice", "a"), DeviceProperty.OfChoices("choices", ["a", "b"]),
        ];

        foreach (var property in properties)
            await talk.Client.SetDevicePropertyAsync(id, property, Token);
        var shown = await talk.Client.GetDeviceAsync(id, Token);

        Assert.Equal((id, true), (shown.Id, shown.Active));
        Assert.Equal(properties.Select(property => property.Name), shown.CustomProperties!.Value.EnumerateArray().Select(entry => entry.GetProperty("name").GetString()));
        Assert.Equal("ñ/👋", shown.CustomProperties.Value[0].GetProperty("value").GetString());
        await talk.Client.SetDevicePropertyAsync(id, properties[0].Deleted(), Token);
        Assert.Equal(5, (await talk.Client.GetDeviceAsync(id, Token)).CustomProperties!.Value.GetArrayLength());
        await talk.Client.ClearDevicePropertiesAsync(id, Token);
        Assert.Equal(0, (await talk.Client.GetDeviceAsync(id, Token)).CustomProperties!.Value.GetArrayLength());
        await AssertNotFoundAsync("DeviceNotFound", talk, client => client.GetDeviceAsync("none", Token));
        await AssertNotFoundAsync("DeviceNotFound", talk, client => client.SetDevicePropertyAsync("none", properties[0], Token));
        await AssertNotFoundAsync("DeviceNotFound", talk, client => client.ClearDevicePropertiesAsync("none", Token));
    }

    [Fact]
    public async Task The_badge_13_is_set_raised_and_lowered_14_never_below_zero()
    {
        await using var talk = await StartAsync();
        var id = talk.State.RegisterPhone("ana", "ios");
        var seen = new List<int> { await talk.Client.GetBadgeAsync(id, Token) };

        foreach (var change in new[] { BadgeChange.To(7), BadgeChange.By(2), BadgeChange.By(-4), BadgeChange.By(-100), BadgeChange.By(0) })
        {
            await talk.Client.UpdateBadgeAsync(id, change, Token);
            seen.Add(await talk.Client.GetBadgeAsync(id, Token));
        }

        Assert.Equal([0, 7, 9, 5, 0, 0], seen);
        await AssertNotFoundAsync("DeviceNotFound", talk, client => client.GetBadgeAsync("none", Token));
        await AssertNotFoundAsync("DeviceNotFound", talk, client => client.UpdateBadgeAsync("none", BadgeChange.To(1), Token));
    }

    [Fact]
    public async Task Received_15_and_opened_16_stand_in_the_report()
    {
        await using var talk = await StartAsync(options => options with { Phones = options.Phones with { ReceivedProbability = 0 } });
        var device = talk.State.RegisterPhone("ana");
        var id = await talk.SendAsync(NotificationTarget.Aliases(["ana"]));
        Assert.Equal((0, 0), await CountsAsync());

        await talk.Client.ReportReceivedAsync(device, id, Token);
        Assert.Equal((1, 0), await CountsAsync());
        await talk.Client.ReportOpenedAsync(device, id, Token);
        Assert.Equal((1, 1), await CountsAsync());

        await AssertNotFoundAsync("NotificationNotFound", talk, client => client.ReportReceivedAsync(device, "none", Token));
        await AssertNotFoundAsync("NotificationNotFound", talk, client => client.ReportOpenedAsync(device, "none", Token));

        async Task<(int, int)> CountsAsync()
        {
            var report = await talk.Client.GetReportAsync(id, Token);
            return (report.ReceivedCount, report.OpeningCount);
        }
    }

    [Fact]
    public async Task App_opened_17_closed_18_and_location_19_are_taken()
    {
        await using var talk = await StartAsync();
        var id = talk.State.RegisterPhone("ana");

        await talk.Client.ReportAppOpenedAsync(id, Token);
        await talk.Client.ReportAppClosedAsync(id, Token);
        foreach (var (latitude, longitude) in new[] { (-90, -180), (90, 180), (40.4168, -3.7038) })
            await talk.Client.ReportLocationAsync(id, latitude, longitude, Token);

        await AssertNotFoundAsync("DeviceNotFound", talk, client => client.ReportAppOpenedAsync("none", Token));
        await AssertNotFoundAsync("DeviceNotFound", talk, client => client.ReportAppClosedAsync("none", Token));
        await AssertNotFoundAsync("DeviceNotFound", talk, client => client.ReportLocationAsync("none", 0, 0, Token));
    }

    [Fact]
    public async Task The_search_20_finds_by_all_tags_and_none_of_others()
    {
        await using var talk = await StartAsync();
        var device = talk.State.RegisterPhone("ana");
        var both = await SendTaggedAsync(talk, "one", "two");
        var one = await SendTaggedAsync(talk, "one");

        Assert.Equal([both], await FoundAsync(new TagFilter { Tags = ["one", "two"] }));
        Assert.Equal([one], await FoundAsync(new TagFilter { Tags = ["one"], NoTags = ["two"] }));
        Assert.Empty(await FoundAsync(new TagFilter { Tags = ["three"] }));
        Assert.Equal(2, (await FoundAsync(null)).Count);
        await AssertNotFoundAsync("DeviceNotFound", talk, client => ListAsync(client.SearchReceivedAsync("none", cancellationToken: Token)));

        async Task<List<string>> FoundAsync(TagFilter? filter) =>
            (await ListAsync(talk.Client.SearchReceivedAsync(device, filter, cancellationToken: Token))).Select(found => found.Id).ToList();
    }

    private static Task<string> SendTaggedAsync(Conversation talk, params string[] tags) =>
        talk.SendAsync(new NewNotification { Alert = "x", Target = NotificationTarget.Aliases(["ana"]), Tags = tags });

    private static async Task AssertNotFoundAsync(string type, Conversation talk, Func<TwinPushClient, Task> call)
    {
        var (failure, requests) = await talk.FailAsync(call);
        Assert.Equal((FailureKind.NotFound, type, 1), (failure.Kind, failure.ErrorType, requests));
    }
}
