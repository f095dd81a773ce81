using static Microsoft.Playwright.Assertions;

namespace TwinPush.Simulator.BrowserTests;

[Trait("Category", "Browser")]
public sealed class HostileTextTests(Chromium chromium)
{
    // A tag that is never closed is text to TwinPush, and an element to a browser that gets it unencoded.
    private const string Markup = "\"'><img src=x onerror=alert(1) a=";

    public static TheoryData<string> Texts { get; } =
    [
        Markup,
        "👩‍👩‍👧‍👦🏳️‍🌈👍🏽 " + string.Concat(Enumerable.Repeat("🎓", 30)),
        "שלום עולם \u202Eevil\u202C مرحبا بالعالم " + new string('ب', 150),
        new string('W', 255),
        string.Concat(Enumerable.Repeat("aula_2.1/", 28)),
        "e" + new string('\u0301', 200),
    ];

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Any_text_is_shown_as_it_is_and_stays_inside_the_page(string text)
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.DesktopDark);
        visit.State.RegisterPhone(text);
        string link = "https://campus.example/?q=" + Uri.EscapeDataString(text[..Math.Min(10, text.Length)]) + new string('q', 60);
        string push = await visit.SendAsync(text, text, text, link, text);

        await visit.Page.GotoAsync("/?q=" + Uri.EscapeDataString(text));
        Assert.Equal([text], await visit.Page.Locator(".tiles .who").AllTextContentsAsync());
        Assert.Equal([text], await visit.Page.Locator(".tiles .last").AllTextContentsAsync());
        await AssertInsideAsync(visit);

        await visit.GoToPhoneAsync(text);
        Assert.Equal(text, await visit.LockScreen.Locator(".alert").TextContentAsync());
        await AssertInsideAsync(visit);

        await visit.LockScreen.ClickAsync();
        await Expect(visit.Sheet).ToBeVisibleAsync();
        Assert.NotNull(visit.OpenedAt(text, push));
        foreach (string place in new[] { ".crumb bdi", ".inbox h1 bdi", ".rows h2", ".rows .alert", ".rows .tag", ".sheet h2", ".sheet .alert" })
            Assert.Equal(text, await visit.Page.Locator(place).TextContentAsync());
        await AssertInsideAsync(visit);
    }

    [Fact]
    public async Task A_link_that_is_not_of_the_web_cannot_be_followed()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.PhoneLight);
        visit.State.RegisterPhone("ana");
        await visit.SendAsync("ana", "Aviso", "Pulsa.", "javascript:alert(1)//" + Markup);
        await visit.GoToPhoneAsync("ana");
        await visit.LockScreen.ClickAsync();
        await Expect(visit.Sheet.Locator(".opens")).ToContainTextAsync("javascript:alert(1)");
        await Expect(visit.Page.Locator("a[href*='script']")).ToHaveCountAsync(0);
        await visit.Sheet.Locator(".opens").ClickAsync();
        await AssertInsideAsync(visit);
    }

    private static async Task AssertInsideAsync(Visit visit)
    {
        await Expect(visit.Page.Locator("img")).ToHaveCountAsync(0);
        foreach (int width in new[] { 1280, 390 })
        {
            await visit.Page.SetViewportSizeAsync(width, 820);
            await visit.AssertSoundAsync();
        }
    }
}
