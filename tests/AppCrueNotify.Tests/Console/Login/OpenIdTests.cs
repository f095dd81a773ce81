using System.Net;
using AppCrueNotify.Console;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Console.Login;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Console.Login;

public sealed class OpenIdTests
{
    [Fact]
    public async Task The_universitys_groups_decide_role_and_sites_at_each_login()
    {
        using var provider = new OpenIdProvider();
        await using var world = await StartAsync(provider);
        using var browser = world.Anonymous();
        using var came = await LoginAsync(browser, provider, ("sub", "42"), ("preferred_username", "ana"), ("groups", "staff"), ("groups", "helpdesk"));
        Assert.Equal("/activity", came.Headers.Location!.OriginalString);
        await browser.PageAsync($"/activity?site={world.Campus.Id}");
        await browser.PageAsync($"/activity?site={world.Other.Id}", HttpStatusCode.NotFound);
        var account = Assert.Single(await world.Get<AccountDirectory>().AllAsync(GatewayFixture.Cancellation));
        Assert.Equal(("ana", ConsoleRole.Operator, false), (account.Name, account.Role, account.EverySite));

        using var promoted = world.Anonymous();
        using var again = await LoginAsync(promoted, provider, ("sub", "42"), ("preferred_username", "ana"), ("groups", "moodle-admins"), ("groups", "helpdesk"));
        await promoted.PageAsync("/people");
        Assert.Single(await world.Get<AccountDirectory>().AllAsync(GatewayFixture.Cancellation));
    }

    [Fact]
    public async Task Who_fits_no_grant_is_turned_away_and_no_account_is_made()
    {
        using var provider = new OpenIdProvider();
        await using var world = await StartAsync(provider);
        using var browser = world.Anonymous();
        using var came = await LoginAsync(browser, provider, ("sub", "43"), ("groups", "students"));
        Assert.Contains("nobody gave you access", (await browser.AfterAsync(came)).QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await world.Get<AccountDirectory>().AllAsync(GatewayFixture.Cancellation));
    }

    [Fact]
    public async Task A_login_takes_over_no_account_of_the_same_name()
    {
        using var provider = new OpenIdProvider();
        await using var world = await StartAsync(provider);
        using var local = await world.SignInAsync("ana");
        using var browser = world.Anonymous();
        using var came = await LoginAsync(browser, provider, ("sub", "42"), ("preferred_username", "ANA"), ("groups", "helpdesk"));
        var page = await browser.PageAsync("/account");
        Assert.Equal("ANA (2)", page.QuerySelector("dd")!.TextContent.Trim());
        await browser.PageAsync("/people", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_opens_nothing()
    {
        using var provider = new OpenIdProvider();
        await using var world = await StartAsync(provider);
        using var asked = world.Anonymous();
        var answer = provider.SignIn(await LeaveAsync(asked, "/"), ("sub", "42"), ("groups", "moodle-admins"));
        using var other = world.Anonymous();
        using var came = await other.GetAsync(answer);
        Assert.Equal(LoginPath.Plain, came.Headers.Location!.OriginalString);
        Assert.False(other.Cookies.ContainsKey("__Host-acn-session"));
    }

    [Fact]
    public async Task Without_such_a_login_there_is_no_button_and_no_address()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.Anonymous();
        Assert.Null((await browser.PageAsync("/login")).QuerySelector("form[action='/login/university']"));
        using var answer = await browser.PostAsync("/login/university", "/login");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        await browser.PageAsync("/login/callback", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("groups=moodle-admins:admin", "groups", "moodle-admins", ConsoleRole.Admin, "")]
    [InlineData("urn:oid:1.3=a:b:operator@campus, other", "urn:oid:1.3", "a:b", ConsoleRole.Operator, "campus|other")]
    internal void A_grant_is_read(string text, string claim, string value, ConsoleRole role, string sites)
    {
        var grant = OpenIdGrant.Parse(text)!;
        Assert.Equal((claim, value, role, sites), (grant.Claim, grant.Value, grant.Role, string.Join('|', grant.Sites)));
    }

    [Theory]
    [InlineData("groups:admin")]
    [InlineData("=x:admin")]
    [InlineData("groups=:admin")]
    [InlineData("groups=x:king")]
    [InlineData("groups=x:admin@")]
    public void What_is_no_grant_is_refused(string text) => Assert.Null(OpenIdGrant.Parse(text));

    private static Task<ConsoleWorld> StartAsync(OpenIdProvider provider) => ConsoleWorld.StartAsync(new ConsoleOptions
    {
        OpenId = new()
        {
            Authority = OpenIdProvider.Authority,
            ClientId = OpenIdProvider.ClientId,
            ClientSecret = OpenIdProvider.ClientSecret,
            Grants = [OpenIdGrant.Parse("groups=moodle-admins:admin")!, OpenIdGrant.Parse("groups=helpdesk:operator@campus")!, OpenIdGrant.Parse("groups=staff:viewer")!],
            Backchannel = provider,
        },
    });

    private static async Task<HttpResponseMessage> LoginAsync(ConsoleBrowser browser, OpenIdProvider provider, params (string, string)[] claims) =>
        await browser.GetAsync(provider.SignIn(await LeaveAsync(browser, "/activity"), claims));

    /// <summary>Where the page leads: a redirect would be stopped by the policy that forms keep to this host.</summary>
    private static async Task<Uri> LeaveAsync(ConsoleBrowser browser, string back)
    {
        using var challenge = await browser.PostAsync("/login/university", "/login", ("back", back));
        Assert.Equal(HttpStatusCode.OK, challenge.StatusCode);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await challenge.Content.ReadAsStringAsync(GatewayFixture.Cancellation));
        var there = page.QuerySelector("main a.btn-primary")!.GetAttribute("href")!;
        Assert.Equal($"0;url={there}", page.QuerySelector("meta[http-equiv=refresh]")!.GetAttribute("content"));
        return new(there);
    }
}
