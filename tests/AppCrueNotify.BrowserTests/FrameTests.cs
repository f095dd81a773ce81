namespace AppCrueNotify.BrowserTests;

/// <summary>What stands around every page, by hand and by keyboard.</summary>
[Trait("Category", "Browser")]
public sealed class FrameTests(Chromium chromium)
{
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
    public async Task The_keyboard_reaches_the_content_first()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.DesktopLight);
        await visit.Page.GotoAsync("/activity");
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("#main", await visit.Page.EvaluateAsync<string>("document.activeElement.getAttribute('href')"));
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await visit.Page.EvaluateAsync<string>("document.activeElement.id"));
    }
}
