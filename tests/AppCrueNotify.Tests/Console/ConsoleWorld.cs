using System.Security.Claims;
using AppCrueNotify.Console;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Hosting;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TwinPush.Simulator;
using Claim = System.Security.Claims.Claim;

namespace AppCrueNotify.Tests.Console;

/// <summary>A gateway with two sites, <c>campus</c> and <c>other</c>, and people to look at its console.</summary>
internal sealed class ConsoleWorld : IAsyncDisposable
{
    private ConsoleWorld(GatewayFixture gateway) => Gateway = gateway;

    public GatewayFixture Gateway { get; }
    public Site Campus { get; private set; } = null!;
    public Site Other { get; private set; } = null!;

    public static Task<ConsoleWorld> StartAsync(params (string Name, string Value)[] settings) => StartAsync(new ConsoleOptions(), settings);

    /// <param name="options">What is different from the usual console.</param>
    /// <param name="settings">Settings of the site <c>campus</c>.</param>
    public static Task<ConsoleWorld> StartAsync(ConsoleOptions options, params (string Name, string Value)[] settings) =>
        StartAsync(o => o with { Console = options }, new() { AcceptAnyAlias = true, KeepRequestBodies = true }, settings);

    /// <param name="change">What is different from the usual gateway.</param>
    /// <param name="twinPush">Its TwinPush.</param>
    public static async Task<ConsoleWorld> StartAsync(Func<GatewayOptions, GatewayOptions> change, SimulatorOptions twinPush, params (string Name, string Value)[] settings)
    {
        var world = new ConsoleWorld(await GatewayFixture.StartAsync(change, twinPush, settings));
        await world.Gateway.AddSiteAsync("other");
        var sites = await world.Get<SiteDirectory>().AllAsync(GatewayFixture.Cancellation);
        (world.Campus, world.Other) = (sites.Single(s => s.Name == "campus"), sites.Single(s => s.Name == "other"));
        return world;
    }

    public T Get<T>() where T : notnull => Gateway.Get<T>();

    /// <summary>A browser in which nobody is signed in.</summary>
    public ConsoleBrowser Anonymous() => new(Gateway.Gateway.Address);

    /// <summary>A browser in which somebody of that role is signed in.</summary>
    /// <param name="role">Their role.</param>
    /// <param name="sites">The sites open to them; none for every site.</param>
    public ConsoleBrowser As(ConsoleRole role, params Site[] sites)
    {
        var browser = Anonymous();
        var (name, value) = Session(role, sites);
        browser.Cookies[name] = value;
        return browser;
    }

    /// <summary>The cookie of a session, for a real browser.</summary>
    public (string Name, string Value) Session(ConsoleRole role, params Site[] sites)
    {
        var options = Get<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = TimeProvider.System.GetUtcNow();
        List<Claim> claims = [new(ClaimTypes.NameIdentifier, $"test-{role.Word()}"), new(ClaimTypes.Name, $"Test {role.Word()}"), new(ConsoleClaims.Role, role.Word()), new(ConsoleClaims.Guest, "1")];
        if (sites.Length > 0)
            claims.AddRange([new(ConsoleClaims.OnlySites, "1"), .. sites.Select(s => new Claim(ConsoleClaims.Site, $"{s.Id}"))]);
        var ticket = new AuthenticationTicket(
            new(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme)), new() { IssuedUtc = now, ExpiresUtc = now.AddHours(1) }, IdentityConstants.ApplicationScheme);
        return (options.Cookie.Name!, options.TicketDataFormat.Protect(ticket));
    }

    /// <summary>A browser in which somebody with an account is signed in, by a link; they have no password yet.</summary>
    public async Task<ConsoleBrowser> SignInAsync(string name)
    {
        var browser = Anonymous();
        var path = await Get<AdminLinks>().ForAsync(name, GatewayFixture.Cancellation);
        using var answer = await browser.SubmitAsync(path, "main form");
        Assert.True(answer.StatusCode is System.Net.HttpStatusCode.SeeOther && browser.Cookies.ContainsKey("__Host-acn-session"), $"{(int)answer.StatusCode}");
        return browser;
    }

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
