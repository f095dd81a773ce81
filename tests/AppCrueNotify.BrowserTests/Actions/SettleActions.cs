using System.Text.RegularExpressions;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;
using AppCrueNotify.Tests.Console;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>What is done with all messages that fit, and to a site that is paused.</summary>
internal static class SettleActions
{
    private const int Many = 3;

    public static IReadOnlyList<ConsoleAction> All { get; } =
    [
        Every("send all that fit again", "retry", RecipientState.Failed, RecipientState.Sent),
        Every("settle all held that fit as sent", "sent", RecipientState.Held, RecipientState.Sent),
        Every("settle all held that fit as not sent", "not-sent", RecipientState.Held, RecipientState.Sent),
        Every("cancel all waiting that fit, and take it back", "cancel", RecipientState.Waiting, RecipientState.Cancelled, undo: true),
        Every("discard all that fit, and take it back", "discard", RecipientState.Undeliverable, RecipientState.Cancelled, undo: true),
        new("take back all sent that fit", ["/settle/{site:long}/recall"], async actor =>
        {
            var (site, user) = (actor.World.Campus.Id, actor.Round.Number());
            await actor.World.Gateway.TakeAsync([Mail.Posted(user, "Entrega", $"Tu nota está publicada {user}")]);
            await GatewayFixture.UntilAsync(async () => (await actor.World.Gateway.TraceAsync($"n:{user}:{user}")).State == RecipientState.Sent);
            await actor.Page.GotoAsync($"/settle?site={site}&state=sent&user={user}");
            var form = await actor.OpenAsync($"/settle/{site}/recall");
            await Assertions.Expect(form.Locator("button")).ToHaveTextAsync(new Regex(@"\b1\b"));
            await actor.PressAsync(form.Locator("button"));
            await actor.AssertDoneAsync("1");
            await GatewayFixture.UntilAsync(async () => (await actor.World.Gateway.TraceAsync($"n:{user}:{user}")).State == RecipientState.Cancelled);
        }),
        new("let a paused site go on sending", ["/settle/{site:long}/resume"], async actor =>
        {
            var other = actor.World.Other.Id;
            await actor.World.Get<IDispatchStore>().PauseSiteAsync(
                other, "TwinPush, create a notification: TwinPush refused the credentials: check the keys and the app id (HTTP 401).", TimeProvider.System.GetUtcNow(), GatewayFixture.Cancellation);
            await GatewayFixture.UntilAsync(async () => (await actor.World.Get<SiteDirectory>().FindAsync(other, GatewayFixture.Cancellation))!.PauseReason is not null);
            await actor.Page.GotoAsync($"/settle?site={other}");
            await actor.SubmitAsync($"/settle/{other}/resume");
            await actor.AssertDoneAsync();
            Assert.Null((await actor.World.Get<SiteDirectory>().FindAsync(other, GatewayFixture.Cancellation))!.PauseReason);
        }),
    ];

    private static ConsoleAction Every(string name, string action, RecipientState from, RecipientState to, bool undo = false) => new(
        name, [$"/settle/{{site:long}}/{action}", .. undo ? (string[])["/settle/{site:long}/undo"] : []], async actor =>
    {
        var (site, component) = (actor.World.Campus.Id, $"mod_test{actor.Round.Number()}");
        var messages = new List<FoundMessage>();
        for (var i = 0; i < Many; i++)
        {
            var number = actor.Round.Number();
            messages.Add(await actor.World.PutAsync(actor.World.Campus, $"s:{number}", number, from, component: component));
        }

        await actor.Page.GotoAsync($"/settle?site={site}&state={from.Word()}&component={component}");
        var form = await actor.OpenAsync($"/settle/{site}/{action}");
        await Assertions.Expect(form.Locator("button")).ToHaveTextAsync(new Regex($@"\b{Many}\b"));
        if (action == "discard")
            await actor.Visit.AssertSoundAsync("settle-asked");
        await actor.PressAsync(form.Locator("button"));
        await actor.AssertDoneAsync($"{Many}");
        await UntilAsync(actor, messages, to);
        if (!undo)
            return;
        await actor.Visit.AssertSoundAsync("settle-undo");
        await actor.SubmitAsync($"/settle/{site}/undo");
        await actor.AssertDoneAsync($"{Many}");
        await UntilAsync(actor, messages, from);
    });

    private static async Task UntilAsync(Actor actor, IEnumerable<FoundMessage> messages, RecipientState state)
    {
        foreach (var message in messages)
            await GatewayFixture.UntilAsync(async () => await actor.World.StateAsync(message) == state);
    }
}
