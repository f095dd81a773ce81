using AngleSharp.Dom;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Overview;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Console.Overview;

public sealed class OverviewPageTests
{
    [Fact]
    public async Task A_gateway_on_which_nothing_happened_is_calm()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Viewer);
        var page = await browser.PageAsync("/");
        Assert.NotNull(page.QuerySelector("#needs .calm"));
        Assert.Empty(page.QuerySelectorAll(".need"));
        Assert.Equal("0", Figure(page, 0));
    }

    [Fact]
    public async Task What_needs_a_person_comes_first_and_numbers_add_up()
    {
        await using var world = await ConsoleWorld.StartAsync();
        await world.PutAsync(world.Campus, "a", 1, RecipientState.Sent);
        await world.PutAsync(world.Campus, "b", 2, RecipientState.Opened);
        await world.PutAsync(world.Campus, "c", 3, RecipientState.Failed, "TwinPush rejected the content of the request");
        await world.PutAsync(world.Campus, "d", 4, RecipientState.Held);
        await world.PutAsync(world.Campus, "e", 5, RecipientState.Undeliverable);
        await world.PutAsync(world.Other, "f", 6);
        await world.Get<IDispatchStore>().PauseSiteAsync(world.Other.Id, "TwinPush, create a notification: TwinPush refused the credentials: check the keys and the app id (HTTP 401).", TimeProvider.System.GetUtcNow(), GatewayFixture.Cancellation);
        using var browser = world.As(ConsoleRole.Viewer);
        var page = await browser.PageAsync("/");
        Assert.Equal(3, page.QuerySelectorAll(".need").Length);
        Assert.Contains("refused the credentials", page.QuerySelector("#needs")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["6", "2", "1", "2", "1"], Enumerable.Range(0, 5).Select(i => Figure(page, i)));
        Assert.NotNull(page.QuerySelector("#day[data-live] svg[role=img][aria-label]"));
        Assert.Equal(2, page.QuerySelectorAll("#sites tbody tr").Length);

        browser.Cookies["__Host-acn-language"] = "es";
        Assert.Contains("rechazó las credenciales", (await browser.PageAsync("/")).QuerySelector("#needs")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_sites_numbers_are_not_shown()
    {
        await using var world = await ConsoleWorld.StartAsync();
        await world.PutAsync(world.Campus, "a", 1, RecipientState.Failed);
        using var browser = world.As(ConsoleRole.Admin, world.Other);
        var page = await browser.PageAsync("/");
        Assert.Equal("0", Figure(page, 0));
        Assert.Empty(page.QuerySelectorAll(".need"));
        Assert.DoesNotContain("campus", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        await browser.PageAsync($"/?site={world.Campus.Id}", System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public void A_share_of_the_messages_lies_below_a_bound()
    {
        Assert.Null(OverviewModel.Percentile([], 0.95));
        Assert.Equal(50, OverviewModel.Percentile([(50, 95), (100, 5)], 0.95));
        Assert.Equal(100, OverviewModel.Percentile([(50, 94), (100, 6)], 0.95));
    }

    private static string Figure(IDocument page, int index) => page.QuerySelectorAll("#day .figures > div dd:first-of-type")[index].TextContent.Trim();
}
