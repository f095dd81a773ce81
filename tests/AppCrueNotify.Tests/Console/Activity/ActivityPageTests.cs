using AngleSharp.Dom;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;

namespace AppCrueNotify.Tests.Console.Activity;

public sealed class ActivityPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_log_says_what_will_stand_there()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Viewer);
        var page = await browser.PageAsync("/activity");
        Assert.Equal("Activity – AppCrueNotify", page.Title);
        Assert.NotNull(page.QuerySelector(".empty"));
        Assert.Equal("page", page.QuerySelector(".side .wide a[href='/activity']")!.GetAttribute("aria-current"));
    }

    [Fact]
    public async Task Pages_follow_each_other_and_people_are_found()
    {
        await using var world = await ConsoleWorld.StartAsync();
        var who = ConsoleAccess.Of(new(new System.Security.Claims.ClaimsIdentity(
            [new(System.Security.Claims.ClaimTypes.NameIdentifier, "1"), new(System.Security.Claims.ClaimTypes.Name, "<b>Ana</b>"), new(ConsoleClaims.Role, "admin")], "test")))!;
        for (var i = 0; i < 60; i++)
            await world.Get<IActivityLog>().WriteAsync(who, "test", i % 2 == 0 ? world.Campus.Id : null, $"entry {i}", i, Cancellation);
        using var browser = world.As(ConsoleRole.Viewer);
        var page = await browser.PageAsync("/activity?who=%3Cb%3Ea");
        Assert.Equal(50, page.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("<b>Ana</b>", page.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);
        var rest = await browser.PageAsync(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        Assert.Equal(10, rest.QuerySelectorAll("tbody tr").Length);
        Assert.Contains("entry 0", rest.QuerySelectorAll("tbody tr")[^1].TextContent, StringComparison.Ordinal);
        Assert.NotNull((await browser.PageAsync("/activity?who=b")).QuerySelector(".empty"));

        using var onlyCampus = world.As(ConsoleRole.Viewer, world.Campus);
        Assert.Equal(30, (await onlyCampus.PageAsync("/activity")).QuerySelectorAll("tbody tr").Length);
        using var onlyOther = world.As(ConsoleRole.Viewer, world.Other);
        Assert.NotNull((await onlyOther.PageAsync("/activity")).QuerySelector(".empty"));
    }

    [Fact]
    public async Task Language_and_theme_are_chosen_and_kept()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Viewer);
        using var answer = await browser.PostAsync("/look/language", "/activity", ("language", "eu"), ("back", "/activity?who=x"));
        Assert.Equal("/activity?who=x", answer.Headers.Location!.OriginalString);
        var page = await browser.AfterAsync(answer);
        Assert.Equal("eu", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Jarduera", page.QuerySelector("h1")!.Text().Trim());
        using var theme = await browser.PostAsync("/look/theme", "/activity", ("theme", "dark"), ("back", "https://elsewhere.example"));
        Assert.Equal("/", theme.Headers.Location!.OriginalString);
        Assert.Equal("dark", (await browser.PageAsync("/activity")).DocumentElement.GetAttribute("data-bs-theme"));
    }
}
