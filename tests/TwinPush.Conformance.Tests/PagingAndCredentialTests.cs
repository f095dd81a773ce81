using TwinPush.Notifications;
using static TwinPush.Conformance.Tests.Conversation;

namespace TwinPush.Conformance.Tests;

public sealed class PagingAndCredentialTests
{
    [Theory]
    [InlineData(0, 30, 1)]
    [InlineData(1, 30, 1)]
    [InlineData(30, 30, 1)]
    [InlineData(31, 30, 2)]
    [InlineData(60, 30, 2)]
    [InlineData(7, 1, 7)]
    [InlineData(1000, 1000, 1)]
    [InlineData(1001, 1000, 2)]
    public async Task Every_list_is_walked_whole_with_the_fewest_requests(int entries, int pageSize, int requests)
    {
        await using var talk = await StartAsync();
        talk.State.RegisterPhones(Enumerable.Range(0, entries).Select(i => $"a{i}"));

        var devices = await ListAsync(talk.Client.ListDevicesAsync(pageSize: pageSize, cancellationToken: Token));

        Assert.Equal(entries, devices.Select(device => device.Id).Distinct().Count());
        Assert.Equal(requests, talk.State.Requests.Count("list-devices"));
        if (entries == 0)
            return;
        var id = await talk.SendAsync(new NewNotification { Alert = "x", Target = NotificationTarget.Broadcast, DeliverySpeed = DeliverySpeed.Instant });
        Assert.Equal(entries, (await ListAsync(talk.Client.ListDeliveriesAsync(id, pageSize, Token))).Count);
        Assert.Equal(requests, talk.State.Requests.Count("deliveries"));
    }

    [Fact]
    public async Task Inbox_and_search_are_walked_whole()
    {
        await using var talk = await StartAsync();
        var device = talk.State.RegisterPhone("ana");
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
            ids.Add(await talk.SendAsync(NotificationTarget.Aliases(["ana"])));

        var inbox = await ListAsync(talk.Client.ListInboxAsync(device, null, 3, Token));
        var found = await ListAsync(talk.Client.SearchReceivedAsync(device, null, 3, Token));

        Assert.Equal(ids.Order(StringComparer.Ordinal), inbox.Select(entry => entry.Notification!.Id).Order(StringComparer.Ordinal));
        Assert.Equal(ids.Order(StringComparer.Ordinal), found.Select(entry => entry.Id).Order(StringComparer.Ordinal));
        Assert.Equal((3, 3), (talk.State.Requests.Count("inbox"), talk.State.Requests.Count("search")));
    }

    [Fact]
    public async Task Devices_that_go_while_they_are_listed_end_the_list_without_an_error()
    {
        await using var talk = await StartAsync();
        var devices = Enumerable.Range(0, 4).Select(i => talk.State.RegisterPhone($"a{i}")).ToList();
        var seen = 0;

        await foreach (var device in talk.Client.ListDevicesAsync(new Devices.DeviceFilter { Active = true }, 2, Token))
        {
            Assert.Contains(device.Id, devices);
            if (++seen == 1)
                devices.ForEach(id => talk.State.SetActive(id, false));
        }

        Assert.Equal(2, seen);
    }

    [Fact]
    public async Task With_the_creator_key_alone_a_site_can_send_and_recall()
    {
        await using var talk = await StartAsync();
        var device = talk.State.RegisterPhone("ana");
        var client = talk.As(app => app with { ApiToken = null });

        var id = (await client.CreateNotificationAsync(new NewNotification { Alert = "x", Target = NotificationTarget.Broadcast }, Token)).Id;
        Assert.Equal(id, (await client.GetNotificationAsync(id, Token)).Id);
        Assert.Single(await ListAsync(client.ListInboxAsync(device, cancellationToken: Token)));
        await client.DeleteNotificationAsync(id, Token);
        var requests = talk.State.Requests.Count();

        Func<Task>[] needToken =
        [
            () => client.GetReportAsync(id, Token), () => ListAsync(client.ListDeliveriesAsync(id, cancellationToken: Token)),
            () => ListAsync(client.ListDevicesAsync(cancellationToken: Token)), () => client.GetDeviceAsync(device, Token),
            () => client.RegisterDeviceAsync(Devices.DeviceRegistration.ForRegistered(device), Token),
        ];
        foreach (var call in needToken)
            Assert.Equal(FailureKind.MissingCredential, (await Assert.ThrowsAsync<TwinPushException>(call)).Kind);
        Assert.Equal(requests, talk.State.Requests.Count());
    }
}
