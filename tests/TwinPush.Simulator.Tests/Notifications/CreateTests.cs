namespace TwinPush.Simulator.Tests.Notifications;

public sealed class CreateTests
{
    [Fact]
    public async Task An_accepted_notification_answers_with_its_id_and_reaches_the_phone()
    {
        await using var world = await TwinPushWorld.StartAsync();
        world.State.RegisterPhone("ana");

        var reply = await world.CreateAsync("""{"alert":"Hola, ¿qué tal? 👋","title":"Aviso","devices_aliases":["ana","nobody"]}""");

        Assert.Equal(200, reply.Status);
        Assert.Matches("^[0-9a-f]{16}$", reply.Id);
        Assert.Equal(0, reply.Json.GetProperty("references").GetArrayLength());
        var push = Assert.Single(world.State.Pushes("ana"));
        Assert.Equal(("Aviso", "Hola, ¿qué tal? 👋", reply.Id), (push.Title, push.Alert, push.NotificationId));
    }

    [Fact]
    public async Task Nobody_known_is_an_empty_target()
    {
        await using var world = await TwinPushWorld.StartAsync();

        var reply = await world.CreateAsync("""{"alert":"x","devices_aliases":["nobody"]}""");

        Assert.Equal((422, "NotificationNotCreated", "Target cannot be empty"), (reply.Status, reply.ErrorType, reply.ErrorMessage));
    }

    [Fact]
    public async Task A_multiple_target_gives_each_alias_its_own_words()
    {
        await using var world = await TwinPushWorld.StartAsync();
        world.State.RegisterPhones(["ana", "bob", "eva"]);

        var reply = await world.CreateAsync("""
            {"alert":"All","title":"T","custom_properties":{"target":"webview","target_id":"https://a/"},
             "multiple_alias":{"ana":{"alert":"Ana's"},"bob":{"title":"B","custom_properties":{"target_id":"https://b/ñ"}},"eva":{}}}
            """);

        Assert.Equal(200, reply.Status);
        Assert.Equal(("T", "Ana's", "https://a/"), Of("ana"));
        Assert.Equal(("B", "All", "https://b/ñ"), Of("bob"));
        Assert.Equal(("T", "All", "https://a/"), Of("eva"));
        Assert.Equal("""{"target":"webview","target_id":"https://b/ñ"}""", world.State.Pushes("bob")[0].CustomProperties);

        (string?, string, string?) Of(string alias)
        {
            world.Clock.Advance(TimeSpan.FromSeconds(1));
            var push = Assert.Single(world.State.Pushes(alias));
            return (push.Title, push.Alert, push.Link);
        }
    }
}
