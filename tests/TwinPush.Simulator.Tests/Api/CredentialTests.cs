using TwinPush.Simulator.Api;
using TwinPush.Simulator.Apps;

namespace TwinPush.Simulator.Tests.Api;

public sealed class CredentialTests
{
    private const string Device = "/devices/0000000000000000";
    private const string Notification = "/notifications/0000000000000000";

    [Fact]
    public void There_are_22_operations() =>
        Assert.Equal(22, Operations.All(new Assumptions()).Select(operation => operation.Name).Distinct().Count());

    [Theory]
    [InlineData("POST", "/notifications")]
    [InlineData("DELETE", Notification)]
    public async Task The_creator_key_is_asked_for(string method, string path)
    {
        await using var world = await TwinPushWorld.StartAsync();
        foreach (string? key in new[] { null, "", "wrong", SimulatedApp.Demo.ApiToken })
        {
            var reply = await world.SendAsync(method, path, "{}", creator: key, token: SimulatedApp.Demo.ApiToken);
            Assert.Equal((403, "InvalidCreatorToken"), (reply.Status, reply.ErrorType));
        }
    }

    [Theory]
    [InlineData("GET", Notification + "/report")]
    [InlineData("GET", Notification + "/deliveries")]
    [InlineData("GET", "/devices")]
    [InlineData("POST", "/devices/register")]
    [InlineData("GET", Device)]
    public async Task The_API_token_is_asked_for(string method, string path)
    {
        await using var world = await TwinPushWorld.StartAsync();
        foreach (string? token in new[] { null, "", "wrong", SimulatedApp.Demo.CreatorKey })
        {
            var reply = await world.SendAsync(method, path, method == "POST" ? "{}" : null, token: token, creator: SimulatedApp.Demo.CreatorKey);
            Assert.Equal((403, "InvalidToken"), (reply.Status, reply.ErrorType));
        }
    }

    [Theory]
    [InlineData("GET", "/inbox")]
    [InlineData("GET", "/inbox_summary")]
    [InlineData("GET", "/badge")]
    [InlineData("GET", Notification)]
    [InlineData("DELETE", Notification)]
    [InlineData("POST", "/update_badge")]
    [InlineData("POST", "/open_app")]
    [InlineData("POST", "/close_app")]
    [InlineData("POST", "/report_statistics")]
    [InlineData("POST", "/search_notifications")]
    [InlineData("POST", "/set_custom_property")]
    [InlineData("DELETE", "/clear_custom_properties")]
    [InlineData("POST", Notification + "/received_notification")]
    [InlineData("POST", Notification + "/open_notification")]
    public async Task A_device_proves_itself_by_its_id_alone(string method, string path)
    {
        await using var world = await TwinPushWorld.StartAsync();
        string body = """{"badge":1,"name":"n","type":"string","value":"v","device":{"latitude":1,"longitude":1}}""";
        string device = "/devices/" + world.State.RegisterPhone("ana");

        var unknown = await world.SendAsync(method, Device + path, method == "POST" ? body : null);
        var known = await world.SendAsync(method, device + path, method == "POST" ? body : null);

        Assert.Equal((404, "DeviceNotFound"), (unknown.Status, unknown.ErrorType));
        if (path.StartsWith("/notifications", StringComparison.Ordinal))
            Assert.Equal((404, "NotificationNotFound"), (known.Status, known.ErrorType));
        else
            Assert.Equal(200, known.Status);
    }

    [Theory]
    [InlineData("POST", "/notifications")]
    [InlineData("GET", Notification)]
    [InlineData("GET", "/devices")]
    [InlineData("GET", Device + "/inbox")]
    public async Task An_unknown_app_is_not_found_whatever_the_credentials(string method, string path)
    {
        await using var world = await TwinPushWorld.StartAsync();
        var reply = await world.SendAsync(method, path, creator: SimulatedApp.Demo.CreatorKey, token: SimulatedApp.Demo.ApiToken, app: "0000000000000000");
        Assert.Equal((404, "AppNotFound"), (reply.Status, reply.ErrorType));
    }

    [Fact]
    public async Task Apps_do_not_see_each_other()
    {
        var second = new SimulatedApp { Name = "B", AppId = "b000000000000000", CreatorKey = new string('b', 32), ApiToken = new string('c', 32) };
        await using var world = await TwinPushWorld.StartAsync(options => options with { Apps = [SimulatedApp.Demo, second] });
        string device = world.State.RegisterPhone("ana");
        string id = (await world.CreateAsync("""{"alert":"x","devices_aliases":["ana"]}""")).Id;

        Assert.Equal("NotificationNotFound", (await world.SendAsync("GET", "/notifications/" + id, app: second.AppId)).ErrorType);
        Assert.Equal("DeviceNotFound", (await world.SendAsync("GET", $"/devices/{device}/inbox", app: second.AppId)).ErrorType);
        Assert.Equal("Target cannot be empty",
            (await world.SendAsync("POST", "/notifications", """{"alert":"x","devices_aliases":["ana"]}""", creator: second.CreatorKey, app: second.AppId)).ErrorMessage);
        Assert.Equal("InvalidCreatorToken",
            (await world.SendAsync("POST", "/notifications", "{}", creator: SimulatedApp.Demo.CreatorKey, app: second.AppId)).ErrorType);
    }

    [Fact]
    public void Credentials_of_another_length_cannot_be_set_up()
    {
        var options = new SimulatorOptions { Apps = [SimulatedApp.Demo with { CreatorKey = "short" }] };
        Assert.Throws<ArgumentException>(() => new SimulatorState(options));
    }
}
