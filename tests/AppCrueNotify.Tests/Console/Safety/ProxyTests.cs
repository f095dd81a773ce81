using AppCrueNotify.Console;
using AppCrueNotify.Tests.Moodle;

namespace AppCrueNotify.Tests.Console.Safety;

public sealed class ProxyTests
{
    [Fact]
    public async Task Behind_a_proxy_links_have_the_public_address()
    {
        await using var world = await ConsoleWorld.StartAsync(new ConsoleOptions { PublicUrl = new("https://push.example.edu") });
        var answer = await world.Gateway.CallAsync(HttpMethod.Post, "/api/v1/console-link", "{\"name\":\"ana\"}").JsonAsync();
        Assert.StartsWith("https://push.example.edu/login/link?code=", (string)answer["url"]!, StringComparison.Ordinal);
    }
}
