using TwinPush.Notifications;
using static TwinPush.Conformance.Tests.Conversation;

namespace TwinPush.Conformance.Tests;

/// <summary>Every row of the table of fields of a notification, and every kind of target.</summary>
public sealed class CreateTests
{
    private static readonly string Longest = string.Concat(Enumerable.Repeat("ñ👋/", 63)) + "abc";

    [Fact]
    public async Task Every_field_arrives_as_it_was_meant()
    {
        await using var talk = await StartAsync();
        talk.State.RegisterPhone("ana");
        var at = talk.Clock.GetUtcNow().AddMinutes(5);

        var id = await talk.SendAsync(new NewNotification
        {
            Alert = "Año \"nuevo\" 👋 a <b\n2 < 3", Title = "Título", Url = "https://example.org/a?b=c&d=ñ", Badge = "-2", Sound = "waves", Name = "name",
            GroupName = "group", Tags = ["one", "dos ñ"], SendSince = at.ToOffset(TimeSpan.FromHours(-3)), Inbox = false, ProtectedContent = false,
            MutableContent = true, DeliverySpeed = DeliverySpeed.Slow, CustomProperties = CustomProperties.Parse("""{"target_id":"https://x/ñ","n":[1,{"a":null}]}"""),
            Target = NotificationTarget.Aliases(["ana"]),
        });
        var shown = await talk.Client.GetNotificationAsync(id, Token);

        Assert.Equal(("Año \"nuevo\" 👋 a <b\n2 < 3", "Título", "https://example.org/a?b=c&d=ñ"), (shown.Alert, shown.Title, shown.RichUrl));
        Assert.Equal(("-2", "waves", "name", "group"), (shown.Badge, shown.Sound, shown.Name, shown.GroupName));
        Assert.Equal((at, DeliverySpeed.Slow), (shown.SendSince, shown.DeliverySpeed));
        Assert.Equal(["one", "dos ñ", "tp_rich"], shown.Tags);
        Assert.Equal("""{"target_id":"https://x/ñ","n":[1,{"a":null}]}""", shown.CustomProperties!.Value.GetRawText());
    }

    [Theory]
    [InlineData(DeliverySpeed.Instant)]
    [InlineData(DeliverySpeed.Fast)]
    [InlineData(DeliverySpeed.Normal)]
    [InlineData(DeliverySpeed.Slow)]
    public async Task Every_speed_is_known(DeliverySpeed speed)
    {
        await using var talk = await StartAsync();
        talk.State.RegisterPhone("ana");

        var id = await talk.SendAsync(new NewNotification { Alert = "x", Target = NotificationTarget.Broadcast, DeliverySpeed = speed });

        Assert.Equal(speed, (await talk.Client.GetNotificationAsync(id, Token)).DeliverySpeed);
    }

    [Fact]
    public async Task Protected_content_is_for_the_device_alone()
    {
        await using var talk = await StartAsync();
        var device = talk.State.RegisterPhone("ana");

        var id = await talk.SendAsync(new NewNotification { Alert = "secret", Title = "t", Target = NotificationTarget.Aliases(["ana"]), ProtectedContent = true });

        Assert.NotEqual("secret", (await talk.Client.GetNotificationAsync(id, Token)).Alert);
        Assert.Equal("secret", (await talk.Client.GetDeviceNotificationAsync(device, id, Token)).Alert);
        Assert.Equal("secret", Assert.Single(talk.State.Pushes("ana")).Alert);
    }

    [Fact]
    public async Task Each_target_reaches_those_it_names()
    {
        await using var talk = await StartAsync();
        var ids = new Dictionary<string, string>();
        foreach (var alias in new[] { "ana", "bob", "carla" })
            ids[alias] = talk.State.RegisterPhone(alias);
        talk.State.DefineSegment("gold", ["ana", "bob"]);
        await talk.Client.SetDevicePropertyAsync(ids["bob"], TwinPush.Devices.DeviceProperty.OfChoice("role", "Student"), Token);
        await talk.Client.SetDevicePropertyAsync(ids["carla"], TwinPush.Devices.DeviceProperty.OfChoices("role", ["Teacher", "Tutor"]), Token);
        var roles = new Dictionary<string, IReadOnlyList<string>> { ["role"] = ["Student", "Teacher"] };

        await AssertReachesAsync("broadcast", NotificationTarget.Broadcast, "ana", "bob", "carla");
        await AssertReachesAsync("devices_ids", NotificationTarget.Devices([ids["ana"], "unknown"]), "ana");
        await AssertReachesAsync("devices_aliases", NotificationTarget.Aliases(["BOB", "unknown"]), "bob");
        await AssertReachesAsync("segments", NotificationTarget.Segments(["gold"]), "ana", "bob");
        await AssertReachesAsync("target_properties", NotificationTarget.Properties(roles), "bob", "carla");
        await AssertReachesAsync("target_properties", NotificationTarget.Properties(roles, ["gold"]), "bob");
        await AssertReachesAsync("multiple_devices", NotificationTarget.MultipleDevices(new Dictionary<string, NotificationOverrides> { [ids["carla"]] = new() }), "carla");
        await AssertReachesAsync("multiple_alias", NotificationTarget.MultipleAliases(new Dictionary<string, NotificationOverrides> { ["ana"] = new(), ["?"] = new() }), "ana");

        async Task AssertReachesAsync(string field, NotificationTarget target, params string[] aliases)
        {
            var id = await talk.SendAsync(target);
            Assert.Equal(aliases, ids.Keys.Where(alias => talk.State.Pushes(alias).Any(push => push.NotificationId == id)).Order());
            Assert.StartsWith(field, talk.State.Requests.OldestFirst[^1].TargetKind, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Every_recipient_of_a_multiple_target_gets_their_own_content()
    {
        await using var talk = await StartAsync();
        talk.State.RegisterPhones(["ana", "bob", "ñ \"q\" 👋"]);

        await talk.SendAsync(new NewNotification
        {
            Alert = "A", Title = "T", CustomProperties = CustomProperties.Parse("""{"a":1,"b":1}"""),
            Target = NotificationTarget.MultipleAliases(new Dictionary<string, NotificationOverrides>
            {
                ["ana"] = new() { Alert = "for ana", Title = "title", Url = "https://example.org/", CustomProperties = CustomProperties.Parse("""{"b":2,"target_id":"https://x/"}""") },
                ["bob"] = new() { Badge = "3" },
                ["ñ \"q\" 👋"] = new() { Alert = "👋" },
            }),
        });

        var (ana, bob, other) = (talk.State.Pushes("ana")[0], talk.State.Pushes("bob")[0], talk.State.Pushes("ñ \"q\" 👋")[0]);
        Assert.Equal(("for ana", "title", "https://x/", """{"a":1,"b":2,"target_id":"https://x/"}"""), (ana.Alert, ana.Title, ana.Link, ana.CustomProperties));
        Assert.Equal(("A", "T", """{"a":1,"b":1}"""), (bob.Alert, bob.Title, bob.CustomProperties));
        Assert.Equal(("👋", "T"), (other.Alert, other.Title));
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(254, true)]
    [InlineData(255, true)]
    [InlineData(256, false)]
    public async Task Texts_are_taken_up_to_the_limit_by_both_sides_and_refused_above_it(int length, bool fine)
    {
        await using var talk = await StartAsync();
        talk.State.RegisterPhone("ana");
        var text = Longest[..Math.Min(length, 255)].TrimEnd('\ud83d').PadRight(length, 'x');
        var url = "https://e.org/".PadRight(length, 'x')[..Math.Max(length, 14)];
        var properties = length >= 8 ? """{"k":"%"}""".Replace("%", new string('/', length - 8), StringComparison.Ordinal) : "{}";
        var plain = new NewNotification { Alert = "x", Target = NotificationTarget.Aliases(["ana"]) };

        await AssertAsync(() => plain with { Alert = text });
        await AssertAsync(() => plain with { Title = text });
        await AssertAsync(() => plain with { Url = url });
        await AssertAsync(() => plain with { CustomProperties = CustomProperties.Parse(properties) });
        await AssertAsync(() => plain with { Target = One(new NotificationOverrides { Alert = text }) });
        await AssertAsync(() => plain with { Target = One(new NotificationOverrides { Title = text }) });
        await AssertAsync(() => plain with { Target = One(new NotificationOverrides { Url = url }) });
        await AssertAsync(() => plain with { Target = One(new NotificationOverrides { CustomProperties = CustomProperties.Parse(properties) }) });

        async Task AssertAsync(Func<NewNotification> make)
        {
            var before = talk.State.Requests.Count();
            var refused = await Record.ExceptionAsync(() => talk.SendAsync(make()));
            Assert.Equal(fine, refused is null);
            Assert.Equal(fine ? 1 : 0, talk.State.Requests.Count() - before);
            Assert.True(refused is null or ArgumentException or TwinPushException { Kind: FailureKind.InvalidRequest });
        }
    }

    [Theory]
    [InlineData(128, 128, true)]
    [InlineData(128, 129, false)]
    public async Task Merged_properties_are_measured_by_both_sides_alike(int own, int over, bool fine)
    {
        await using var talk = await StartAsync();
        talk.State.RegisterPhone("ana");
        var overrides = new NotificationOverrides { CustomProperties = CustomProperties.From([new("new", new string('ñ', over - 10))]) };

        var refused = await Record.ExceptionAsync(() => talk.SendAsync(new NewNotification
        {
            Alert = "x", CustomProperties = CustomProperties.From([new("own", new string('ñ', own - 10))]), Target = One(overrides),
        }));

        Assert.Equal(fine, refused is null);
        Assert.Equal(fine ? 1 : 0, talk.State.Requests.Count());
    }

    [Theory]
    [InlineData("devices", 999, true)]
    [InlineData("devices", 1000, true)]
    [InlineData("devices", 1001, false)]
    [InlineData("aliases", 1, true)]
    [InlineData("aliases", 1000, true)]
    [InlineData("aliases", 1001, false)]
    [InlineData("segments", 50, true)]
    [InlineData("segments", 51, false)]
    [InlineData("properties", 5, true)]
    [InlineData("properties", 6, false)]
    [InlineData("multiple-devices", 1000, true)]
    [InlineData("multiple-devices", 1001, false)]
    [InlineData("multiple-aliases", 1000, true)]
    [InlineData("multiple-aliases", 1001, false)]
    public async Task Targets_are_taken_up_to_the_limit_by_both_sides(string kind, int count, bool fine)
    {
        await using var talk = await StartAsync();
        var ana = talk.State.RegisterPhone("ana");
        string[] names = [kind.Contains("devices", StringComparison.Ordinal) ? ana : "ana", .. Enumerable.Range(1, count - 1).Select(i => $"n{i}")];
        foreach (var name in kind == "segments" ? names : [])
            talk.State.DefineSegment(name, ["ana"]);
        foreach (var name in kind == "properties" ? names : [])
            await talk.Client.SetDevicePropertyAsync(ana, TwinPush.Devices.DeviceProperty.OfChoice(name, "v"), Token);

        var refused = await Record.ExceptionAsync(() => talk.SendAsync(Target(kind, names)));

        Assert.Equal(fine, refused is null);
        Assert.Equal(fine ? 1 : 0, talk.State.Requests.Count("create"));
        Assert.Equal(fine ? count : null, talk.State.Requests.OldestFirst.LastOrDefault(request => request.Operation == "create")?.Recipients);
    }

    [Fact]
    public async Task The_measured_size_is_what_arrives()
    {
        await using var talk = await StartAsync();
        talk.State.RegisterPhone("ana");
        var notification = new NewNotification { Alert = "Año 👋", Target = One(new NotificationOverrides { Title = "ñ" }) };

        await talk.SendAsync(notification);

        Assert.Equal(notification.MeasureRequestBody(), talk.State.Requests.OldestFirst[^1].BodyBytes);
    }

    private static NotificationTarget One(NotificationOverrides overrides) =>
        NotificationTarget.MultipleAliases(new Dictionary<string, NotificationOverrides> { ["ana"] = overrides });

    private static NotificationTarget Target(string kind, string[] names) => kind switch
    {
        "devices" => NotificationTarget.Devices(names),
        "aliases" => NotificationTarget.Aliases(names),
        "segments" => NotificationTarget.Segments(names),
        "properties" => NotificationTarget.Properties(names.ToDictionary(name => name, IReadOnlyList<string> (_) => ["v"])),
        "multiple-devices" => NotificationTarget.MultipleDevices(names.ToDictionary(name => name, _ => new NotificationOverrides())),
        _ => NotificationTarget.MultipleAliases(names.ToDictionary(name => name, _ => new NotificationOverrides())),
    };
}
