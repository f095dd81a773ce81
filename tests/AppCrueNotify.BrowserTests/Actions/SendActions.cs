using System.Globalization;
using System.Text;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>Test pushes and announcements.</summary>
internal static class SendActions
{
    public static IReadOnlyList<ConsoleAction> All { get; } =
    [
        new("send a test push", ["/send/{site:long}/test"], async actor =>
        {
            var (site, alias) = (actor.World.Campus.Id, $"ana{actor.Round.Number()}");
            await actor.Page.GotoAsync($"/send/{site}");
            await actor.SubmitAsync($"/send/{site}/test", null, ("alias", alias));
            await actor.AssertDoneAsync();
            Assert.Single(actor.World.Gateway.Simulator.State.Pushes(alias));
        }),
        new("write an announcement, look at it, mend it and send it to a list", ["/send/{site:long}"], async actor =>
        {
            var (site, alias) = (actor.World.Campus.Id, $"luis{actor.Round.Number()}");
            await actor.Page.GotoAsync($"/send/{site}");
            await actor.SubmitAsync($"/send/{site}", "preview", ("title", "Cierre de la biblioteca"), ("text", "Mañana no abre."), ("list", $"{alias}\nana\n{alias}"));
            await Assertions.Expect(actor.Page.GetByText("Mañana no abre.")).ToBeVisibleAsync();
            await actor.Visit.AssertSoundAsync("announcement-preview");
            await actor.SubmitAsync($"/send/{site}", "edit");
            await actor.SubmitAsync($"/send/{site}", "preview", ("text", "Mañana abre a las diez."));
            await Assertions.Expect(actor.Form($"/send/{site}").Locator("button[value=send]")).ToContainTextAsync("2");
            await actor.SubmitAsync($"/send/{site}", "send");
            await actor.AssertDoneAsync("2");
            await GatewayFixture.UntilAsync(() => actor.World.Gateway.Simulator.State.Pushes(alias) is [{ Alert: "Mañana abre a las diez." }]);
        }),
        new("schedule an announcement to the people of a CSV file, and cancel it", ["/send/{site:long}", "/send/{site:long}/{id:long}/cancel"], async actor =>
        {
            var site = actor.World.Campus.Id;
            await actor.Page.GotoAsync($"/send/{site}");
            var form = await actor.OpenAsync($"/send/{site}");
            await form.Locator("[type=file]").SetInputFilesAsync(new FilePayload { Name = "grupo.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("nombre,alias\nAna,ana\nLuis,luis\nNúria,nuria\n") });
            var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
            await actor.SubmitAsync($"/send/{site}", "preview", ("title", "Cierre de la biblioteca"), ("text", "Mañana no abre."), ("when", tomorrow));
            await actor.SubmitAsync($"/send/{site}", "send");
            await actor.AssertDoneAsync("3");
            await actor.Visit.AssertSoundAsync("announcement-scheduled");
            await actor.SubmitAsync(new Uri(actor.Page.Url).AbsolutePath + "/cancel");
            await actor.AssertDoneAsync();
            Assert.Equal("cancelled", (await actor.World.Get<AnnouncementStore>().ListAsync([site], 1, GatewayFixture.Cancellation))[0].State);
        }),
        new("be told what is wrong with an announcement", ["/send/{site:long}"], async actor =>
        {
            var site = actor.World.Campus.Id;
            await actor.Page.GotoAsync($"/send/{site}");
            await actor.SubmitAsync($"/send/{site}", "preview", ("title", "Cierre"), ("text", "Mañana no abre."));
            await Assertions.Expect(actor.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
            await actor.Visit.AssertSoundAsync("announcement-wrong");
        }),
    ];
}
