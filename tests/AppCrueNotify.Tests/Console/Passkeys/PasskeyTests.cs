using System.Net;
using AppCrueNotify.Console;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Console.Passkeys;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Console.Passkeys;

public sealed class PasskeyTests
{
    private static readonly ConsoleOptions Patient = new() { LoginsPerMinute = 1000 };

    [Fact]
    public async Task A_passkey_opens_the_console_without_password_and_code()
    {
        await using var world = await ConsoleWorld.StartAsync(Patient);
        using var ana = await AtNameAsync(world, "ana");
        using var device = await WithPasskeyAsync(ana);
        var page = await ana.PageAsync("/account");
        Assert.Equal("Office laptop", page.QuerySelector("[data-passkey-row] input[name=name]")!.GetAttribute("value"));
        Assert.Contains("not used yet", page.QuerySelector("[data-passkey-row]")!.TextContent, StringComparison.Ordinal);

        using var later = Named(world);
        using var entered = await EnterAsync(later, device, "/activity");
        Assert.Equal("/activity", entered.Headers.Location!.OriginalString);
        Assert.Contains("signed in with a passkey", (await later.AfterAsync(entered)).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("last used", (await later.PageAsync("/account")).QuerySelector("[data-passkey-row]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_counts_once_and_only_in_the_browser_that_was_asked()
    {
        await using var world = await ConsoleWorld.StartAsync(Patient);
        using var ana = await AtNameAsync(world, "ana");
        using var device = await WithPasskeyAsync(ana);
        using var asked = Named(world);
        var answer = device.Get(await OptionsAsync(asked, PasskeyLogin.Options, "/login"));
        using var stranger = Named(world);
        Assert.False(await OpensAsync(stranger, answer));
        Assert.True(await OpensAsync(asked, answer));
        asked.Cookies.Remove("__Host-acn-session");
        Assert.False(await OpensAsync(asked, answer));
    }

    [Fact]
    public async Task A_device_that_asked_nobody_opens_nothing()
    {
        await using var world = await ConsoleWorld.StartAsync(Patient);
        using var ana = await AtNameAsync(world, "ana");
        using var device = await WithPasskeyAsync(ana);
        device.Asks = false;
        using var browser = Named(world);
        Assert.False(await OpensAsync(browser, device.Get(await OptionsAsync(browser, PasskeyLogin.Options, "/login"))));
        device.Asks = true;
        Assert.True(await OpensAsync(browser, device.Get(await OptionsAsync(browser, PasskeyLogin.Options, "/login"))));
    }

    [Fact]
    public async Task An_answer_given_to_another_page_opens_nothing()
    {
        await using var world = await ConsoleWorld.StartAsync(Patient);
        using var ana = await AtNameAsync(world, "ana");
        using var device = await WithPasskeyAsync(ana);
        device.Origin = "https://console.example.net";
        using var browser = Named(world);
        Assert.False(await OpensAsync(browser, device.Get(await OptionsAsync(browser, PasskeyLogin.Options, "/login"))));
    }

    [Fact]
    public async Task Who_is_disabled_stays_out_with_a_passkey_too()
    {
        await using var world = await ConsoleWorld.StartAsync(Patient);
        using var ana = await AtNameAsync(world, "ana");
        using var device = await WithPasskeyAsync(ana);
        var accounts = world.Get<AccountDirectory>();
        var account = (await accounts.ByNameAsync("ANA", GatewayFixture.Cancellation))!;
        account.DisabledAt = TimeProvider.System.GetUtcNow();
        await accounts.SaveAsync(account, GatewayFixture.Cancellation);
        using var browser = Named(world);
        Assert.False(await OpensAsync(browser, device.Get(await OptionsAsync(browser, PasskeyLogin.Options, "/login"))));
    }

    [Fact]
    public async Task A_removed_passkey_opens_nothing_and_ends_what_it_has_opened()
    {
        await using var world = await ConsoleWorld.StartAsync(Patient);
        using var ana = await AtNameAsync(world, "ana");
        using var device = await WithPasskeyAsync(ana);
        using var thief = Named(world);
        Assert.True(await OpensAsync(thief, device.Get(await OptionsAsync(thief, PasskeyLogin.Options, "/login"))));
        using var removed = await ana.SubmitAsync("/account", "form[action='/account/passkeys/remove']");
        Assert.Contains("removed", (await ana.AfterAsync(removed)).QuerySelector(".alert")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await thief.GetAsync("/activity")).StatusCode);
        Assert.False(await OpensAsync(thief, device.Get(await OptionsAsync(thief, PasskeyLogin.Options, "/login"))));
        Assert.Contains("removed a passkey", (await ana.PageAsync("/activity")).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_renames_or_removes_anothers_passkey()
    {
        await using var world = await ConsoleWorld.StartAsync(Patient);
        using var ana = await AtNameAsync(world, "ana");
        using var device = await WithPasskeyAsync(ana);
        var id = (await ana.PageAsync("/account")).QuerySelector("[data-passkey-row] input[name=id]")!.GetAttribute("value")!;
        using var ben = await AtNameAsync(world, "ben");
        using var removed = await ben.PostAsync("/account/passkeys/remove", "/account", ("id", id));
        using var renamed = await ben.PostAsync("/account/passkeys/rename", "/account", ("id", id), ("name", "mine"));
        Assert.Contains("alert-danger", (await ben.AfterAsync(renamed)).QuerySelector(".alert")!.ClassName!, StringComparison.Ordinal);
        Assert.Equal("Office laptop", (await ana.PageAsync("/account")).QuerySelector("[data-passkey-row] input[name=name]")!.GetAttribute("value"));
        using var own = await ana.SubmitAsync("/account", "form[action='/account/passkeys/rename']", ("name", "Key\u0007ring"));
        Assert.Equal("Keyring", (await ana.AfterAsync(own)).QuerySelector("[data-passkey-row] input[name=name]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_link_takes_passkeys_away_with_the_password()
    {
        await using var world = await ConsoleWorld.StartAsync(Patient);
        using var ana = await AtNameAsync(world, "ana");
        using var device = await WithPasskeyAsync(ana);
        using var again = await world.SignInAsync("ana");
        Assert.Null((await again.PageAsync("/account")).QuerySelector("[data-passkey-row]"));
        using var browser = Named(world);
        Assert.False(await OpensAsync(browser, device.Get(await OptionsAsync(browser, PasskeyLogin.Options, "/login"))));
    }

    [Fact]
    public async Task Where_passkeys_cannot_work_the_page_says_so()
    {
        await using var world = await ConsoleWorld.StartAsync(Patient);
        using var byAddress = await world.SignInAsync("ana");
        Assert.Contains("http://localhost", (await byAddress.PageAsync("/account")).QuerySelector("section[aria-labelledby=passkeys-title] .alert")!.TextContent, StringComparison.Ordinal);
        using var anonymous = world.Anonymous();
        Assert.Null((await anonymous.PageAsync("/login")).QuerySelector("[data-passkey]"));
        using var named = Named(world);
        Assert.True((await named.PageAsync("/login")).QuerySelector("[data-passkey]")!.HasAttribute("hidden"));
    }

    [Theory]
    [InlineData(null, "localhost", "Here")]
    [InlineData(null, "127.0.0.1", "WithoutName")]
    [InlineData(null, "[::1]", "WithoutName")]
    [InlineData("https://push.example.edu", "push.example.edu", "Here")]
    [InlineData("https://push.example.edu", "localhost", "Elsewhere")]
    [InlineData("https://push.example.edu", "notpush.example.edu", "Elsewhere")]
    [InlineData("https://192.0.2.7", "192.0.2.7", "WithoutName")]
    public void Passkeys_belong_to_the_name_of_the_console(string? publicUrl, string host, string place) =>
        Assert.Equal(place, PasskeyPlaces.Of(new() { PublicUrl = publicUrl is null ? null : new(publicUrl) }, host).ToString());

    [Fact]
    public async Task A_guest_has_no_passkeys()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var guest = world.As(ConsoleRole.Operator, world.Campus);
        using var answer = await guest.PostAsync(PasskeyActions.Options, "/activity");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static ConsoleBrowser Named(ConsoleWorld world) => new(new UriBuilder(world.Gateway.Gateway.Address) { Host = "localhost" }.Uri);

    /// <summary>Somebody signed in at the console's name, where passkeys work.</summary>
    private static async Task<ConsoleBrowser> AtNameAsync(ConsoleWorld world, string name)
    {
        using var byLink = await world.SignInAsync(name);
        var browser = Named(world);
        foreach (var (cookie, value) in byLink.Cookies)
            browser.Cookies[cookie] = value;
        return browser;
    }

    private static async Task<SoftAuthenticator> WithPasskeyAsync(ConsoleBrowser browser)
    {
        var device = new SoftAuthenticator(browser.Origin);
        var made = device.Create(await OptionsAsync(browser, PasskeyActions.Options, "/account"));
        using var added = await browser.PostAsync(PasskeyActions.Path, "/account", ("credential", made), ("name", "Office laptop"));
        Assert.Contains("is added", (await browser.AfterAsync(added)).QuerySelector(".alert")!.TextContent, StringComparison.Ordinal);
        return device;
    }

    private static async Task<string> OptionsAsync(ConsoleBrowser browser, string path, string page)
    {
        using var answer = await browser.PostAsync(path, page);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        return await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation);
    }

    private static async Task<HttpResponseMessage> EnterAsync(ConsoleBrowser browser, SoftAuthenticator device, string back) =>
        await browser.PostAsync(PasskeyLogin.Path, "/login", ("credential", device.Get(await OptionsAsync(browser, PasskeyLogin.Options, "/login"))), ("back", back));

    private static async Task<bool> OpensAsync(ConsoleBrowser browser, string credential)
    {
        using var answer = await browser.PostAsync(PasskeyLogin.Path, "/login", ("credential", credential), ("back", "/"));
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        return answer.Headers.Location!.OriginalString == "/";
    }
}
