using AppCrueNotify.Console;
using AppCrueNotify.Tests.Hosting;
using AppCrueNotify.Tests.Moodle;

namespace AppCrueNotify.Tests.Console.Safety;

public sealed class ProxyTests
{
    [Theory]
    [InlineData("push.example.edu", null, true)]
    [InlineData("push.example.edu", "https", false)]
    [InlineData("127.0.0.1", null, false)]
    public async Task The_login_warns_where_no_session_would_be_kept(string host, string? scheme, bool warns)
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/login") { Headers = { Host = host } };
        if (scheme is not null)
            request.Headers.Add("X-Forwarded-Proto", scheme);
        using var answer = await world.Gateway.Client().SendAsync(request, GatewayFixture.Cancellation);
        Assert.Equal(warns, (await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation)).Contains("did not come by https", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_intake_has_nothing_of_the_console()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var answer = await world.Gateway.PostAsync("{\"messages\":[]}");
        Assert.False(answer.Headers.Contains("Content-Security-Policy"));
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Behind_a_proxy_links_have_the_public_address()
    {
        await using var world = await ConsoleWorld.StartAsync(new ConsoleOptions { PublicUrl = new("https://push.example.edu") });
        var answer = await world.Gateway.CallAsync(HttpMethod.Post, "/api/v1/console-link", "{\"name\":\"ana\"}").JsonAsync();
        Assert.StartsWith("https://push.example.edu/login/link?code=", (string)answer["url"]!, StringComparison.Ordinal);
    }
}
