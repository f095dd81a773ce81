using System.Text.RegularExpressions;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Tests.Console.Login;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>Coming and going, and one's own account.</summary>
internal static class AccountActions
{
    private const string Password = "four words in a row";

    public static IReadOnlyList<ConsoleAction> All { get; } =
    [
        new("come by a link, choose a password, leave and return", ["/login/link", "/account/password", "/logout", "/login"], async actor =>
        {
            var (ana, name) = await NewcomerAsync(actor);
            await ana.Visit.AssertSoundAsync("account");
            await ChoosePasswordAsync(ana);
            await ana.SubmitAsync("/logout");
            await ana.Visit.AssertSoundAsync("login");
            await ana.SubmitAsync("/login", null, ("name", name), ("password", "wrong"));
            await Assertions.Expect(ana.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await ana.Visit.AssertSoundAsync("login-wrong");
            await ana.SubmitAsync("/login", null, ("name", name), ("password", Password));
            await Assertions.Expect(ana.Page).ToHaveURLAsync(new Regex("/$"));
        }),
        new("turn the second factor on, come in by it and by a recovery code, and turn it off", ["/account/second-factor/begin", "/account/second-factor/confirm", "/login/second", "/account/second-factor/off"], async actor =>
        {
            var (ana, name) = await NewcomerAsync(actor);
            await ChoosePasswordAsync(ana);
            await ana.SubmitAsync("/account/second-factor/begin");
            await ana.Visit.AssertSoundAsync("second-factor");
            var key = (await ana.Page.Locator("#key").TextContentAsync())!.Replace(" ", "", StringComparison.Ordinal);
            await ana.SubmitAsync("/account/second-factor/confirm", null, ("code", Authenticator.Code(key)));
            var codes = await ana.Page.Locator("main ul[translate=no] li").AllTextContentsAsync();
            Assert.Equal(10, codes.Count);
            await ana.Visit.AssertSoundAsync("recovery-codes");
            foreach (var code in (string[])[Authenticator.Code(key), codes[3]])
            {
                await ana.SubmitAsync("/logout");
                await ana.SubmitAsync("/login", null, ("name", name), ("password", Password));
                await ana.Visit.AssertSoundAsync("login-second");
                await ana.SubmitAsync("/login/second", null, ("code", code));
                await Assertions.Expect(ana.Page).ToHaveURLAsync(new Regex("/$"));
            }

            await ana.Page.GotoAsync("/account");
            await ana.SubmitAsync("/account/second-factor/off");
            await ana.AssertDoneAsync("off");
        }),
        new("choose one's language and time zone", ["/account/reader"], async actor =>
        {
            var (ana, _) = await NewcomerAsync(actor);
            await ana.SubmitAsync("/account/reader", null, ("language", "eu"), ("zone", "Atlantic/Canary"));
            await Assertions.Expect(ana.Page.Locator("html")).ToHaveAttributeAsync("lang", "eu");
            await Assertions.Expect(ana.Page.Locator("[name=zone]")).ToHaveValueAsync("Atlantic/Canary");
        }),
        new("sign out everywhere", ["/account/sign-out-everywhere"], async actor =>
        {
            var (ana, name) = await NewcomerAsync(actor);
            await ChoosePasswordAsync(ana);
            var elsewhere = await actor.AnotherAsync();
            await elsewhere.Page.GotoAsync("/login");
            await elsewhere.SubmitAsync("/login", null, ("name", name), ("password", Password));
            await ana.Page.GotoAsync("/account");
            await ana.SubmitAsync("/account/sign-out-everywhere");
            await elsewhere.Page.GotoAsync("/account");
            await Assertions.Expect(elsewhere.Page).ToHaveURLAsync(new Regex("/login"));
        }),
        new("come by the university's login", ["/login/university"], async actor =>
        {
            var ana = await actor.AnotherAsync();
            ana.Visit.Allow(OpenIdProvider.Authority);
            await ana.Visit.Context.RouteAsync($"{OpenIdProvider.Authority}**", route => route.FulfillAsync(new()
            {
                ContentType = "text/html",
                Body = $"<a href='{ana.World.Gateway.Gateway.Address}{actor.Round.University.SignIn(new(route.Request.Url), ("sub", $"{actor.Round.Number()}"), ("preferred_username", "ana"), ("groups", "moodle-admins"))[1..]}'>I am Ana</a>",
            }));
            await ana.Page.GotoAsync("/login?back=%2Fpeople");
            await ana.SubmitAsync("/login/university");
            // The page on the way goes on by itself.
            await Assertions.Expect(ana.Page.GetByText("I am Ana")).ToBeVisibleAsync();
            await ana.PressAsync(ana.Page.GetByText("I am Ana"));
            await Assertions.Expect(ana.Page).ToHaveURLAsync(new Regex("/people$"));
            await ana.Visit.Context.UnrouteAllAsync();
        }),
        new("come from Moodle's plugin page", ["/login/link"], async actor =>
        {
            var guest = await actor.AnotherAsync();
            var links = actor.World.Get<LoginLinks>();
            await guest.Page.GotoAsync(await links.CreateAsync(new() { SiteId = actor.World.Campus.Id, Who = "María José" }, LoginLinks.ForMoodle, GatewayFixture.Cancellation));
            await guest.Visit.AssertSoundAsync("link");
            await guest.SubmitAsync("/login/link");
            await Assertions.Expect(guest.Page).ToHaveURLAsync(new Regex("/$"));
            await Assertions.Expect(guest.Page.Locator("body")).Not.ToContainTextAsync("other");
        }),
    ];

    private static async Task<(Actor Newcomer, string Name)> NewcomerAsync(Actor actor)
    {
        var name = $"ana {actor.Round.Number()}";
        var newcomer = await actor.AnotherAsync();
        await newcomer.Page.GotoAsync(await actor.World.Get<AdminLinks>().ForAsync(name, GatewayFixture.Cancellation));
        await newcomer.SubmitAsync("/login/link");
        await newcomer.AssertDoneAsync("password");
        return (newcomer, name);
    }

    private static async Task ChoosePasswordAsync(Actor newcomer)
    {
        await newcomer.SubmitAsync("/account/password", null, ("password", Password), ("again", Password));
        await newcomer.AssertDoneAsync("is set");
    }
}
