using System.Text.RegularExpressions;
using AppCrueNotify.Messages;
using AppCrueNotify.Tests.Console;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>What asks and changes nothing.</summary>
internal static class ReadingActions
{
    public static IReadOnlyList<ConsoleAction> All { get; } =
    [
        new("let the doctor look again", [], async actor =>
        {
            await actor.Page.GotoAsync("/sites");
            await actor.PressAsync(actor.Page.Locator($"main a[href='/sites/{actor.World.Campus.Id}/doctor']").First);
            await actor.PressAsync(actor.Page.Locator($"main a[href='/sites/{actor.World.Campus.Id}/doctor']").First);
            Assert.NotEqual(0, await actor.Page.Locator("[data-code]").CountAsync());
        }),
        new("search for a message by its text and state", [], async actor =>
        {
            var number = actor.Round.Number();
            await actor.World.PutAsync(actor.World.Campus, $"q:{number}", number, RecipientState.Failed, alert: $"El examen {number} pasa al lunes");
            await actor.Page.GotoAsync("/messages");
            await actor.Page.Locator("#text").FillAsync($"EXAMEN {number}");
            await actor.Page.Locator("#state").SelectOptionAsync("failed");
            await actor.PressAsync(actor.Page.GetByRole(AriaRole.Search).Locator("button"));
            await Assertions.Expect(actor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
            await actor.PressAsync(actor.Page.Locator("tbody a").First);
            await Assertions.Expect(actor.Page.Locator("main")).ToContainTextAsync($"q:{number}");
        }),
        new("narrow what is to settle", [], async actor =>
        {
            var number = actor.Round.Number();
            await actor.World.PutAsync(actor.World.Campus, $"q:{number}", number, RecipientState.Failed, component: "mod_quiz");
            await actor.Page.GotoAsync($"/settle?site={actor.World.Campus.Id}&state=failed");
            await actor.Page.Locator("#user").FillAsync($"{number}");
            await actor.PressAsync(actor.Page.Locator("form[action='/settle'] button"));
            await Assertions.Expect(actor.Page.Locator("section tbody tr")).ToHaveCountAsync(1);
        }),
        new("refresh one site's reachability", [], async actor =>
        {
            await actor.Page.GotoAsync("/reach");
            await actor.Page.Locator("#site").SelectOptionAsync($"{actor.World.Campus.Id}");
            await actor.PressAsync(actor.Page.Locator("form[action='/reach'] button"));
            await Assertions.Expect(actor.Page.Locator("tbody tr")).ToHaveCountAsync(1);
        }),
        new("export who has no app as CSV", [], async actor =>
        {
            var number = actor.Round.Number();
            await actor.World.PutAsync(actor.World.Campus, $"q:{number}", number, RecipientState.Undeliverable, component: "mod_quiz");
            await actor.Page.GotoAsync($"/reach/{actor.World.Campus.Id}");
            var download = await actor.Page.RunAndWaitForDownloadAsync(() => actor.Page.GetByRole(AriaRole.Link, new() { Name = "CSV" }).ClickAsync());
            Assert.Contains($"alias{number}", await File.ReadAllTextAsync(await download.PathAsync(), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }),
        new("find what one person did", [], async actor =>
        {
            await actor.Page.GotoAsync("/activity");
            await actor.Page.Locator("[name=who]").FillAsync("nobody of this name");
            await actor.PressAsync(actor.Page.Locator("main form[method=get] button").First);
            await Assertions.Expect(actor.Page).ToHaveURLAsync(new Regex("who=nobody"));
            await Assertions.Expect(actor.Page.Locator("tbody tr")).ToHaveCountAsync(0);
        }),
    ];
}
