using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Console;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Playwright;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>Sites, their settings and their tokens.</summary>
internal static class SiteActions
{
    public static IReadOnlyList<ConsoleAction> All { get; } =
    [
        new("add a site", ["/sites/new"], async actor =>
        {
            var name = $"campus-{actor.Round.Number()}";
            await actor.Page.GotoAsync("/sites/new");
            await actor.SubmitAsync("/sites/new", null,
                ("name", name), ("moodle", "https://campus.example.edu"), ("app", SimulatedApp.Demo.AppId), ("key", SimulatedApp.Demo.CreatorKey), ("twinpush", actor.World.Gateway.Simulator.ApiAddress.ToString()));
            await Assertions.Expect(actor.Page.Locator("#new-token")).ToContainTextAsync("acn_");
            await actor.Visit.AssertSoundAsync("site-added");
            Assert.NotNull(await actor.World.Get<SiteDirectory>().FindAsync(name, GatewayFixture.Cancellation));
        }),
        new("change a site's addresses and keys", ["/sites/{site:long}/access"], async actor =>
        {
            var site = await SiteAsync(actor);
            await actor.SubmitAsync($"/sites/{site.Id}/access", null, ("moodle", "https://moodle.example.edu"), ("key", "another-key"));
            await actor.AssertDoneAsync();
            var changed = await FindAsync(actor, site.Id);
            Assert.Equal(("https://moodle.example.edu", "another-key"), (changed!.MoodleUrl, changed.CreatorKey));
        }),
        new("try settings on recent messages, then save them", ["/sites/{site:long}/settings"], async actor =>
        {
            var campus = actor.World.Campus;
            await actor.World.Gateway.TakeAsync([Mail.Posted(actor.Round.Number(), "Entrega", "Tu nota está publicada")]);
            await actor.Page.GotoAsync($"/sites/{campus.Id}/settings");
            var name = $"Campus {actor.Round.Number()}";
            await actor.SubmitAsync($"/sites/{campus.Id}/settings", "preview", ("group-name", name), ("open-in-webview", "off"));
            await Assertions.Expect(actor.Page.Locator("table")).ToContainTextAsync("Tu nota está publicada");
            await actor.Visit.AssertSoundAsync("settings-preview");
            Assert.NotEqual(name, (await FindAsync(actor, campus.Id))!.Settings.GroupName);
            await actor.SubmitAsync($"/sites/{campus.Id}/settings", "save");
            await actor.AssertDoneAsync("2");
            Assert.Equal((name, false), ((await FindAsync(actor, campus.Id))!.Settings.GroupName, (await FindAsync(actor, campus.Id))!.Settings.OpenInWebview));
        }),
        new("be told which setting is wrong", ["/sites/{site:long}/settings"], async actor =>
        {
            await actor.Page.GotoAsync($"/sites/{actor.World.Other.Id}/settings");
            await actor.SubmitAsync($"/sites/{actor.World.Other.Id}/settings", "save", ("window", "soon"));
            await Assertions.Expect(actor.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("window");
            await actor.Visit.AssertSoundAsync("settings-wrong");
        }),
        new("make a new token and end the old one", ["/sites/{site:long}/tokens/rotate", "/sites/{site:long}/tokens/expire"], async actor =>
        {
            var site = await SiteAsync(actor);
            await actor.SubmitAsync($"/sites/{site.Id}/tokens/rotate", null, ("grace", "7 days"));
            await Assertions.Expect(actor.Page.Locator("#new-token")).ToContainTextAsync("acn_");
            await actor.Visit.AssertSoundAsync("site-token");
            await actor.Page.GotoAsync($"/sites/{site.Id}");
            await Assertions.Expect(actor.Page.Locator("#new-token")).ToHaveCountAsync(0);
            await actor.SubmitAsync($"/sites/{site.Id}/tokens/expire");
            await actor.AssertDoneAsync();
            Assert.Single(await actor.World.Get<SiteTokens>().ListAsync(site.Id, TimeProvider.System.GetUtcNow(), GatewayFixture.Cancellation));
        }),
        new("remove a site", ["/sites/{site:long}/remove"], async actor =>
        {
            var site = await SiteAsync(actor);
            await actor.SubmitAsync($"/sites/{site.Id}/remove", null, ("really", "something else"));
            await Assertions.Expect(actor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await actor.SubmitAsync($"/sites/{site.Id}/remove", null, ("really", site.Name));
            await actor.AssertDoneAsync(site.Name);
            Assert.Null(await FindAsync(actor, site.Id));
        }),
    ];

    private static async Task<Site> SiteAsync(Actor actor)
    {
        var name = $"campus-{actor.Round.Number()}";
        await actor.World.Gateway.AddSiteAsync(name);
        var site = (await actor.World.Get<SiteDirectory>().FindAsync(name, GatewayFixture.Cancellation))!;
        await actor.Page.GotoAsync($"/sites/{site.Id}");
        return site;
    }

    private static async Task<Site?> FindAsync(Actor actor, long id) => await actor.World.Get<SiteDirectory>().FindAsync(id, GatewayFixture.Cancellation);
}
