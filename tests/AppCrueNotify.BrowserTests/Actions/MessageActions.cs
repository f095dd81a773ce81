using AppCrueNotify.Messages;
using AppCrueNotify.Storage.Views;
using AppCrueNotify.Tests.Console;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>What is done with one message, on its page.</summary>
internal static class MessageActions
{
    public static IReadOnlyList<ConsoleAction> All { get; } =
    [
        One("send one message again", "retry", RecipientState.Failed, RecipientState.Sent),
        One("settle one held message as sent", "sent", RecipientState.Held, RecipientState.Sent),
        One("settle one held message as not sent", "not-sent", RecipientState.Held, RecipientState.Sent),
        One("cancel one message", "cancel", RecipientState.Waiting, RecipientState.Cancelled),
        One("discard one message", "discard", RecipientState.Undeliverable, RecipientState.Cancelled),
        new("take one push back from the phones", ["/messages/{site:long}/{id:long}/recall"], async actor =>
        {
            var user = actor.Round.Number();
            var key = $"n:{user}:{user}";
            await actor.World.Gateway.TakeAsync([Mail.Posted(user, "Entrega", $"Tu nota está publicada {user}")]);
            await GatewayFixture.UntilAsync(async () => (await actor.World.Gateway.TraceAsync(key)).State == RecipientState.Sent);
            var found = Assert.Single((await actor.World.Get<MessageSearch>().PageAsync(new() { Sites = [actor.World.Campus.Id], Key = key }, null, 1, false, GatewayFixture.Cancellation)).Messages);
            await actor.Page.GotoAsync($"/messages/{found.SiteId}/{found.Id}");
            var form = await actor.OpenAsync($"/messages/{found.SiteId}/{found.Id}/recall");
            await Assertions.Expect(form.Locator("xpath=ancestor::details")).ToContainTextAsync("1");
            await actor.SubmitAsync($"/messages/{found.SiteId}/{found.Id}/recall");
            await actor.AssertDoneAsync("1");
            await actor.Visit.AssertSoundAsync("message-recalled");
        }),
    ];

    private static ConsoleAction One(string name, string action, RecipientState from, RecipientState to) => new(name, [$"/messages/{{site:long}}/{{id:long}}/{action}"], async actor =>
    {
        var number = actor.Round.Number();
        var message = await actor.World.PutAsync(actor.World.Campus, $"m:{number}", number, from);
        var path = $"/messages/{message.SiteId}/{message.Id}";
        await actor.Page.GotoAsync(path);
        await actor.SubmitAsync($"{path}/{action}");
        await actor.AssertDoneAsync();
        await GatewayFixture.UntilAsync(async () => await actor.World.StateAsync(message) == to);
    });
}
