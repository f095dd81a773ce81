using System.Net;
using System.Security.Cryptography;
using AngleSharp.Html.Parser;
using AppCrueNotify.Console;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Console.MyAccount;

public sealed class MyAccountTests
{
    private const string Password = "four words in a row";

    [Fact]
    public async Task With_a_second_factor_a_password_alone_opens_nothing()
    {
        await using var world = await ConsoleWorld.StartAsync(new ConsoleOptions { LoginsPerMinute = 1000 });
        using var browser = await world.SignInAsync("ana");
        using var set = await browser.SubmitAsync("/account", "form[action='/account/password']", ("password", Password), ("again", Password));
        using var begun = await browser.SubmitAsync("/account", "form[action='/account/second-factor/begin']");
        var key = (await browser.AfterAsync(begun)).QuerySelector("#key")!.TextContent.Replace(" ", "", StringComparison.Ordinal);
        using var wrong = await browser.SubmitAsync("/account/second-factor", "main form", ("code", "000000"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        using var confirmed = await browser.SubmitAsync("/account/second-factor", "main form", ("code", Totp(key)));
        var codes = new HtmlParser().ParseDocument(await confirmed.Content.ReadAsStringAsync(GatewayFixture.Cancellation)).QuerySelectorAll("ul.font-monospace li").Select(l => l.TextContent.Trim()).ToList();
        Assert.Equal(10, codes.Count);

        using var other = world.Anonymous();
        using var half = await other.SubmitAsync("/login", "main form", ("name", "ana"), ("password", Password));
        Assert.StartsWith("/login/second", half.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await other.GetAsync("/activity")).StatusCode);
        using var guessed = await other.SubmitAsync("/login/second", "main form", ("code", "123456"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, guessed.StatusCode);
        using var second = await other.SubmitAsync("/login/second?back=%2Factivity", "main form", ("code", Totp(key)));
        await other.AfterAsync(second);

        // A recovery code is good once.
        foreach (var expected in new[] { HttpStatusCode.SeeOther, HttpStatusCode.UnprocessableEntity })
        {
            using var lost = world.Anonymous();
            using var first = await lost.SubmitAsync("/login", "main form", ("name", "ana"), ("password", Password));
            using var recovered = await lost.SubmitAsync("/login/second", "main form", ("code", codes[0]));
            Assert.Equal(expected, recovered.StatusCode);
        }
    }

    [Fact]
    public async Task A_new_password_ends_other_sessions_and_keeps_this_one()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var here = await world.SignInAsync("ana");
        using var there = await world.SignInAsync("ana");
        await there.PageAsync("/account");
        using var set = await here.SubmitAsync("/account", "form[action='/account/password']", ("password", Password), ("again", Password));
        await here.PageAsync("/account");
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/account")).StatusCode);
        using var tooShort = await here.SubmitAsync("/account", "form[action='/account/password']", ("current", Password), ("password", "short"), ("again", "short"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooShort.StatusCode);
    }

    [Fact]
    public async Task Signing_out_everywhere_ends_every_session()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var here = await world.SignInAsync("ana");
        using var there = await world.SignInAsync("ana");
        using var out1 = await here.SubmitAsync("/account", "form[action='/account/sign-out-everywhere']");
        Assert.Equal(HttpStatusCode.Redirect, (await here.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await there.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task Language_and_time_zone_of_the_account_come_before_the_browsers()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = await world.SignInAsync("ana");
        using var saved = await browser.SubmitAsync("/account", "form[action='/account/reader']", ("language", "ca"), ("zone", "Atlantic/Canary"));
        var page = await browser.AfterAsync(saved);
        Assert.Equal("ca", page.DocumentElement.GetAttribute("lang"));
        Assert.Contains("Atlantic/Canary", page.QuerySelector("#zone-rule")!.TextContent, StringComparison.Ordinal);
        using var wrong = await browser.SubmitAsync("/account", "form[action='/account/reader']", ("zone", "Mars/Olympus"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
    }

    [Fact]
    public async Task A_guest_has_no_account_to_change()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var guest = world.As(ConsoleRole.Operator, world.Campus);
        await guest.PageAsync("/account", HttpStatusCode.Forbidden);
    }

    /// <summary>RFC 6238, as an authenticator app does it.</summary>
    private static string Totp(string key)
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var bytes = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        var step = BitConverter.GetBytes(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
        Array.Reverse(step);
#pragma warning disable CA5350 // The standard's own hash.
        var hash = HMACSHA1.HashData(bytes, step);
#pragma warning restore CA5350
        var at = hash[^1] & 15;
        var number = ((hash[at] & 127) << 24) | (hash[at + 1] << 16) | (hash[at + 2] << 8) | hash[at + 3];
        return $"{number % 1_000_000:000000}";
    }
}
