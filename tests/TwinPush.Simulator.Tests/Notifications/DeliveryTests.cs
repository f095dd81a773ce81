using System.Text.Json;
using TwinPush.Simulator.Devices;

namespace TwinPush.Simulator.Tests.Notifications;

/// <summary>What becomes of a notification as time passes: report, deliveries, recall.</summary>
public sealed class DeliveryTests
{
    [Theory]
    [InlineData("instant", 0, 1000)]
    [InlineData("fast", 300, 501)]
    [InlineData("normal", 3000, 501)]
    [InlineData("slow", 30000, 501)]
    public async Task Deliveries_go_out_at_the_documented_speed(string speed, int milliseconds, int sent)
    {
        await using var world = await TwinPushWorld.StartAsync();
        world.State.RegisterPhones(Enumerable.Range(0, 1000).Select(i => "a" + i));
        string id = (await world.CreateAsync($$"""{"alert":"x","broadcast":true,"delivery_speed":"{{speed}}"}""")).Id;

        world.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        var report = (await world.GetAsync($"/notifications/{id}/report")).Json;
        Assert.Equal(sent, report.GetProperty("delivery_count").GetInt32());
        Assert.Equal(sent == 1000 ? "sent" : "sending", report.GetProperty("status").GetString());
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("sent", (await world.GetAsync($"/notifications/{id}/report")).Json.GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_scheduled_notification_waits_for_its_time()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string device = world.State.RegisterPhone("ana");
        string id = (await world.CreateAsync("""{"alert":"x","devices_aliases":["ana"],"send_since":"2026-11-23 11:30:00 +0200"}""")).Id;

        var before = (await world.GetAsync($"/notifications/{id}/report")).Json;
        Assert.Equal(("scheduled", 0), (before.GetProperty("status").GetString(), before.GetProperty("delivery_count").GetInt32()));
        Assert.Equal("2026-11-23 09:30:00 UTC", before.GetProperty("notification").GetProperty("send_since").GetString());
        Assert.Equal(JsonValueKind.Null, before.GetProperty("notification").GetProperty("last_sent_at").ValueKind);
        Assert.Empty(world.State.Pushes("ana"));
        Assert.Equal("DeliveryNotFound", (await world.PostAsync($"/devices/{device}/notifications/{id}/open_notification")).ErrorType);

        world.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("sent", (await world.GetAsync($"/notifications/{id}/report")).Json.GetProperty("status").GetString());
        Assert.Single(world.State.Pushes("ana"));
    }

    [Fact]
    public async Task Receipts_and_openings_show_in_report_and_deliveries()
    {
        await using var world = await TwinPushWorld.StartAsync(options => options with { Phones = new PhoneBehaviour { ReceivedProbability = 0 } });
        string ana = world.State.RegisterPhone("ana"), bob = world.State.RegisterPhone("bob");
        string id = (await world.CreateAsync("""{"alert":"x","broadcast":true,"delivery_speed":"instant"}""")).Id;
        Assert.Equal((2, 0, 0), await CountsAsync(world, id));

        world.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await world.PostAsync($"/devices/{ana}/notifications/{id}/received_notification")).Status);
        world.Clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(200, (await world.PostAsync($"/devices/{bob}/notifications/{id}/open_notification")).Status);

        Assert.Equal((2, 2, 1), await CountsAsync(world, id));
        foreach (var reply in new[] { await world.GetAsync($"/notifications/{id}/deliveries"), await world.PostAsync($"/notifications/{id}/deliveries") })
        {
            var rows = reply.Json.GetProperty("objects").EnumerateArray().ToList();
            Assert.Equal(["ana", "bob"], rows.Select(row => row.GetProperty("device").GetProperty("alias_device").GetString()));
            Assert.Equal(["2026-11-23 09:00:05 UTC", "2026-11-23 09:00:10 UTC"], rows.Select(row => row.GetProperty("received_at").GetString()));
            Assert.Equal([null, "2026-11-23 09:00:10 UTC"], rows.Select(row => row.GetProperty("open_at").GetString()));
            Assert.All(rows, row => Assert.Equal("2026-11-23 09:00:00 UTC", row.GetProperty("created_at").GetString()));
        }
    }

    [Fact]
    public async Task Phones_receive_and_open_by_themselves_as_they_are_told()
    {
        var habits = new PhoneBehaviour { ReceivedProbability = 0.5, ReceivedAfter = TimeSpan.FromSeconds(2), OpenedProbability = 0.5, OpenedAfter = TimeSpan.FromSeconds(3) };
        await using var world = await TwinPushWorld.StartAsync(options => options with { Phones = habits });
        world.State.RegisterPhones(Enumerable.Range(0, 1000).Select(i => "a" + i));
        string id = (await world.CreateAsync("""{"alert":"x","broadcast":true,"delivery_speed":"instant"}""")).Id;

        Assert.Equal((1000, 0, 0), await CountsAsync(world, id));
        world.Clock.Advance(TimeSpan.FromSeconds(2));
        var (_, received, opened) = await CountsAsync(world, id);
        Assert.InRange(received, 430, 570);
        Assert.Equal(0, opened);
        world.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.InRange((await CountsAsync(world, id)).Opened, 190, 310);
    }

    [Fact]
    public async Task What_a_platform_refuses_is_an_error_of_the_report_and_no_delivery()
    {
        await using var world = await TwinPushWorld.StartAsync();
        world.State.SetPlatformError(world.State.RegisterPhone("gone"), "NotRegistered");
        world.State.SetPlatformError(world.State.RegisterPhone("bad", "ios"), "BadDeviceToken");
        world.State.RegisterPhone("ana");
        string id = (await world.CreateAsync("""{"alert":"x","broadcast":true,"delivery_speed":"instant"}""")).Id;

        var report = (await world.GetAsync($"/notifications/{id}/report")).Json;

        Assert.Equal(1, report.GetProperty("delivery_count").GetInt32());
        Assert.Equal(
            ["android warning NotRegistered", "ios error BadDeviceToken"],
            report.GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("platform")} {error.GetProperty("level")} {error.GetProperty("key")}"));
        Assert.Equal("ana", (await world.GetAsync($"/notifications/{id}/deliveries")).Single.GetProperty("device").GetProperty("alias_device").GetString());
        Assert.Empty(world.State.Pushes("gone"));
    }

    [Fact]
    public async Task Deleting_takes_it_out_of_every_inbox_and_cancels_what_is_not_sent()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string device = world.State.RegisterPhone("ana");
        string id = (await world.CreateAsync("""{"alert":"x","devices_aliases":["ana"]}""")).Id;
        Assert.Equal(1, (await world.GetAsync($"/devices/{device}/inbox_summary")).Json.GetProperty("total_count").GetInt32());

        Assert.Equal(200, (await world.DeleteAsync($"/notifications/{id}")).Status);

        Assert.Equal(0, (await world.GetAsync($"/devices/{device}/inbox_summary")).Json.GetProperty("total_count").GetInt32());
        Assert.Equal("NotificationNotFound", (await world.GetAsync($"/notifications/{id}/report")).ErrorType);
        Assert.Equal("NotificationNotFound", (await world.DeleteAsync($"/notifications/{id}")).ErrorType);
        Assert.Empty(world.State.Pushes("ana"));
    }

    [Fact]
    public async Task Inactive_devices_receive_nothing()
    {
        await using var world = await TwinPushWorld.StartAsync();
        world.State.SetActive(world.State.RegisterPhone("ana"), false);
        string id = (await world.CreateAsync("""{"alert":"x","devices_aliases":["ana"]}""")).Id;

        var report = (await world.GetAsync($"/notifications/{id}/report")).Json;

        Assert.Equal(("error", 0), (report.GetProperty("status").GetString(), report.GetProperty("delivery_count").GetInt32()));
        Assert.Empty(world.State.Pushes("ana"));
    }

    private static async Task<(int Delivered, int Received, int Opened)> CountsAsync(TwinPushWorld world, string id)
    {
        var report = (await world.GetAsync($"/notifications/{id}/report")).Json;
        return (report.GetProperty("delivery_count").GetInt32(), report.GetProperty("received_count").GetInt32(), report.GetProperty("opening_count").GetInt32());
    }
}
