using System.Net;
using System.Text.Json.Nodes;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Moodle;

public sealed class ConnectTests
{
    private const string Old = """
        "app-id":"other","creator-key":"demo0creator0key0not0a0secret000","group-name":"Campus","only-news-forum":false,"url-pattern":"https://app.example.edu/?u={url}","open-in-webview":true,"enabled":true
        """;

    [Fact]
    public async Task An_old_plugins_settings_are_taken_over_where_the_admin_has_set_none()
    {
        await using var gateway = await GatewayFixture.StartAsync(("group-name", "Mine"));
        var answer = await Connect(gateway, Old);
        Assert.Equal("campus", (string?)answer["site"]);
        Assert.Equal(["only-news-forum", "url-pattern"], answer["applied"].Texts());
        Assert.Equal(["app-id", "group-name"], answer["differs"].Texts());
        var site = await gateway.Get<SiteDirectory>().FindAsync("campus", GatewayFixture.Cancellation);
        Assert.Equal(("Mine", false, "https://app.example.edu/?u={url}"), (site!.Settings.GroupName, site.Settings.OnlyNewsForum, site.Settings.UrlPattern));
    }

    [Fact]
    public async Task A_setting_stays_Moodles_until_the_admin_changes_it()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        Assert.Equal(["enabled"], (await Connect(gateway, "\"enabled\":false"))["applied"].Texts());
        Assert.Equal(["enabled"], (await Connect(gateway, "\"enabled\":true"))["applied"].Texts());
        Assert.Empty((await Connect(gateway, "\"enabled\":true"))["applied"].Texts());
        var stored = Assert.Single((await gateway.Get<ISiteStore>().LoadAsync(GatewayFixture.Cancellation)).Sites);
        await gateway.Get<ISiteStore>().UpdateAsync(stored.Site, new Dictionary<string, string> { ["enabled"] = "off" }, GatewayFixture.Cancellation);
        var answer = await Connect(gateway, "\"enabled\":true");
        Assert.Empty(answer["applied"].Texts());
        Assert.Equal(["enabled"], answer["differs"].Texts());
    }

    [Theory]
    [InlineData("\"only-news-forum\":\"perhaps\"")]
    [InlineData("\"enabled\":7")]
    [InlineData("\"url-pattern\":[]")]
    [InlineData("\"url-pattern\":\"\\ud800\"")]
    public async Task One_invalid_value_leaves_all_settings_as_they_were(string invalid)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var answer = await gateway.CallAsync(HttpMethod.Post, "/api/v1/connect", Body($"\"group-name\":\"New\",{invalid}")).JsonAsync(HttpStatusCode.BadRequest);
        Assert.Equal("invalid-setting", (string?)answer["code"]);
        var stored = Assert.Single((await gateway.Get<ISiteStore>().LoadAsync(GatewayFixture.Cancellation)).Sites);
        Assert.Empty(stored.Typed);
    }

    [Fact]
    public async Task The_last_connection_is_remembered_with_both_versions()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        await Connect(gateway, "");
        var connection = Assert.Single(await gateway.Get<IConnectionStore>().ConnectionsAsync(GatewayFixture.Cancellation));
        Assert.Equal((gateway.Site.Id, "1.0.0", "4.5.5"), (connection.SiteId, connection.Plugin, connection.Moodle));
        Assert.InRange(connection.At, TimeProvider.System.GetUtcNow().AddMinutes(-5), TimeProvider.System.GetUtcNow());
    }

    [Theory]
    [InlineData("{\"moodle\":\"4.5\"}", "malformed")]
    [InlineData("{\"plugin\":\"1\",\"moodle\":\"4\\u0007\"}", "malformed")]
    [InlineData("[]", "malformed")]
    [InlineData("null", "malformed")]
    [InlineData("{\"plugin\":\"1\",", "malformed")]
    public async Task A_body_of_another_form_is_refused_in_words(string body, string code)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var answer = await gateway.CallAsync(HttpMethod.Post, "/api/v1/connect", body).JsonAsync(HttpStatusCode.BadRequest);
        Assert.Equal(code, (string?)answer["code"]);
    }

    [Theory]
    [InlineData("POST", "/api/v1/connect")]
    [InlineData("POST", "/api/v1/test-push")]
    [InlineData("GET", "/api/v1/users/5")]
    [InlineData("DELETE", "/api/v1/users/5")]
    public async Task Without_a_sites_token_there_is_no_answer(string method, string path)
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var answer = await gateway.CallAsync(new(method), path, "{}", "acn_someid.not-a-secret-at-all").JsonAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("bad-token", (string?)answer["code"]);
    }

    private static Task<JsonNode> Connect(GatewayFixture gateway, string settings) => gateway.CallAsync(HttpMethod.Post, "/api/v1/connect", Body(settings)).JsonAsync();

    private static string Body(string settings) => $"{{\"plugin\":\"1.0.0\",\"moodle\":\"4.5.5\",\"settings\":{{{settings}}}}}";
}
