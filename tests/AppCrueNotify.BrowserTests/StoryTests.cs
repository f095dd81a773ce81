using AppCrueNotify.BrowserTests.Actions;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Console;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Playwright;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.BrowserTests;

/// <summary>What the console is for: a push fails, somebody finds out why, mends it, and it arrives on the phone. Told with the mouse alone, from the first page on.</summary>
[Trait("Category", "Browser")]
public sealed class StoryTests(Chromium chromium)
{
    private const string Grade = "Tu nota está publicada";
    private static readonly SimulatedApp TestApp = SimulatedApp.Demo with { Name = "Test app", AppId = "test000000000app", CreatorKey = "test0creator0key0not0a0secret000" };

    [Fact]
    public async Task A_push_that_TwinPush_rejected_is_found_understood_sent_again_and_arrives()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.DesktopLight, script: false);
        var actor = new Actor(visit);
        visit.World.Gateway.Simulator.State.AddFault(new() { Kind = FaultKind.Status, Status = 422, ErrorType = "NotificationNotCreated", Operation = "create", Count = 1 });
        await visit.World.Gateway.TakeAsync([Mail.Posted(5, "Entrega", Grade)]);
        await GatewayFixture.UntilAsync(async () => (await visit.World.Gateway.TraceAsync("n:5:5")).State == RecipientState.Failed);

        await visit.Page.GotoAsync("/");
        await actor.PressAsync(visit.Page.Locator($"#needs a[href='/settle?site={visit.World.Campus.Id}&state=failed']"));
        await actor.PressAsync(visit.Page.Locator("section tbody a").First);
        await Assertions.Expect(visit.Page.Locator("#timeline")).ToContainTextAsync("TwinPush rejected the content of the request");
        await actor.SubmitAsync(new Uri(visit.Page.Url).AbsolutePath + "/retry");
        await actor.AssertDoneAsync();
        await GatewayFixture.UntilAsync(async () => (await visit.World.Gateway.TraceAsync("n:5:5")).State == RecipientState.Sent);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("#timeline li").Last).ToContainTextAsync("sent");
        await visit.AssertSoundAsync("story-arrived");
        await AssertOnPhoneAsync(visit, SimulatedApp.Demo, "alias5");
        await visit.Page.GotoAsync("/activity");
        await Assertions.Expect(visit.Page.Locator("tbody")).ToContainTextAsync("sent messages again");
    }

    [Fact]
    public async Task A_site_with_a_wrong_key_says_so_and_what_waits_arrives_once_the_key_is_right()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.PhoneLight, script: false);
        var actor = new Actor(visit);
        var token = await visit.World.Gateway.AddSiteAsync("broken", creatorKey: "wrong-key");
        var site = await FindAsync(visit, "broken");
        await visit.World.Gateway.TakeAsync([Mail.Posted(6, "Entrega", Grade)], token);
        await GatewayFixture.UntilAsync(async () => (await FindAsync(visit, "broken")).PauseReason is not null);

        await visit.Page.GotoAsync("/");
        var need = visit.Page.Locator("#needs li").Filter(new() { HasText = "broken" });
        await Assertions.Expect(need).ToContainTextAsync("refused the credentials");
        await actor.PressAsync(need.GetByRole(AriaRole.Link));
        await Assertions.Expect(visit.Page.GetByRole(AriaRole.Status)).ToContainTextAsync("broken is paused");
        await actor.PressAsync(visit.Page.Locator($"main a[href='/sites/{site.Id}']"));
        await actor.SubmitAsync($"/sites/{site.Id}/access", null, ("key", SimulatedApp.Demo.CreatorKey));
        await actor.AssertDoneAsync();
        await GatewayFixture.UntilAsync(async () => (await visit.World.Gateway.TraceAsync("n:6:6", site.Id)).State == RecipientState.Sent);
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Page.Locator("#needs li").Filter(new() { HasText = "broken" })).ToHaveCountAsync(0);
        await AssertOnPhoneAsync(visit, SimulatedApp.Demo, "alias6");
    }

    [Fact]
    public async Task A_push_that_reached_nobody_is_explained_the_site_mended_the_push_retried_and_it_arrives()
    {
        await using var world = await ConsoleWorld.StartAsync(o => o, new() { Apps = [SimulatedApp.Demo, TestApp] });
        await using var visit = await Visit.ToAsync(chromium, world, Screen.DesktopDark);
        var actor = new Actor(visit);
        // Somebody put the keys of the test app into the site; Ana has the real one.
        var site = world.Campus with { AppId = TestApp.AppId, CreatorKey = TestApp.CreatorKey };
        await world.Get<ISiteStore>().UpdateAsync(site, new Dictionary<string, string>(), GatewayFixture.Cancellation);
        await GatewayFixture.UntilAsync(async () => (await FindAsync(visit, "campus")).AppId == TestApp.AppId);
        world.Gateway.Simulator.State.RegisterPhone("alias7", appId: SimulatedApp.Demo.AppId);
        world.Gateway.Simulator.State.RegisterPhone("tester", appId: TestApp.AppId);
        await world.Gateway.TakeAsync([Mail.Posted(7, "Entrega", Grade)]);
        await GatewayFixture.UntilAsync(async () => (await world.Gateway.TraceAsync("n:7:7")).State == RecipientState.Undeliverable);

        await visit.Page.GotoAsync("/");
        await actor.PressAsync(visit.Page.Locator("nav a[href='/settle']:visible").First);
        await actor.PressAsync(visit.Page.Locator($"a[href='/settle?site={site.Id}&state=undeliverable']"));
        await actor.PressAsync(visit.Page.Locator("section tbody a").First);
        await Assertions.Expect(visit.Page.Locator("#timeline")).ToContainTextAsync("no app on any phone");
        await actor.PressAsync(visit.Page.Locator("nav a[href='/sites']:visible").First);
        await actor.PressAsync(visit.Page.Locator($"main a[href='/sites/{site.Id}']"));
        await Assertions.Expect(visit.Page.Locator("main dl")).ToContainTextAsync(TestApp.AppId);
        await actor.SubmitAsync($"/sites/{site.Id}/access", null, ("app", SimulatedApp.Demo.AppId), ("key", SimulatedApp.Demo.CreatorKey));
        await actor.AssertDoneAsync();
        await actor.PressAsync(visit.Page.Locator("nav a[href='/settle']:visible").First);
        await actor.PressAsync(visit.Page.Locator($"a[href='/settle?site={site.Id}&state=undeliverable']"));
        await actor.SubmitAsync($"/settle/{site.Id}/retry");
        await actor.AssertDoneAsync("1");
        await GatewayFixture.UntilAsync(async () => (await world.Gateway.TraceAsync("n:7:7")).State == RecipientState.Sent);
        await AssertOnPhoneAsync(visit, SimulatedApp.Demo, "alias7");
    }

    /// <summary>The simulator's page of the phone shows it.</summary>
    private static async Task AssertOnPhoneAsync(Visit visit, SimulatedApp app, string alias)
    {
        var simulator = visit.World.Gateway.Simulator;
        visit.Allow(simulator.Address);
        await visit.Page.GotoAsync(new Uri(simulator.Address, $"/phones/{app.AppId}/{alias}").ToString());
        await Assertions.Expect(visit.Page.Locator(".pushes .push").First).ToContainTextAsync(Grade);
        visit.AssertNoComplaint();
    }

    private static async Task<Site> FindAsync(Visit visit, string name) => (await visit.World.Get<SiteDirectory>().FindAsync(name, GatewayFixture.Cancellation))!;
}
