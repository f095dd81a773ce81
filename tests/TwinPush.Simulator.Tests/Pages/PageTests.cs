using System.Text.Json;
using TwinPush.Simulator.Apps;

namespace TwinPush.Simulator.Tests.Pages;

public sealed class PageTests : IAsyncLifetime
{
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly string Phone = $"/phones/{SimulatedApp.Demo.AppId}/";
    private TwinPushWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await TwinPushWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("<zz")]
    [InlineData("\"quoted\" & 'more'")]
    [InlineData("{{x}} ${y} `z`")]
    public async Task Every_text_is_encoded_wherever_it_comes_from(string hostile)
    {
        string alias = "al" + hostile;
        _world.State.RegisterPhone(alias);
        string body = JsonSerializer.Serialize(new
        {
            alert = "Al" + hostile,
            title = "Ti" + hostile,
            tags = new[] { "Ta" + hostile },
            custom_properties = new { target_id = "javascript:alert(1)" + hostile },
            delivery_speed = "instant",
            devices_aliases = new[] { alias },
        });
        string id = (await _world.CreateAsync(body)).Id;

        var overview = await _world.OutsideAsync("GET", "/?q=" + Uri.EscapeDataString(alias));
        var phone = await _world.OutsideAsync("GET", $"{Phone}{Uri.EscapeDataString(alias)}?push={id}");

        string encoded = System.Text.Encodings.Web.HtmlEncoder.Default.Encode(hostile);
        Assert.Contains("al" + encoded, overview.Text, StringComparison.Ordinal);
        Assert.Contains("Ti" + encoded, overview.Text, StringComparison.Ordinal);
        foreach (string text in new[] { "al", "Al", "Ti", "Ta", "javascript:alert(1)" })
            Assert.Contains(text + encoded, phone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", phone.Text, StringComparison.OrdinalIgnoreCase);
        if (encoded != hostile)
            Assert.DoesNotContain(hostile, overview.Text + phone.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_is_opened_read_and_removed_by_forms()
    {
        string device = _world.State.RegisterPhone("ana");
        string first = await CreateAsync("First"), second = await CreateAsync("Second");

        var opened = await _world.OutsideAsync("POST", Phone + "ana/open", $"push={first}&device={device}", Form);
        Assert.Equal((302, $"{Phone}ana?device={device}&push={first}"), (opened.Status, opened.Headers["Location"]));
        var sheet = await _world.OutsideAsync("GET", opened.Headers["Location"]);
        Assert.Contains("<bdi>https://campus.example/First</bdi>", sheet.Text, StringComparison.Ordinal);
        Assert.NotNull(_world.State.Pushes("ana").Single(push => push.NotificationId == first).OpenedAt);

        await _world.OutsideAsync("POST", Phone + "ana/read", $"push={second}&device={device}", Form);
        Assert.Equal(0, (await _world.GetAsync($"/devices/{device}/inbox_summary")).Json.GetProperty("unopened_count").GetInt32());

        await _world.OutsideAsync("POST", Phone + "ana/remove", $"push={first}&device={device}", Form);
        var after = await _world.OutsideAsync("GET", Phone + "ana");
        Assert.DoesNotContain("First", after.Text, StringComparison.Ordinal);
        Assert.Contains("Second", after.Text, StringComparison.Ordinal);

        async Task<string> CreateAsync(string text) => (await _world.CreateAsync(
            $$$"""{"alert":"{{{text}}}","devices_aliases":["ana"],"custom_properties":{"target_id":"https://campus.example/{{{text}}}"}}""")).Id;
    }

    [Fact]
    public async Task The_overview_searches_counts_the_unread_and_adds_phones()
    {
        _world.State.RegisterPhones(["ana", "bob"]);
        await _world.CreateAsync("""{"alert":"x","title":"News","devices_aliases":["ana"]}""");

        var found = await _world.OutsideAsync("GET", "/?q=AN");
        Assert.Contains(">ana<", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(">bob<", found.Text, StringComparison.Ordinal);
        Assert.Contains("title=\"unread\">1<", found.Text, StringComparison.Ordinal);

        var added = await _world.OutsideAsync("POST", "/phones", $"app={SimulatedApp.Demo.AppId}&alias=e%C3%B1e%2F1&platform=ios", Form);
        Assert.Equal((302, Phone + "e%C3%B1e%2F1"), (added.Status, added.Headers["Location"]));
        Assert.Equal(200, (await _world.OutsideAsync("GET", added.Headers["Location"])).Status);
        Assert.Equal(400, (await _world.OutsideAsync("POST", "/phones", $"app={SimulatedApp.Demo.AppId}&alias=&platform=ios", Form)).Status);
    }

    [Fact]
    public async Task Pages_allow_nothing_from_elsewhere_and_hold_no_inline_code()
    {
        _world.State.RegisterPhone("ana");
        foreach (string path in new[] { "/", Phone + "ana" })
        {
            var page = await _world.OutsideAsync("GET", path);
            Assert.StartsWith("default-src 'none'", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.Equal("same-origin", page.Headers["Referrer-Policy"]);
            Assert.DoesNotContain("unsafe", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
            Assert.DoesNotContain("style=", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script>", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(" on", page.Text.Split("<body")[1].Split("chip on")[0], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("site.css", "text/css; charset=utf-8")]
    [InlineData("phone.css", "text/css; charset=utf-8")]
    [InlineData("refresh.js", "text/javascript; charset=utf-8")]
    [InlineData("icon.svg", "image/svg+xml")]
    public async Task The_assets_are_there(string name, string type)
    {
        var asset = await _world.OutsideAsync("GET", "/assets/" + name);
        Assert.Equal((200, type), (asset.Status, asset.Headers["Content-Type"]));
        Assert.NotEmpty(asset.Text);
    }

    [Theory]
    [InlineData("GET", "nobody")]
    [InlineData("POST", "nobody/open")]
    [InlineData("POST", "ana/open")]
    [InlineData("POST", "ana/explode")]
    public async Task What_is_not_there_is_not_found(string method, string path)
    {
        _world.State.RegisterPhone("ana");
        Assert.Equal(404, (await _world.OutsideAsync(method, Phone + path, method == "POST" ? "push=0000000000000000" : null, Form)).Status);
    }

    [Fact]
    public async Task A_change_asked_by_a_foreign_page_is_refused()
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { AllowAutoRedirect = false });
        foreach (var (origin, status) in new[] { ("https://evil.example", 403), (_world.Simulator.Address.GetLeftPart(UriPartial.Authority), 302) })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_world.Simulator.Address, "/faults/clear"));
            request.Headers.Add("Origin", origin);
            using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(status, (int)response.StatusCode);
        }
    }
}
