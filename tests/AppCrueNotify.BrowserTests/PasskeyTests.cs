using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Tests.Console;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests;

/// <summary>Passkeys with the browser's own dialogue, which a virtual authenticator answers as a person's finger would.</summary>
[Trait("Category", "Browser")]
public sealed class PasskeyTests(Chromium chromium)
{
    /// <summary>The addresses that are posted to here, and not in the rounds of actions: they take a script and a device.</summary>
    public static IReadOnlyList<string> Posts { get; } = ["/account/passkeys", "/account/passkeys/options", "/account/passkeys/rename", "/account/passkeys/remove", "/login/passkey", "/login/passkey/options"];

    [Fact]
    public async Task A_passkey_gets_another_name_and_is_removed()
    {
        await using var world = await ConsoleWorld.StartAsync();
        await using var context = await AtNameAsync(world);
        var page = await context.NewPageAsync();
        await AddAuthenticatorAsync(context, page);
        await page.GotoAsync(await world.Get<AdminLinks>().ForAsync("admin", TestContext.Current.CancellationToken));
        await page.Locator("main button").ClickAsync();
        await page.Locator("#passkey-name").FillAsync("Laptop");
        await page.Locator("form[action='/account/passkeys'] button").ClickAsync();
        await Assertions.Expect(page.Locator("[data-passkey-row]")).ToHaveCountAsync(1);
        await page.Locator("[data-passkey-row] input[name=name]").FillAsync("Phone");
        await page.Locator("form[action='/account/passkeys/rename'] button").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToBeVisibleAsync();
        Assert.Equal("Phone", await page.Locator("[data-passkey-row] input[name=name]").InputValueAsync());
        await page.Locator("[data-passkey-row] summary").ClickAsync();
        await page.Locator("form[action='/account/passkeys/remove'] button").ClickAsync();
        await Assertions.Expect(page.Locator("[data-passkey-row]")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_passkey_is_made_under_my_account_and_signs_in_at_the_login()
    {
        await using var world = await ConsoleWorld.StartAsync();
        await using var context = await AtNameAsync(world);
        var page = await context.NewPageAsync();
        await AddAuthenticatorAsync(context, page);
        await page.GotoAsync(await world.Get<AdminLinks>().ForAsync("admin", TestContext.Current.CancellationToken));
        await page.Locator("main button").ClickAsync();
        await page.Locator("#passkey-name").FillAsync("Office laptop");
        await page.Locator("form[action='/account/passkeys'] button").ClickAsync();
        await Assertions.Expect(page.Locator(".alert")).ToContainTextAsync("The passkey is added");
        Assert.Equal("Office laptop", await page.Locator("[data-passkey-row] input[name=name]").InputValueAsync());

        await page.Locator("header summary").Last.ClickAsync();
        await page.Locator("form[action='/logout'] button").ClickAsync();
        await page.GotoAsync("/login?back=%2Factivity");
        await page.Locator("form[action='/login/passkey'] button").ClickAsync();
        await Assertions.Expect(page.Locator("tbody")).ToContainTextAsync("signed in with a passkey");
    }

    [Fact]
    public async Task A_device_that_says_no_leaves_the_page_as_it_is_with_a_sentence()
    {
        await using var world = await ConsoleWorld.StartAsync();
        await using var context = await AtNameAsync(world);
        var page = await context.NewPageAsync();
        await AddAuthenticatorAsync(context, page);
        await page.GotoAsync("/login");
        await page.Locator("form[action='/login/passkey'] button").ClickAsync();
        await Assertions.Expect(page.Locator("[data-failed]")).ToContainTextAsync("No passkey came");
        Assert.EndsWith("/login", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_script_the_login_shows_no_passkey_and_the_account_says_what_it_takes()
    {
        await using var world = await ConsoleWorld.StartAsync();
        await using var context = await AtNameAsync(world, script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/login");
        Assert.False(await page.Locator("form[action='/login/passkey'] button").IsVisibleAsync());
        await page.GotoAsync(await world.Get<AdminLinks>().ForAsync("admin", TestContext.Current.CancellationToken));
        await page.Locator("main button").ClickAsync();
        Assert.True(await page.Locator("[data-passkey-unable]").IsVisibleAsync());
        Assert.False(await page.Locator("#passkey-name").IsVisibleAsync());
    }

    /// <summary>A window that calls the console by a name, as passkeys need it.</summary>
    private async Task<IBrowserContext> AtNameAsync(ConsoleWorld world, bool script = true)
    {
        var window = Screen.DesktopLight.Window();
        window.JavaScriptEnabled = script;
        window.BaseURL = new UriBuilder(world.Gateway.Gateway.Address) { Host = "localhost" }.Uri.AbsoluteUri;
        var context = await chromium.Browser.NewContextAsync(window);
        context.SetDefaultTimeout(15_000);
        return context;
    }

    private static async Task AddAuthenticatorAsync(IBrowserContext context, IPage page)
    {
        var browser = await context.NewCDPSessionAsync(page);
        await browser.SendAsync("WebAuthn.enable");
        await browser.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
    }
}
