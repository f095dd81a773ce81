using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Console;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Playwright;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.BrowserTests;

/// <summary>What the console is for: a push fails, somebody finds out why, mends it, and it arrives.</summary>
[Trait("Category", "Browser")]
public sealed class StoryTests(Chromium chromium)
{
    [Fact]
    public async Task A_push_that_TwinPush_rejected_is_found_understood_sent_again_and_arrives()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.DesktopLight, script: false);
        visit.World.Gateway.Simulator.State.AddFault(new() { Kind = FaultKind.Status, Status = 422, ErrorType = "NotificationNotCreated", Operation = "create", Count = 1 });
        await visit.World.Gateway.TakeAsync([Mail.Posted(5, "Entrega", "Tu nota está publicada")]);
        await GatewayFixture.UntilAsync(async () => (await visit.World.Gateway.TraceAsync("n:5:5")).State == RecipientState.Failed);

        await visit.Page.GotoAsync("/");
        await visit.Page.Locator(".need", new() { HasText = "failed messages" }).Locator("a").ClickAsync();
        await visit.Page.Locator("section tbody a").First.ClickAsync();
        await Assertions.Expect(visit.Page.Locator("#timeline")).ToContainTextAsync("TwinPush rejected the content of the request");
        await visit.Page.Locator(".retry summary").ClickAsync();
        await visit.Page.Locator(".retry form button").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".alert-success")).ToBeVisibleAsync();
        await GatewayFixture.UntilAsync(async () => (await visit.World.Gateway.TraceAsync("n:5:5")).State == RecipientState.Sent);
        await visit.Page.ReloadAsync();
        await Assertions.Expect(visit.Page.Locator("h1 + .state, .state").First).ToContainTextAsync("sent");
        await visit.AssertSoundAsync("story-arrived");
        await visit.Page.GotoAsync("/activity");
        await Assertions.Expect(visit.Page.Locator("tbody")).ToContainTextAsync("sent messages again");
    }

    [Fact]
    public async Task A_site_with_a_wrong_key_says_so_and_what_waits_arrives_once_it_is_mended()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.PhoneLight, script: false);
        var token = await visit.World.Gateway.AddSiteAsync("broken", creatorKey: "wrong-key");
        var site = (await visit.World.Get<SiteDirectory>().FindAsync("broken", GatewayFixture.Cancellation))!;
        await visit.World.Gateway.TakeAsync([Mail.Posted(6, "Entrega", "Tu nota está publicada")], token);
        await GatewayFixture.UntilAsync(async () => (await visit.World.Get<SiteDirectory>().FindAsync(site.Id, GatewayFixture.Cancellation))!.PauseReason is not null);

        await visit.Page.GotoAsync("/");
        var need = visit.Page.Locator(".need", new() { HasText = "broken" });
        await Assertions.Expect(need).ToContainTextAsync("refused the credentials");
        await need.Locator("a").ClickAsync();
        await Assertions.Expect(visit.Page.Locator(".alert-warning")).ToContainTextAsync("broken is paused");
        await visit.World.Get<ISiteStore>().UpdateAsync(site with { CreatorKey = SimulatedApp.Demo.CreatorKey }, new Dictionary<string, string>(), GatewayFixture.Cancellation);
        await GatewayFixture.UntilAsync(async () => (await visit.World.Gateway.TraceAsync("n:6:6", site.Id)).State == RecipientState.Sent);
        await visit.Page.GotoAsync("/");
        await Assertions.Expect(visit.Page.Locator(".need", new() { HasText = "broken" })).ToHaveCountAsync(0);
    }
}
