using System.Net;
using AppCrueNotify.Console;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Console.Login;

public sealed class LoginTests
{
    private const string Password = "four words in a row";
    private static readonly ConsoleOptions Patient = new() { LoginsPerMinute = 1000 };

    [Fact]
    public async Task The_first_link_makes_an_administrator_who_then_needs_a_password_to_return()
    {
        await using var world = await ConsoleWorld.StartAsync(Patient);
        var links = world.Get<AdminLinks>();
        var path = await links.FirstAsync(GatewayFixture.Cancellation);
        Assert.NotNull(path);
        using var browser = world.Anonymous();
        using var opened = await browser.SubmitAsync(path, "main form");
        var page = await browser.AfterAsync(opened);
        Assert.Contains("Choose a password", page.QuerySelector(".alert")!.TextContent, StringComparison.Ordinal);
        Assert.Null(await links.FirstAsync(GatewayFixture.Cancellation));

        using var set = await browser.SubmitAsync("/account", "form[action='/account/password']", ("password", Password), ("again", Password));
        Assert.Contains("is set", (await browser.AfterAsync(set)).QuerySelector(".alert")!.TextContent, StringComparison.Ordinal);
        using var again = world.Anonymous();
        using var login = await again.SubmitAsync("/login?back=%2Factivity", "main form", ("name", "ADMIN"), ("password", Password));
        Assert.Equal("/activity", login.Headers.Location!.OriginalString);
        Assert.Contains("signed in with a password", (await again.AfterAsync(login)).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        using var signedOut = await again.PostAsync("/logout", "/activity");
        Assert.Equal(HttpStatusCode.Redirect, (await again.GetAsync("/activity")).StatusCode);
    }

    [Fact]
    public async Task A_link_opens_once_and_looking_at_it_does_not_use_it_up()
    {
        await using var world = await ConsoleWorld.StartAsync();
        var path = await world.Get<AdminLinks>().ForAsync("ana", GatewayFixture.Cancellation);
        using var first = world.Anonymous();
        await first.PageAsync(path);
        await first.PageAsync(path);
        using var opened = await first.SubmitAsync(path, "main form");
        Assert.Equal("/account", opened.Headers.Location!.OriginalString);
        using var second = world.Anonymous();
        using var late = await second.SubmitAsync(path, "main form");
        Assert.Equal(LoginPath.Plain, late.Headers.Location!.OriginalString);
        Assert.False(second.Cookies.ContainsKey("__Host-acn-session"));
    }

    [Fact]
    public async Task A_link_that_has_run_out_opens_nothing()
    {
        await using var world = await ConsoleWorld.StartAsync();
        var path = await world.Get<LoginLinks>().CreateAsync(new() { Who = "ana" }, TimeSpan.FromSeconds(-1), GatewayFixture.Cancellation);
        using var browser = world.Anonymous();
        using var late = await browser.SubmitAsync(path, "main form");
        Assert.Equal(LoginPath.Plain, late.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Wrong_names_and_passwords_look_the_same_and_an_account_locks_itself()
    {
        await using var world = await ConsoleWorld.StartAsync(Patient);
        using var admin = await world.SignInAsync("ana");
        using var set = await admin.SubmitAsync("/account", "form[action='/account/password']", ("password", Password), ("again", Password));
        using var browser = world.Anonymous();
        string? said = null;
        foreach (var name in new[] { "ana", "nobody" })
        {
            using var answer = await browser.SubmitAsync("/login", "main form", ("name", name), ("password", "wrong wrong wrong"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            var alert = Alert(await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation));
            Assert.Equal(said ??= alert, alert);
        }

        for (var i = 0; i < 4; i++)
            (await browser.SubmitAsync("/login", "main form", ("name", "ana"), ("password", "wrong wrong wrong"))).Dispose();
        using var right = await browser.SubmitAsync("/login", "main form", ("name", "ana"), ("password", Password));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, right.StatusCode);
        Assert.Contains("locked", Alert(await right.Content.ReadAsStringAsync(GatewayFixture.Cancellation)), StringComparison.Ordinal);

        // Whoever holds the terminal gets in again.
        using var back = await world.SignInAsync("ana");
        await back.PageAsync("/people");
    }

    [Fact]
    public async Task An_address_that_tries_too_often_has_to_wait()
    {
        await using var world = await ConsoleWorld.StartAsync(new ConsoleOptions { LoginsPerMinute = 3 });
        using var browser = world.Anonymous();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await browser.SubmitAsync("/login", "main form", ("name", $"name{i}"), ("password", "wrong"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }

        using var fourth = await browser.SubmitAsync("/login", "main form", ("name", "name4"), ("password", "wrong"));
        Assert.Equal(HttpStatusCode.TooManyRequests, fourth.StatusCode);
    }

    [Theory]
    [InlineData("//elsewhere.example/")]
    [InlineData("https://elsewhere.example/")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    public void A_login_never_leads_elsewhere(string back) => Assert.Equal("/", LocalPath.Of(back));

    private static string Alert(string html) => new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelector(".alert-danger")!.TextContent.Trim();
}
