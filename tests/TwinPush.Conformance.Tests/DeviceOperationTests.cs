using TwinPush.Devices;
using static TwinPush.Conformance.Tests.Conversation;

namespace TwinPush.Conformance.Tests;

/// <summary>The operations on devices, numbered as in our table of the 22, each with its effect and its 404.</summary>
public sealed class DeviceOperationTests
{
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
        await talk.AssertNotFoundAsync("DeviceNotFound", client => client.RegisterDeviceAsync(DeviceRegistration.ForRegistered("none"), Token));
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
        await talk.AssertNotFoundAsync("DeviceNotFound", client => client.GetDeviceAsync("none", Token));
        await talk.AssertNotFoundAsync("DeviceNotFound", client => client.SetDevicePropertyAsync("none", properties[0], Token));
        await talk.AssertNotFoundAsync("DeviceNotFound", client => client.ClearDevicePropertiesAsync("none", Token));
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
        await talk.AssertNotFoundAsync("DeviceNotFound", client => client.GetBadgeAsync("none", Token));
        await talk.AssertNotFoundAsync("DeviceNotFound", client => client.UpdateBadgeAsync("none", BadgeChange.To(1), Token));
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

        await talk.AssertNotFoundAsync("DeviceNotFound", client => client.ReportAppOpenedAsync("none", Token));
        await talk.AssertNotFoundAsync("DeviceNotFound", client => client.ReportAppClosedAsync("none", Token));
        await talk.AssertNotFoundAsync("DeviceNotFound", client => client.ReportLocationAsync("none", 0, 0, Token));
    }
}
