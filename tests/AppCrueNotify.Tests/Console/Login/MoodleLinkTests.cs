using System.Net;
using AppCrueNotify.Tests.Moodle;

namespace AppCrueNotify.Tests.Console.Login;

public sealed class MoodleLinkTests
{
    [Fact]
    public async Task A_Moodle_opens_the_console_for_its_own_site_as_an_operator_once()
    {
        await using var world = await ConsoleWorld.StartAsync();
        var answer = await world.Gateway.CallAsync(HttpMethod.Post, "/api/v1/console-link", "{\"name\":\"Ana García\"}").JsonAsync();
        Assert.Equal(300, (int)answer["expiresIn"]!);
        var path = new Uri((string)answer["url"]!).PathAndQuery;
        using var browser = world.Anonymous();
        using var opened = await browser.SubmitAsync(path, "main form");
        Assert.Equal(HttpStatusCode.SeeOther, opened.StatusCode);
        var page = await browser.PageAsync($"/activity?site={world.Campus.Id}");
        Assert.Contains("Ana García", page.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Operator", page.QuerySelector(".top")!.TextContent, StringComparison.Ordinal);
        await browser.PageAsync($"/activity?site={world.Other.Id}", HttpStatusCode.NotFound);
        await browser.PageAsync("/people", HttpStatusCode.Forbidden);
        using var again = world.Anonymous();
        using var used = await again.SubmitAsync(path, "main form");
        Assert.False(again.Cookies.ContainsKey("__Host-acn-session"));
    }

    [Theory]
    [InlineData("{}", null, HttpStatusCode.BadRequest)]
    [InlineData("{\"name\":\"\"}", null, HttpStatusCode.BadRequest)]
    [InlineData("{\"name\":\"a\\u0007b\"}", null, HttpStatusCode.BadRequest)]
    [InlineData("{\"name\":\"ana\"}", "acn_nobody.0000000000000000000000", HttpStatusCode.Unauthorized)]
    public async Task Without_a_name_or_a_token_there_is_no_link(string body, string? token, HttpStatusCode status)
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var answer = await world.Gateway.CallAsync(HttpMethod.Post, "/api/v1/console-link", body, token);
        Assert.Equal(status, answer.StatusCode);
    }
}
