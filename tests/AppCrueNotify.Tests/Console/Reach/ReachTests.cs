using AppCrueNotify.Console.Access;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using Dapper;

namespace AppCrueNotify.Tests.Console.Reach;

public sealed class ReachTests
{
    [Fact]
    public async Task Who_has_no_app_is_listed_and_exported_without_formulas()
    {
        await using var world = await ConsoleWorld.StartAsync();
        await FillAsync(world, ["=cmd", "Ana", "ana", "luis"]);
        using var browser = world.As(ConsoleRole.Operator, world.Campus);
        var page = await browser.PageAsync($"/reach/{world.Campus.Id}");
        Assert.Equal(["=cmd", "ana", "luis"], page.QuerySelectorAll("tbody tr td:first-child").Select(c => c.TextContent.Trim()));
        using var csv = await browser.GetAsync($"/reach/{world.Campus.Id}/people.csv");
        var lines = (await csv.Content.ReadAsStringAsync(GatewayFixture.Cancellation)).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("alias,messages,last_at", lines[0]);
        Assert.StartsWith("'=cmd,1,", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("ana,2,", lines[2], StringComparison.Ordinal);
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_viewer_sees_figures_and_no_way_to_the_names()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Viewer);
        var page = await browser.PageAsync("/reach");
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
        Assert.Empty(page.QuerySelectorAll($"main a[href^='/reach/']"));
    }

    internal static Task FillAsync(ConsoleWorld world, IReadOnlyList<string> aliases) => world.Get<IDatabase>().WriteAsync(
        connection => connection.Execute(
            """
            INSERT INTO recipient (site_id, key, content_hash, user_id, alias, component, name, state, reason, state_at, created_at, due_at, expires_at, priority)
            VALUES (@Site, @Key, 'x', 1, @Alias, 'mod_forum', 'posts', 'undeliverable', 'no app', 1795456430000, 1795456430000, 1, 1, 1)
            """,
            aliases.Select((alias, i) => new { Site = world.Campus.Id, Key = $"r:{i}", Alias = alias })),
        GatewayFixture.Cancellation);
}
