using AppCrueNotify.Console.Access;

namespace AppCrueNotify.Tests.Console.State;

public sealed class SystemTests
{
    [Fact]
    public async Task The_system_shows_how_it_is_and_nothing_secret()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Viewer);
        var page = await browser.PageAsync("/system");
        Assert.NotNull(page.QuerySelector(".alert-success"));
        Assert.Contains(world.Gateway.Directory, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
        Assert.DoesNotContain(world.Campus.CreatorKey, page.Source.Text, StringComparison.Ordinal);
    }
}
