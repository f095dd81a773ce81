using System.Text.Json;

namespace TwinPush.Simulator.Tests.Notifications;

/// <summary>Every documented limit at its last allowed value and one above.</summary>
public sealed class LimitTests : IAsyncLifetime
{
    private TwinPushWorld _world = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await TwinPushWorld.StartAsync();
        _world.State.RegisterPhone("ana");
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("alert")]
    [InlineData("title")]
    public async Task Texts_have_255_UTF16_units(string field)
    {
        await AllowedAsync(With(field, new string('ñ', 255)));
        await AllowedAsync(With(field, string.Concat(Enumerable.Repeat("👋", 127)) + "x"));
        await RefusedAsync(With(field, new string('ñ', 256)));
        await RefusedAsync(With(field, string.Concat(Enumerable.Repeat("👋", 128))));
    }

    [Fact]
    public async Task A_url_has_255_characters_and_is_one()
    {
        const string start = "https://a.example/";
        await AllowedAsync(With("url", start + new string('x', 255 - start.Length)));
        await RefusedAsync(With("url", start + new string('x', 256 - start.Length)));
        foreach (string malformed in new[] { "", "campus", "/relative", "javascript:alert(1)", "https://", "http://a b/", "http://a/<b>" })
            await RefusedAsync(With("url", malformed));
    }

    [Fact]
    public async Task Custom_properties_have_255_characters_once_serialized_without_escapes()
    {
        // {"target_id":"..."} has 16 characters around the value; slashes and ñ count as one.
        await AllowedAsync(With("custom_properties", new { target_id = new string('/', 239) }));
        await AllowedAsync(With("custom_properties", new { target_id = new string('ñ', 239) }));
        await AllowedAsync(With("custom_properties", new { target_id = string.Concat(Enumerable.Repeat("👋", 119)) }));
        await RefusedAsync(With("custom_properties", new { target_id = new string('/', 240) }));
        await RefusedAsync(With("custom_properties", "text"));
    }

    [Fact]
    public async Task Spaces_between_the_JSON_of_custom_properties_do_not_count()
    {
        string spaces = new(' ', 300);
        await AllowedAsync($$$"""{"alert":"x","devices_aliases":["ana"],"custom_properties":{ {{{spaces}}} "a" : 1 }}""");
    }

    [Fact]
    public async Task Overrides_have_the_limits_of_what_they_override_and_the_merged_properties_too()
    {
        await AllowedAsync("""{"alert":"x","multiple_alias":{"ana":{}}}""");
        await RefusedAsync("""{"alert":"x","multiple_alias":{"ana":{"alert":"LONG"}}}""".Replace("LONG", new string('x', 256), StringComparison.Ordinal));
        await RefusedAsync("""{"alert":"x","multiple_alias":{"ana":{"title":"<b>x</b>"}}}""");
        await RefusedAsync("""{"alert":"x","multiple_alias":{"ana":"text"}}""");
        string half = new('x', 130);
        await AllowedAsync("""{"alert":"x","custom_properties":{"a":"HALF"},"multiple_alias":{"ana":{"custom_properties":{"a":"HALF"}}}}""".Replace("HALF", half, StringComparison.Ordinal));
        await RefusedAsync("""{"alert":"x","custom_properties":{"a":"HALF"},"multiple_alias":{"ana":{"custom_properties":{"b":"HALF"}}}}""".Replace("HALF", half, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("devices_aliases", 1000)]
    [InlineData("devices_ids", 1000)]
    [InlineData("segments", 50)]
    public async Task Lists_are_limited(string field, int limit)
    {
        _world.State.DefineSegment("ana", ["ana"]);
        string known = field == "devices_ids" ? _world.State.RegisterPhone("bob") : "ana";
        await AllowedAsync(List(limit));
        await RefusedAsync(List(limit + 1));

        string List(int count) => $$"""{"alert":"x","{{field}}":{{JsonSerializer.Serialize(Enumerable.Repeat(known, count))}}}""";
    }

    [Theory]
    [InlineData("multiple_alias")]
    [InlineData("multiple_devices")]
    public async Task Multiple_targets_have_1000_entries(string field)
    {
        string known = field == "multiple_devices" ? _world.State.RegisterPhone("bob") : "ana";
        await AllowedAsync(Hash(1000));
        await RefusedAsync(Hash(1001));

        string Hash(int count) =>
            $$"""{"alert":"x","{{field}}":{{JsonSerializer.Serialize(Enumerable.Range(0, count).ToDictionary(i => i == 0 ? known : "a" + i, _ => new { }))}}}""";
    }

    [Fact]
    public async Task Target_properties_are_five()
    {
        string id = _world.State.RegisterPhone("eva");
        for (int i = 0; i < 6; i++)
            await _world.PostAsync($"/devices/{id}/set_custom_property", $$"""{"name":"p{{i}}","type":"enum","value":"v"}""");
        await AllowedAsync(Hash(5));
        await RefusedAsync(Hash(6));

        static string Hash(int count) =>
            $$"""{"alert":"x","target_properties":{{JsonSerializer.Serialize(Enumerable.Range(0, count).ToDictionary(i => "p" + i, _ => new[] { "v" }))}}}""";
    }

    [Theory]
    [InlineData("Hi <b>Ana</b>", false)]
    [InlineData("Line<br>break", false)]
    [InlineData("<!-- x -->", false)]
    [InlineData("a <b and c> d", false)]
    [InlineData("a <b", true)]
    [InlineData("1 < 2 > 0", true)]
    [InlineData("I <3 you", true)]
    [InlineData("&lt;b&gt;", true)]
    public async Task HTML_tags_are_refused_and_what_is_none_is_taken(string alert, bool allowed)
    {
        string body = With("title", alert);
        await (allowed ? AllowedAsync(body) : RefusedAsync(body));
    }

    [Theory]
    [InlineData("\"badge\":\"+1\"", true)]
    [InlineData("\"badge\":7", true)]
    [InlineData("\"badge\":\"many\"", false)]
    [InlineData("\"delivery_speed\":\"instant\"", true)]
    [InlineData("\"delivery_speed\":\"fast\"", true)]
    [InlineData("\"delivery_speed\":\"slow\"", true)]
    [InlineData("\"delivery_speed\":\"quick\"", false)]
    [InlineData("\"send_since\":\"2026-11-23 10:00:00 +0100\"", true)]
    [InlineData("\"send_since\":\"2026-11-23 10:00:00 UTC\"", true)]
    [InlineData("\"send_since\":null", true)]
    [InlineData("\"send_since\":\"2026-11-23T10:00:00Z\"", false)]
    [InlineData("\"send_since\":\"tomorrow\"", false)]
    [InlineData("\"tags\":[\"a\"]", true)]
    [InlineData("\"tags\":\"a\"", false)]
    [InlineData("\"inbox\":true", true)]
    [InlineData("\"inbox\":\"yes\"", false)]
    [InlineData("\"title\":5", false)]
    [InlineData("\"group_name\":{}", false)]
    public async Task Other_fields_have_their_documented_form(string field, bool allowed)
    {
        string body = $$"""{"alert":"x","devices_aliases":["ana"],{{field}}}""";
        await (allowed ? AllowedAsync(body) : RefusedAsync(body));
    }

    [Theory]
    [InlineData("""{"devices_aliases":["ana"]}""")]
    [InlineData("""{"alert":"  ","devices_aliases":["ana"]}""")]
    [InlineData("""{"alert":null,"devices_aliases":["ana"]}""")]
    [InlineData("""{"multiple_alias":{"ana":{"alert":"x"}}}""")]
    public Task The_alert_is_mandatory(string body) => RefusedAsync(body);

    private static string With(string field, object value)
    {
        var body = new Dictionary<string, object> { ["alert"] = "x", ["devices_aliases"] = new[] { "ana" } };
        body[field] = value;
        return JsonSerializer.Serialize(body);
    }

    private async Task AllowedAsync(string body)
    {
        var reply = await _world.CreateAsync(body);
        Assert.True(reply.Status == 200, reply.Text);
    }

    private async Task RefusedAsync(string body)
    {
        var reply = await _world.CreateAsync(body);
        Assert.Equal((422, "NotificationNotCreated"), (reply.Status, reply.ErrorType));
        Assert.NotEqual("Target cannot be empty", reply.ErrorMessage);
    }
}
