using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests.Actions;

/// <summary>Who may use the console.</summary>
internal static class PeopleActions
{
    public static IReadOnlyList<ConsoleAction> All { get; } =
    [
        new("add a person", ["/people/add"], async actor =>
        {
            var name = $"núria {actor.Round.Number()}";
            await actor.Page.GotoAsync("/people");
            await actor.SubmitAsync("/people/add", null, ("name", name), ("role", "operator"), ("sites", $"{actor.World.Campus.Id}"));
            await Assertions.Expect(actor.Page.Locator("#link")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("/login/link"));
            var added = (await actor.World.Get<AccountDirectory>().AllAsync(GatewayFixture.Cancellation)).Single(a => a.Name == name);
            Assert.Equal((ConsoleRole.Operator, false, actor.World.Campus.Id), (added.Role, added.EverySite, added.Sites.Single()));
        }),
        new("give a person another role", ["/people/{id}/save"], async actor =>
        {
            var person = await SomebodyAsync(actor);
            await actor.SubmitAsync($"/people/{person.Id}/save", null, ("role", "admin"), ("every", "1"));
            await actor.AssertDoneAsync(person.Name);
            var changed = (await actor.World.Get<AccountDirectory>().ByIdAsync(person.Id, GatewayFixture.Cancellation))!;
            Assert.Equal((ConsoleRole.Admin, true), (changed.Role, changed.EverySite));
        }),
        new("give a person a new link", ["/people/{id}/link"], async actor =>
        {
            var person = await SomebodyAsync(actor);
            await actor.SubmitAsync($"/people/{person.Id}/link");
            await Assertions.Expect(actor.Page.Locator("#link")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("/login/link"));
        }),
        new("disable a person and enable them again", ["/people/{id}/disable", "/people/{id}/enable"], async actor =>
        {
            var person = await SomebodyAsync(actor);
            await actor.SubmitAsync($"/people/{person.Id}/disable");
            await actor.AssertDoneAsync(person.Name);
            Assert.NotNull((await actor.World.Get<AccountDirectory>().ByIdAsync(person.Id, GatewayFixture.Cancellation))!.DisabledAt);
            await actor.Page.GotoAsync($"/people/{person.Id}");
            await actor.SubmitAsync($"/people/{person.Id}/enable");
            await actor.AssertDoneAsync(person.Name);
            Assert.Null((await actor.World.Get<AccountDirectory>().ByIdAsync(person.Id, GatewayFixture.Cancellation))!.DisabledAt);
        }),
    ];

    private static async Task<Account> SomebodyAsync(Actor actor)
    {
        var number = actor.Round.Number();
        var person = new Account { Id = $"p{number}", Name = $"luis {number}", NormalName = $"LUIS {number}", SecurityStamp = "stamp", Role = ConsoleRole.Viewer, Sites = [actor.World.Campus.Id], CreatedAt = TimeProvider.System.GetUtcNow() };
        Assert.True(await actor.World.Get<AccountDirectory>().AddAsync(person, GatewayFixture.Cancellation));
        await actor.Page.GotoAsync($"/people/{person.Id}");
        return person;
    }
}
