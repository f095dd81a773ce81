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
        var list = await world.GetAsync("/devices?alias=ANA");
        Assert.Equal(first.Id, list.Id);
        Assert.Equal(1, list.Json.GetProperty("total_entries").GetInt32());
    }
}
