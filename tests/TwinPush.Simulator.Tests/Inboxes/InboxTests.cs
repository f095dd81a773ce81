namespace TwinPush.Simulator.Tests.Inboxes;

public sealed class InboxTests
{
    [Fact]
    public async Task An_inbox_belongs_to_the_alias_and_a_search_to_the_device()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string phone = world.State.RegisterPhone("ana"), tablet = world.State.RegisterPhone("ana", "ios");
        string both = (await world.CreateAsync("""{"alert":"both","delivery_speed":"instant","devices_aliases":["ana"]}""")).Id;
        string one = (await world.CreateAsync($$"""{"alert":"one","delivery_speed":"instant","devices_ids":["{{phone}}"]}""")).Id;
        string hidden = (await world.CreateAsync("""{"alert":"hidden","inbox":false,"delivery_speed":"instant","devices_aliases":["ana"]}""")).Id;

        Assert.Equal([one, both], Ids(await world.GetAsync($"/devices/{tablet}/inbox"), inbox: true));
        Assert.Equal([hidden, both], Ids(await world.PostAsync($"/devices/{tablet}/search_notifications")));
        Assert.Equal([hidden, one, both], Ids(await world.PostAsync($"/devices/{phone}/search_notifications", "{}")));
        Assert.Equal("DeliveryNotFound", (await world.GetAsync($"/devices/{tablet}/notifications/{one}")).ErrorType);

        await world.PostAsync($"/devices/{phone}/notifications/{both}/open_notification");
        var summary = (await world.GetAsync($"/devices/{tablet}/inbox_summary")).Json;
        Assert.Equal((2, 1), (summary.GetProperty("total_count").GetInt32(), summary.GetProperty("unopened_count").GetInt32()));

        Assert.Equal(200, (await world.DeleteAsync($"/devices/{tablet}/notifications/{both}")).Status);
        Assert.Equal([one], Ids(await world.GetAsync($"/devices/{phone}/inbox"), inbox: true));
        Assert.Equal("NotificationNotFound", (await world.DeleteAsync($"/devices/{phone}/notifications/{both}")).ErrorType);
        Assert.Equal(200, (await world.GetAsync($"/notifications/{both}/report")).Status);
    }

    [Fact]
    public async Task Tags_select_all_of_and_none_of()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string device = world.State.RegisterPhone("ana");
        string a = await CreateAsync("\"a\""), ab = await CreateAsync("\"a\",\"b\""), abc = await CreateAsync("\"a\",\"b\",\"c\"");

        Assert.Equal([abc, ab, a], Ids(await world.GetAsync($"/devices/{device}/inbox?tags[]=a"), inbox: true));
        Assert.Equal([abc, ab], Ids(await world.GetAsync($"/devices/{device}/inbox?tags[]=a&tags[]=b"), inbox: true));
        Assert.Equal([ab], Ids(await world.GetAsync($"/devices/{device}/inbox?tags%5B%5D=b&no_tags[]=c"), inbox: true));
        Assert.Equal([a], Ids(await world.PostAsync($"/devices/{device}/search_notifications", """{"tags":["a"],"no_tags":["b","c"]}""")));
        Assert.Equal([abc, ab, a], Ids(await world.PostAsync($"/devices/{device}/search_notifications", """{"no_tags":["d"]}""")));
        Assert.Equal([ab], Ids(await world.PostAsync($"/devices/{device}/search_notifications", """{"per_page":1,"page":2}""")));

        async Task<string> CreateAsync(string tags) => (await world.CreateAsync($$"""{"alert":"x","tags":[{{tags}}],"devices_aliases":["ana"]}""")).Id;
    }

    [Fact]
    public async Task A_device_sees_its_own_words()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string device = world.State.RegisterPhone("ana");
        string id = (await world.CreateAsync("""{"alert":"All","multiple_alias":{"ana":{"alert":"Ana's","custom_properties":{"k":"v"}}}}""")).Id;

        var shown = (await world.GetAsync($"/devices/{device}/notifications/{id}")).Json;
        var row = (await world.GetAsync($"/devices/{device}/inbox")).Single;

        Assert.Equal("Ana's", shown.GetProperty("alert").GetString());
        Assert.Equal("""{"k":"v"}""", shown.GetProperty("custom_properties").GetRawText());
        Assert.Equal("Ana's", row.GetProperty("notification").GetProperty("alert").GetString());
        Assert.Equal("Notification", row.GetProperty("notification").GetProperty("type").GetString());
        Assert.Equal("All", (await world.GetAsync($"/notifications/{id}")).Json.GetProperty("alert").GetString());
    }

    [Fact]
    public async Task Old_rows_and_old_notifications_are_forgotten()
    {
        await using var world = await TwinPushWorld.StartAsync(options => options with { InboxSize = 3, KeepNotifications = 4 });
        string device = world.State.RegisterPhone("ana");
        var ids = new List<string>();
        for (int i = 0; i < 6; i++)
            ids.Add((await world.CreateAsync("""{"alert":"x","devices_aliases":["ana"]}""")).Id);

        Assert.Equal(ids[3..].AsEnumerable().Reverse(), Ids(await world.GetAsync($"/devices/{device}/inbox"), inbox: true));
        int[] statuses = await Task.WhenAll(ids.Select(async id => (await world.GetAsync("/notifications/" + id)).Status));
        Assert.Equal([404, 404, 200, 200, 200, 200], statuses);
        Assert.Equal(6, world.State.AcceptedNotifications);
    }

    [Fact]
    public async Task Notifications_are_forgotten_by_their_bytes_too()
    {
        await using var world = await TwinPushWorld.StartAsync(options => options with { KeepBytes = 100_000 });
        world.State.RegisterPhones(Enumerable.Range(0, 100).Select(i => "a" + i));
        for (int i = 0; i < 20; i++)
            await world.CreateAsync("""{"alert":"x","broadcast":true,"delivery_speed":"instant"}""");

        Assert.InRange(world.State.Locked(() => world.State.Notifications.OldestFirst.Count), 4, 6);
        Assert.InRange(world.State.Pushes("a7").Count, 4, 6);
    }

    private static IEnumerable<string?> Ids(Reply reply, bool inbox = false) => reply.Json.GetProperty("objects").EnumerateArray()
        .Select(row => (inbox ? row.GetProperty("notification") : row).GetProperty("id").GetString());
}
