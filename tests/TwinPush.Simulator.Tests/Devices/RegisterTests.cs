using TwinPush.Simulator.Apps;

namespace TwinPush.Simulator.Tests.Devices;

public sealed class RegisterTests
{
    [Fact]
    public async Task A_device_is_registered_once_per_udid_and_platform_and_updated_afterwards()
    {
        await using var world = await TwinPushWorld.StartAsync();

        var first = await world.PostAsync("/devices/register", """{"udid":"u1","platform":"ios","push_token":"t","alias_device":"Ana","language":"es_ES"}""");
        var second = await world.PostAsync("/devices/register", """{"udid":"u1","platform":"ios","language":"","os_version":"9.1"}""");
        var other = await world.PostAsync("/devices/register", """{"udid":"u1","platform":"android"}""");

        Assert.Equal(first.Id, second.Id);
        Assert.NotEqual(first.Id, other.Id);
        var device = second.Single;
        Assert.Equal("Ana", device.GetProperty("alias_device").GetString());
        Assert.Null(device.GetProperty("language").GetString());
        Assert.Equal("9.1", device.GetProperty("os_version").GetString());
        Assert.Equal("Device", device.GetProperty("type").GetString());
        var list = await world.GetAsync("/devices?alias=ANA");
        Assert.Equal(first.Id, list.Id);
    }

    [Fact]
    public async Task A_device_id_updates_and_never_creates()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string id = world.State.RegisterPhone("ana");

        var moved = await world.PostAsync("/devices/register", $$"""{"device_id":"{{id}}","alias_device":"bob","push_token":""}""");
        var ghost = await world.PostAsync("/devices/register", """{"device_id":"0000000000000000","alias_device":"bob"}""");

        Assert.Equal("bob", moved.Single.GetProperty("alias_device").GetString());
        Assert.Null(moved.Single.GetProperty("push_token").GetString());
        Assert.Equal((404, "DeviceNotFound"), (ghost.Status, ghost.ErrorType));
        Assert.Equal("Target cannot be empty", (await world.CreateAsync("""{"alert":"x","devices_aliases":["ana"]}""")).ErrorMessage);
    }

    [Theory]
    [InlineData("""{}""", "DeviceNotCreated")]
    [InlineData("""{"udid":"u"}""", "DeviceNotCreated")]
    [InlineData("""{"platform":"ios"}""", "DeviceNotCreated")]
    [InlineData("""{"udid":"","platform":"ios"}""", "DeviceNotCreated")]
    [InlineData("""{"udid":"u","platform":"IOS"}""", "DeviceNotCreated")]
    [InlineData("""{"udid":"u","platform":"windows"}""", "DeviceNotCreated")]
    [InlineData("""{"udid":"u","platform":"ios","alias_device":5}""", "DeviceNotCreated")]
    [InlineData("""{"udid":"known","platform":"ios","alias_device":5}""", "DeviceNotUpdated")]
    public async Task What_is_missing_or_wrong_is_refused_and_leaves_no_device_behind(string body, string type)
    {
        await using var world = await TwinPushWorld.StartAsync();
        await world.PostAsync("/devices/register", """{"udid":"known","platform":"ios"}""");

        var reply = await world.PostAsync("/devices/register", body);

        Assert.Equal((422, type), (reply.Status, reply.ErrorType));
        Assert.Equal(1, (await world.GetAsync("/devices")).Json.GetProperty("total_entries").GetInt32());
    }

    [Fact]
    public async Task The_list_filters_by_date_of_change_and_by_activity()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string old = world.State.RegisterPhone("old");
        world.Clock.Advance(TimeSpan.FromDays(10));
        string young = world.State.RegisterPhone("young");
        world.State.SetActive(young, false);

        Assert.Equal(young, (await world.GetAsync("/devices?date=2026-12-01")).Id);
        Assert.Equal(young, (await world.GetAsync("/devices?date=2026-11-23T11:00:01%2B02:00")).Id);
        Assert.Equal(2, (await world.GetAsync("/devices?date=2026-11-23T11:00:00%2B02:00")).Json.GetProperty("total_entries").GetInt32());
        Assert.Equal(old, (await world.GetAsync("/devices?active=true")).Id);
        Assert.Equal(young, (await world.GetAsync("/devices?active=false")).Id);
        Assert.Equal(422, (await world.GetAsync("/devices?date=yesterday")).Status);
    }

    [Fact]
    public async Task Half_a_year_of_silence_makes_a_device_inactive_and_opening_the_app_brings_it_back()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string id = world.State.RegisterPhone("ana");
        Assert.True(await ActiveAsync());

        world.Clock.Advance(TimeSpan.FromDays(183));
        Assert.False(await ActiveAsync());

        await world.PostAsync($"/devices/{id}/open_app");
        Assert.True(await ActiveAsync());

        async Task<bool> ActiveAsync() => (await world.GetAsync("/devices/" + id)).Json.GetProperty("active").GetBoolean();
    }

    [Fact]
    public async Task Over_the_licence_new_devices_are_inactive_until_the_weekly_count()
    {
        var app = SimulatedApp.Demo with { LicenceLimit = 2, InactiveAfter = TimeSpan.FromDays(5) };
        await using var world = await TwinPushWorld.StartAsync(options => options with { Apps = [app] });
        world.State.RegisterPhones(["one", "two", "three"]);
        Assert.Equal(["one", "two"], await ActiveAsync());

        // A week later the first two are silent for too long, and there is room.
        world.Clock.Advance(TimeSpan.FromDays(7));
        world.State.RegisterPhone("four");
        Assert.Equal(["four"], await ActiveAsync());

        async Task<IEnumerable<string?>> ActiveAsync() =>
            (await world.GetAsync("/devices?active=true")).Json.GetProperty("objects").EnumerateArray().Select(device => device.GetProperty("alias_device").GetString());
    }

    [Fact]
    public async Task A_device_without_push_token_shows_nothing_and_has_its_inbox()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string id = world.State.RegisterPhone("sentinel", withPushToken: false);

        var reply = await world.CreateAsync("""{"alert":"x","tags":["attempt-1"],"devices_aliases":["sentinel"]}""");

        Assert.Equal(200, reply.Status);
        Assert.Empty(world.State.Pushes("sentinel"));
        Assert.Equal(reply.Id, (await world.PostAsync($"/devices/{id}/search_notifications", """{"tags":["attempt-1"]}""")).Id);
    }

    [Fact]
    public async Task A_device_without_push_token_can_be_no_target_instead()
    {
        await using var world = await TwinPushWorld.StartAsync(options => options with { Assumptions = new Assumptions { DevicesWithoutPushTokenAreTargets = false } });
        world.State.RegisterPhone("sentinel", withPushToken: false);

        Assert.Equal("Target cannot be empty", (await world.CreateAsync("""{"alert":"x","devices_aliases":["sentinel"]}""")).ErrorMessage);
    }

    [Fact]
    public async Task Any_alias_gets_a_phone_when_that_is_asked_for()
    {
        await using var world = await TwinPushWorld.StartAsync(options => options with { AcceptAnyAlias = true });

        Assert.Equal(200, (await world.CreateAsync("""{"alert":"x","delivery_speed":"instant","devices_aliases":["ana","bob"]}""")).Status);

        Assert.Single(world.State.Pushes("ana"));
        Assert.Single(world.State.Pushes("bob"));
    }
}
