using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TwinPush.Simulator.BrowserTests;

[Trait("Category", "Browser")]
public sealed class OverviewTests(Chromium chromium)
{
    [Theory]
    [ClassData(typeof(EveryScreen))]
    public async Task Phones_are_found_by_alias_and_show_how_much_is_unread(Screen screen)
    {
        await using var visit = await Visit.StartAsync(chromium, screen);
        visit.State.RegisterPhones(["ana.garcia", "bruno", "diana"]);
        await visit.SendAsync("ana.garcia", "Cambio de aula", "El examen será en el aula 2.1.");
        await visit.SendAsync("ana.garcia", "Nota publicada", "Práctica 1: 8,5.");
        await visit.SendAsync("diana", "Nota publicada", "Práctica 1: 9.");
        var tiles = visit.Page.Locator(".tiles a");

        await visit.Page.GotoAsync("/");
        await Expect(tiles).ToHaveCountAsync(3);
        await Expect(Tile("ana.garcia").Locator(".count")).ToHaveTextAsync("2");
        await Expect(Tile("ana.garcia").Locator(".last")).ToHaveTextAsync("Nota publicada");
        await Expect(Tile("diana").Locator(".count")).ToHaveTextAsync("1");
        await Expect(Tile("bruno").Locator(".count")).ToHaveCountAsync(0);
        await Expect(visit.Page.Locator(".requests li")).ToHaveCountAsync(3);
        await visit.AssertSoundAsync();

        var search = visit.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search phones by alias" });
        await search.FillAsync("ANA");
        await visit.Button("Search").ClickAsync();
        await Expect(tiles.Locator(".who")).ToHaveTextAsync(["ana.garcia", "diana"]);
        await Expect(search).ToHaveValueAsync("ANA");

        await search.FillAsync("nobody");
        await search.PressAsync("Enter");
        await Expect(tiles).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByText("No alias contains “nobody”.")).ToBeVisibleAsync();
        await visit.AssertSoundAsync();

        ILocator Tile(string alias) => tiles.Filter(new() { Has = visit.Page.GetByText(alias, new() { Exact = true }) });
    }

    [Fact]
    public async Task A_phone_is_added_and_stands_there_empty()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.PhoneLight);
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByLabel("Alias of a new phone").FillAsync("eñe/1");
        await visit.Page.GetByLabel("Platform").SelectOptionAsync("ios");
        await visit.Button("Add phone").ClickAsync();

        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "eñe/1" })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator(".chip")).ToContainTextAsync("iOS");
        await Expect(visit.Page.GetByText("No notifications yet")).ToBeVisibleAsync();
        await Expect(visit.Page.GetByText("The inbox is empty.")).ToBeVisibleAsync();
        await visit.AssertSoundAsync();
    }

    [Fact]
    public async Task Faults_are_shown_until_they_are_cleared()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.PhoneDark);
        visit.State.AddFault(new() { Kind = Faults.FaultKind.ResetAfter, Operation = "create", Alias = new string('w', 200) });
        await visit.Page.GotoAsync("/");
        await Expect(visit.Page.Locator(".faults li")).ToContainTextAsync("ResetAfter on create");
        await visit.AssertSoundAsync();

        await visit.Button("Clear all").ClickAsync();
        await Expect(visit.Page.Locator(".faults")).ToHaveCountAsync(0);
        Assert.Empty(visit.State.Faults.All);
    }

    [Fact]
    public async Task A_push_appears_on_the_open_page_by_itself()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.DesktopLight);
        visit.State.RegisterPhone("ana");
        await visit.Page.GotoAsync("/");
        await Expect(visit.Page.Locator(".count")).ToHaveCountAsync(0);
        await visit.SendAsync("ana", "Aviso", "Hoy no hay clase.");
        await Expect(visit.Page.Locator(".tiles .count")).ToHaveTextAsync("1", new() { Timeout = 15_000 });
        await visit.AssertSoundAsync();
    }
}
