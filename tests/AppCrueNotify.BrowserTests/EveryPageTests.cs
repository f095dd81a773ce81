using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Tests.Console;

namespace AppCrueNotify.BrowserTests;

/// <summary>Every page at every size and theme, with what it looks like when there is much and when there is nothing.</summary>
[Trait("Category", "Browser")]
public sealed class EveryPageTests(Chromium chromium)
{
    /// <summary>The pages. Who adds one adds a line here: its picture's name, its address, and what the world needs for it.</summary>
    private static readonly IReadOnlyList<PageToSee> Pages =
    [
        new("overview-empty", _ => "/"),
        new("messages-empty", _ => "/messages"),
        new("settle-empty", _ => "/settle"),
        new("overview", _ => "/", MessagePages.FillAsync),
        new("messages", _ => "/messages"),
        new("messages-none", _ => "/messages?user=123456"),
        new("message-failed", w => MessagePages.Address(w, "failed")),
        new("message-waiting", w => MessagePages.Address(w, "hostile")),
        new("message-sent", w => MessagePages.Address(w, "sent")),
        new("settle", _ => "/settle"),
        new("settle-failed", w => $"/settle?site={w.Campus.Id}&state=failed"),
        new("activity-empty", _ => "/activity"),
        new("not-found", _ => "/nowhere"),
        new("people", _ => "/people", PeoplePages.FillAsync),
        new("person", _ => PeoplePages.Someone),
        new("activity", _ => "/activity", ActivityPages.FillAsync),
        new("sites", _ => "/sites"),
        new("site", w => $"/sites/{w.Campus.Id}", SitePages.TokensAsync),
        new("site-paused", w => $"/sites/{w.Campus.Id}", SitePages.PausedAsync),
        new("site-doctor", w => $"/sites/{w.Campus.Id}/doctor"),
        new("site-settings", w => $"/sites/{w.Campus.Id}/settings"),
        new("site-new", _ => "/sites/new"),
        new("reach", _ => "/reach"),
        new("people-empty", w => $"/reach/{w.Campus.Id}"),
        new("people", w => $"/reach/{w.Campus.Id}", SitePages.PeopleAsync),
        new("send-empty", _ => "/send"),
        new("send", _ => "/send", SitePages.AnnouncementsAsync),
        new("send-write", w => $"/send/{w.Campus.Id}"),
        new("announcement", w => $"/send/{w.Campus.Id}/1"),
        new("system", _ => "/system"),
    ];

    [Theory]
    [ClassData(typeof(EveryScreen))]
    public async Task Every_page_is_sound(Screen screen)
    {
        await using var visit = await Visit.StartAsync(chromium, screen, ConsoleRole.Admin);
        foreach (var page in Pages)
        {
            await page.Prepare(visit.World);
            await visit.Page.GotoAsync(page.Address(visit.World));
            await visit.AssertSoundAsync(page.Name);
        }
    }

    [Theory]
    [ClassData(typeof(EveryScreen))]
    public async Task The_way_in_is_sound(Screen screen)
    {
        await using var visit = await Visit.StartAsync(chromium, screen, role: null);
        var link = await visit.World.Get<AdminLinks>().ForAsync("admin", TestContext.Current.CancellationToken);
        await visit.Page.GotoAsync(link);
        await visit.AssertSoundAsync("link");
        await visit.Page.Locator("main button").ClickAsync();
        await visit.AssertSoundAsync("account");
        await visit.Page.Locator("#password").FillAsync("four words in a row");
        await visit.Page.Locator("#again").FillAsync("four words in a row");
        await visit.Page.Locator("form[action='/account/password'] button").ClickAsync();
        await visit.Page.Locator("form[action='/account/second-factor/begin'] button").ClickAsync();
        await visit.AssertSoundAsync("second-factor");
        await visit.Page.GotoAsync("/account");
        await visit.Page.Locator("header summary").Last.ClickAsync();
        await visit.Page.Locator("form[action='/logout'] button").ClickAsync();
        await visit.AssertSoundAsync("login");
        await visit.Page.Locator("#name").FillAsync("admin");
        await visit.Page.Locator("#password").FillAsync("wrong");
        await visit.Page.Locator("main form button").ClickAsync();
        await visit.AssertSoundAsync("login-wrong");
        await visit.Page.Locator("#password").FillAsync("four words in a row");
        await visit.Page.Locator("main form button").ClickAsync();
        await visit.Page.GotoAsync("/people");
        Assert.Equal("People", (await visit.Page.Locator("h1").TextContentAsync())!.Trim());
    }

    [Fact]
    public async Task The_navigation_opens_on_a_phone_without_a_script()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.PhoneLight, script: false);
        await visit.Page.GotoAsync("/activity");
        var link = visit.Page.Locator(".side .fold a[href='/activity']");
        Assert.False(await link.IsVisibleAsync());
        await visit.Page.Locator(".side .fold summary").ClickAsync();
        Assert.True(await link.IsVisibleAsync());
    }

    [Fact]
    public async Task The_theme_and_the_language_are_chosen_without_a_script()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.DesktopLight, script: false);
        await visit.Page.GotoAsync("/activity");
        await visit.Page.Locator("summary", new() { HasText = "Theme" }).ClickAsync();
        await visit.Page.Locator("button[value=dark]").ClickAsync();
        Assert.Equal("dark", await visit.Page.Locator("html").GetAttributeAsync("data-bs-theme"));
        await visit.Page.Locator("summary", new() { HasText = "Language" }).ClickAsync();
        await visit.Page.Locator("button[value=gl]").ClickAsync();
        Assert.Equal("Actividade", (await visit.Page.Locator("h1").TextContentAsync())!.Trim());
    }

    [Fact]
    public async Task The_keyboard_reaches_the_content_first()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.DesktopLight);
        await visit.Page.GotoAsync("/activity");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await visit.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
    }

    private sealed record PageToSee(string Name, Func<ConsoleWorld, string> Address, Func<ConsoleWorld, Task>? Fill = null)
    {
        public Task Prepare(ConsoleWorld world) => Fill?.Invoke(world) ?? Task.CompletedTask;
    }
}
