namespace TwinPush.Simulator.Tests.Notifications;

public sealed class TargetTests : IAsyncLifetime
{
    private TwinPushWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await TwinPushWorld.StartAsync();
        _world.State.RegisterPhones(["ana", "bob", "eva"]);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("""{"alert":"x"}""")]
    [InlineData("""{"alert":"x","broadcast":false}""")]
    [InlineData("""{"alert":"x","devices_aliases":["ana"],"devices_ids":["1"]}""")]
    [InlineData("""{"alert":"x","devices_aliases":["ana"],"multiple_alias":{}}""")]
    [InlineData("""{"alert":"x","devices_aliases":["ana"],"segments":null}""")]
    [InlineData("""{"alert":"x","devices_aliases":["ana"],"broadcast":true}""")]
    [InlineData("""{"alert":"x","multiple_alias":{"ana":{}},"segments":["s"]}""")]
    public async Task Exactly_one_target_is_named(string body)
    {
        var reply = await _world.CreateAsync(body);
        Assert.Equal((422, "NotificationNotCreated", "Notification must have one (and only one) target"), (reply.Status, reply.ErrorType, reply.ErrorMessage));
    }

    [Theory]
    [InlineData("\"devices_aliases\":[\"ana\"],\"broadcast\":false", "ana")]
    [InlineData("\"devices_aliases\":[\"ANA\",\"ana\",\"ghost\"]", "ana")]
    [InlineData("\"multiple_alias\":{\"Bob\":{},\"ghost\":{}}", "bob")]
    [InlineData("\"broadcast\":true", "ana,bob,eva")]
    public async Task A_target_reaches_whom_it_names_once_and_skips_the_unknown(string target, string reached)
    {
        Assert.Equal(reached, await ReachedAsync(target));
    }

    [Theory]
    [InlineData("\"devices_aliases\":[]")]
    [InlineData("\"devices_aliases\":[\"ghost\"]")]
    [InlineData("\"devices_ids\":[\"ghost\"]")]
    [InlineData("\"multiple_alias\":{}")]
    [InlineData("\"multiple_devices\":{\"ghost\":{}}")]
    [InlineData("\"target_properties\":{\"role\":[\"Student\"]}")]
    public async Task Nobody_known_is_an_empty_target(string target)
    {
        var reply = await _world.CreateAsync($$"""{"alert":"x",{{target}}}""");
        Assert.Equal((422, "NotificationNotCreated", "Target cannot be empty"), (reply.Status, reply.ErrorType, reply.ErrorMessage));
        Assert.Equal(0, _world.State.AcceptedNotifications);
    }

    [Fact]
    public async Task Device_ids_reach_that_device_only()
    {
        string id = _world.State.RegisterPhone("ana", "ios");

        Assert.Equal("ana", await ReachedAsync($"\"devices_ids\":[\"{id}\"]"));
        Assert.Equal("ana", await ReachedAsync($"\"multiple_devices\":{{\"{id}\":{{\"alert\":\"own\"}}}}"));

        var pushes = _world.State.Pushes("ana");
        Assert.Equal(["own", "x"], pushes.Select(push => push.Alert));
        Assert.All(pushes, push => Assert.Equal(id, push.DeviceId));
    }

    [Fact]
    public async Task Segments_and_properties_select()
    {
        _world.State.DefineSegment("some", ["ana", "bob"]);
        foreach (string alias in new[] { "bob", "eva" })
        {
            string id = (await _world.GetAsync("/devices?alias=" + alias)).Id;
            await _world.PostAsync($"/devices/{id}/set_custom_property", """{"name":"role","type":"enum_list","value":["Student","Tutor"]}""");
        }

        Assert.Equal("ana,bob", await ReachedAsync("\"segments\":[\"some\"]"));
        Assert.Equal("bob,eva", await ReachedAsync("\"target_properties\":{\"role\":[\"Teacher\",\"Student\"]}"));
        Assert.Equal("bob", await ReachedAsync("\"target_properties\":{\"role\":[\"Student\"]},\"segments\":[\"some\"]"));
        var unknown = await _world.CreateAsync("""{"alert":"x","segments":["other"]}""");
        Assert.Equal((422, "Segment not found: other"), (unknown.Status, unknown.ErrorMessage));
    }

    private async Task<string> ReachedAsync(string target)
    {
        var reply = await _world.CreateAsync($$"""{"alert":"x","delivery_speed":"instant",{{target}}}""");
        Assert.Equal(200, reply.Status);
        return string.Join(",", new[] { "ana", "bob", "eva" }.Where(alias => _world.State.Pushes(alias).Any(push => push.NotificationId == reply.Id)));
    }
}
