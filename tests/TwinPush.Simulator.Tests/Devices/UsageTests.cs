using System.Text.Json;

namespace TwinPush.Simulator.Tests.Devices;

/// <summary>Badge, location, custom properties.</summary>
public sealed class UsageTests : IAsyncLifetime
{
    private TwinPushWorld _world = null!;
    private string _device = "";

    public async ValueTask InitializeAsync()
    {
        _world = await TwinPushWorld.StartAsync();
        _device = "/devices/" + _world.State.RegisterPhone("ana", "ios");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_badge_is_set_raised_and_lowered_and_never_below_zero()
    {
        foreach (var (change, badge) in new[] { ("5", 5), ("\"+2\"", 7), ("\"-3\"", 4), ("\"-9\"", 0), ("\"12\"", 12) })
        {
            Assert.Equal(200, (await _world.PostAsync(_device + "/update_badge", $$"""{"badge":{{change}}}""")).Status);
            Assert.Equal(badge, (await _world.GetAsync(_device + "/badge")).Json.GetProperty("badge").GetInt32());
        }
        await _world.CreateAsync("""{"alert":"x","devices_aliases":["ana"]}""");
        Assert.Equal(13, (await _world.GetAsync(_device + "/badge")).Json.GetProperty("badge").GetInt32());
    }

    [Theory]
    [InlineData("/update_badge", """{}""", "DeviceNotUpdated")]
    [InlineData("/update_badge", """{"badge":"many"}""", "DeviceNotUpdated")]
    [InlineData("/update_badge", """{"badge":1.5}""", "DeviceNotUpdated")]
    [InlineData("/report_statistics", """{"latitude":1,"longitude":1}""", "DeviceNotUpdated")]
    [InlineData("/report_statistics", """{"device":{"latitude":90.1,"longitude":0}}""", "DeviceNotUpdated")]
    [InlineData("/report_statistics", """{"device":{"latitude":0,"longitude":-180.1}}""", "DeviceNotUpdated")]
    [InlineData("/report_statistics", """{"device":{"latitude":"1","longitude":1}}""", "DeviceNotUpdated")]
    [InlineData("/set_custom_property", """{"type":"string","value":"x"}""", "InvalidProperty")]
    [InlineData("/set_custom_property", """{"name":"a","type":"text","value":"x"}""", "InvalidProperty")]
    [InlineData("/set_custom_property", """{"name":"a","type":"string"}""", "InvalidProperty")]
    [InlineData("/set_custom_property", """{"name":"a","type":"string","value":1}""", "InvalidProperty")]
    [InlineData("/set_custom_property", """{"name":"a","type":"integer","value":1.5}""", "InvalidProperty")]
    [InlineData("/set_custom_property", """{"name":"a","type":"float","value":"1"}""", "InvalidProperty")]
    [InlineData("/set_custom_property", """{"name":"a","type":"boolean","value":"true"}""", "InvalidProperty")]
    [InlineData("/set_custom_property", """{"name":"a","type":"enum_list","value":["x",1]}""", "InvalidProperty")]
    public async Task Wrong_values_are_refused(string path, string body, string type)
    {
        var reply = await _world.PostAsync(_device + path, body);
        Assert.Equal((422, type), (reply.Status, reply.ErrorType));
    }

    [Fact]
    public async Task Locations_reach_the_ends_of_the_world()
    {
        Assert.Equal(200, (await _world.PostAsync(_device + "/report_statistics", """{"device":{"latitude":-90,"longitude":180}}""")).Status);
    }

    [Fact]
    public async Task Custom_properties_are_set_by_type_deleted_by_null_and_cleared()
    {
        foreach (var (type, value) in new[] { ("string", "\"x\""), ("boolean", "true"), ("integer", "-6"), ("float", "25.5"), ("enum", "\"VIP\""), ("enum_list", "[\"Rock\",\"Jazz\"]") })
            Assert.Equal(200, (await _world.PostAsync(_device + "/set_custom_property", $$"""{"name":"p_{{type}}","type":"{{type}}","value":{{value}}}""")).Status);
        Assert.Equal(6, (await PropertiesAsync()).Count);

        await _world.PostAsync(_device + "/set_custom_property", """{"name":"p_enum","type":"enum","value":null}""");
        Assert.DoesNotContain(await PropertiesAsync(), property => property.GetProperty("name").GetString() == "p_enum");

        Assert.Equal(200, (await _world.DeleteAsync(_device + "/clear_custom_properties")).Status);
        Assert.Empty(await PropertiesAsync());
    }

    private async Task<List<JsonElement>> PropertiesAsync() =>
        [.. (await _world.GetAsync(_device)).Json.GetProperty("custom_properties").EnumerateArray()];
}
