using TwinPush.Inbox;
using TwinPush.Notifications;
using TwinPush.Simulator;
using static TwinPush.Conformance.Tests.Conversation;

namespace TwinPush.Conformance.Tests;

/// <summary>The operations on notifications and inboxes, numbered as in our table of the 22, each with its effect and its 404.</summary>
public sealed class NotificationOperationTests
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
        await talk.AssertNotFoundAsync("NotificationNotFound", client => client.GetNotificationAsync("none", Token));
        await talk.AssertNotFoundAsync("NotificationNotFound", client => client.GetDeviceNotificationAsync(device, "none", Token));
        await talk.AssertNotFoundAsync("DeviceNotFound", client => client.GetDeviceNotificationAsync("none", id, Token));
    }

    [Fact]
    public async Task Deleted_4_it_is_gone_from_every_inbox()
    {
        await using var talk = await StartAsync();
        var device = talk.State.RegisterPhone("ana");
        var id = await talk.SendAsync(NotificationTarget.Aliases(["ana"]));

        await talk.Client.DeleteNotificationAsync(id, Token);

        Assert.Empty(await ListAsync(talk.Client.ListInboxAsync(device, cancellationToken: Token)));
        await talk.AssertNotFoundAsync("NotificationNotFound", client => client.DeleteNotificationAsync(id, Token));
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
        await talk.AssertNotFoundAsync("NotificationNotFound", client => client.GetReportAsync("none", Token));

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
        await talk.AssertNotFoundAsync("NotificationNotFound", client => ListAsync(client.ListDeliveriesAsync("none", cancellationToken: Token)));
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
        await talk.AssertNotFoundAsync("NotificationNotFound", client => client.DeleteFromInboxAsync(device, first, Token));
        await talk.AssertNotFoundAsync("DeviceNotFound", client => ListAsync(client.ListInboxAsync("none", cancellationToken: Token)));
        await talk.AssertNotFoundAsync("DeviceNotFound", client => client.GetInboxSummaryAsync("none", Token));

        async Task<(int, int)> SummaryAsync(string id)
        {
            var summary = await talk.Client.GetInboxSummaryAsync(id, Token);
            return (summary.TotalCount, summary.UnopenedCount);
        }
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

        await talk.AssertNotFoundAsync("NotificationNotFound", client => client.ReportReceivedAsync(device, "none", Token));
        await talk.AssertNotFoundAsync("NotificationNotFound", client => client.ReportOpenedAsync(device, "none", Token));

        async Task<(int, int)> CountsAsync()
        {
            var report = await talk.Client.GetReportAsync(id, Token);
            return (report.ReceivedCount, report.OpeningCount);
        }
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
        await talk.AssertNotFoundAsync("DeviceNotFound", client => ListAsync(client.SearchReceivedAsync("none", cancellationToken: Token)));

        async Task<List<string>> FoundAsync(TagFilter? filter) =>
            (await ListAsync(talk.Client.SearchReceivedAsync(device, filter, cancellationToken: Token))).Select(found => found.Id).ToList();
    }

    private static Task<string> SendTaggedAsync(Conversation talk, params string[] tags) =>
        talk.SendAsync(new NewNotification { Alert = "x", Target = NotificationTarget.Aliases(["ana"]), Tags = tags });
}
