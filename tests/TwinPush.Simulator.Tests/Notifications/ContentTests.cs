using System.Text;
using System.Text.Json;

namespace TwinPush.Simulator.Tests.Notifications;

/// <summary>What is told of a notification, and to whom.</summary>
public sealed class ContentTests
{
    [Fact]
    public async Task Show_gives_back_what_was_created()
    {
        await using var world = await TwinPushWorld.StartAsync();
        world.State.RegisterPhone("ana");
        string id = (await world.CreateAsync("""
            {"alert":"A","title":"T","url":"https://a.example/x","custom_properties":{"k":{"n":[1,true]}},"sound":"s","name":"N","group_name":"G",
             "tags":["one"],"badge":"5","delivery_speed":"fast","devices_aliases":["ana"]}
            """)).Id;

        var shown = (await world.SendAsync("GET", $"/notifications/{id}")).Json;

        Assert.Equal(id, shown.GetProperty("id").GetString());
        Assert.Equal("A T https://a.example/x s N G 5 fast",
            string.Join(' ', new[] { "alert", "title", "tp_rich_url", "sound", "name", "group_name", "badge", "delivery_speed" }.Select(name => shown.GetProperty(name).GetString())));
        Assert.Equal("""{"k":{"n":[1,true]}}""", shown.GetProperty("custom_properties").GetRawText());
        Assert.Equal("""["one","tp_rich"]""", shown.GetProperty("tags").GetRawText());
        Assert.Equal("2026-11-23 09:00:00 UTC", shown.GetProperty("last_sent_at").GetString());
    }

    [Fact]
    public async Task Protected_words_are_shown_to_devices_only()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string device = world.State.RegisterPhone("ana");
        var created = await world.CreateAsync("""{"alert":"Secret","title":"Grade","protected_content":true,"devices_aliases":["ana"]}""");

        foreach (var seen in new[] { created.Single, (await world.GetAsync($"/notifications/{created.Id}")).Json, (await world.GetAsync($"/notifications/{created.Id}/report")).Json.GetProperty("notification") })
        {
            Assert.Equal(JsonValueKind.Null, seen.GetProperty("alert").ValueKind);
            Assert.Equal(JsonValueKind.Null, seen.GetProperty("title").ValueKind);
        }
        Assert.Equal("Secret", (await world.GetAsync($"/devices/{device}/notifications/{created.Id}")).Json.GetProperty("alert").GetString());
        Assert.Equal("Secret", (await world.GetAsync($"/devices/{device}/inbox")).Single.GetProperty("notification").GetProperty("alert").GetString());
        Assert.DoesNotContain("Secret", (await world.OutsideAsync("GET", "/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_alert_is_trimmed_to_the_platforms_payload_between_visible_characters()
    {
        await using var world = await TwinPushWorld.StartAsync();
        string wide = new('字', 255);
        world.State.RegisterPhone("ios", "ios");
        world.State.RegisterPhone("android");
        string body = JsonSerializer.Serialize(new
        {
            alert = string.Concat(Enumerable.Repeat("👩‍🎓", 51)),
            title = wide,
            url = "https://a.example/",
            custom_properties = new { k = wide[..240] },
            delivery_speed = "instant",
            broadcast = true,
        });

        Assert.Equal(200, (await world.CreateAsync(body)).Status);

        Assert.Equal(255, world.State.Pushes("android")[0].Alert.Length);
        string cut = world.State.Pushes("ios")[0].Alert;
        Assert.InRange(cut.Length, 5, 250);
        Assert.Equal(0, cut.Length % "👩‍🎓".Length);
        Assert.True(Encoding.UTF8.GetByteCount(cut + wide + wide[..240]) <= 2048);
    }

    [Theory]
    [InlineData("""{"alert":"\ud83d","devices_aliases":["ana"]}""")]
    [InlineData("""{"alert":"x","multiple_alias":{"ana":{},"\ud83d":{}}}""")]
    [InlineData("""{"alert":"x","devices_aliases":["ana"],"custom_properties":{"k":"\udc4b"}}""")]
    public async Task Half_a_surrogate_pair_is_no_text(string body)
    {
        await using var world = await TwinPushWorld.StartAsync();
        world.State.RegisterPhone("ana");

        var reply = await world.CreateAsync(body);

        Assert.Equal(406, reply.Status);
    }
}
