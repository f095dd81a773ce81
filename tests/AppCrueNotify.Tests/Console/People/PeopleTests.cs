using System.Net;
using AngleSharp.Html.Parser;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Console.People;

public sealed class PeopleTests
{
    private static CancellationToken Cancellation => GatewayFixture.Cancellation;

    [Fact]
    public async Task A_new_person_comes_by_a_link_and_sees_their_sites_alone()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var admin = await world.SignInAsync("admin");
        using var person = await AddAsync(world, admin, "Íñigo <b>", "viewer", ("sites", $"{world.Campus.Id}"));
        var page = await person.PageAsync("/account");
        Assert.Contains("Íñigo <b>", page.QuerySelector("dd")!.TextContent, StringComparison.Ordinal);
        await person.PageAsync($"/activity?site={world.Campus.Id}");
        await person.PageAsync($"/activity?site={world.Other.Id}", HttpStatusCode.NotFound);
        await person.PageAsync("/people", HttpStatusCode.Forbidden);
        var log = (await admin.PageAsync("/activity")).QuerySelector("tbody")!.TextContent;
        Assert.Contains("added a person", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Did.", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_role_and_a_disabled_account_take_effect_at_once()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var admin = await world.SignInAsync("admin");
        using var person = await AddAsync(world, admin, "ana", "admin", ("every", "1"));
        await person.PageAsync("/people");
        var id = (await world.Get<AccountDirectory>().AllAsync(Cancellation)).Single(a => a.Name == "ana").Id;
        using var saved = await admin.SubmitAsync($"/people/{id}", "form[action$=save]", ("role", "viewer"), ("every", "1"));
        await admin.AfterAsync(saved);
        await person.PageAsync("/people", HttpStatusCode.Forbidden);
        await person.PageAsync("/activity");
        using var disabled = await admin.SubmitAsync($"/people/{id}", "form[action$=disable]");
        await admin.AfterAsync(disabled);
        Assert.Equal(HttpStatusCode.Redirect, (await person.GetAsync("/activity")).StatusCode);
        var link = await world.Get<LoginLinks>().CreateAsync(new() { AccountId = id, Who = "ana" }, TimeSpan.FromHours(1), Cancellation);
        using var refused = await person.SubmitAsync(link, "main form");
        Assert.Equal(LoginPath.Plain, refused.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var admin = await world.SignInAsync("admin");
        var id = (await world.Get<AccountDirectory>().AllAsync(Cancellation)).Single().Id;
        using var lowered = await admin.SubmitAsync($"/people/{id}", "form[action$=save]", ("role", "viewer"), ("every", "1"));
        Assert.Contains("without an administrator", (await admin.AfterAsync(lowered)).QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
        using var disabled = await admin.SubmitAsync($"/people/{id}", "form[action$=disable]");
        Assert.NotNull((await admin.AfterAsync(disabled)).QuerySelector(".alert-danger"));
        await admin.PageAsync("/people");
    }

    [Fact]
    public async Task Who_is_no_administrator_can_be_disabled_whoever_else_there_is()
    {
        await using var world = await ConsoleWorld.StartAsync();
        var person = new Account { Id = "luis", Name = "luis", NormalName = "LUIS", SecurityStamp = "stamp", Role = ConsoleRole.Viewer, EverySite = true, CreatedAt = DateTimeOffset.UnixEpoch };
        Assert.True(await world.Get<AccountDirectory>().AddAsync(person, Cancellation));
        using var guest = world.As(ConsoleRole.Admin);
        using var disabled = await guest.SubmitAsync("/people/luis", "form[action$=disable]");
        Assert.Null((await guest.AfterAsync(disabled)).QuerySelector(".alert-danger"));
        Assert.NotNull((await world.Get<AccountDirectory>().ByIdAsync("luis", Cancellation))!.DisabledAt);
    }

    [Theory]
    [InlineData("", "viewer", "1")]
    [InlineData("ADMIN", "viewer", "1")]
    [InlineData("ana", "king", "1")]
    [InlineData("ana", "viewer", "")]
    public async Task What_is_incomplete_or_taken_is_said_and_nothing_is_made(string name, string role, string every)
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var admin = await world.SignInAsync("admin");
        using var answer = await admin.SubmitAsync("/people", "form[action='/people/add']", ("name", name), ("role", role), ("every", every));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Single(await world.Get<AccountDirectory>().AllAsync(Cancellation));
    }

    private static async Task<ConsoleBrowser> AddAsync(ConsoleWorld world, ConsoleBrowser admin, string name, string role, params (string, string)[] sites)
    {
        using var added = await admin.SubmitAsync("/people", "form[action='/people/add']", [("name", name), ("role", role), .. sites]);
        var link = new HtmlParser().ParseDocument(await added.Content.ReadAsStringAsync(Cancellation)).QuerySelector("#link")?.GetAttribute("value");
        Assert.NotNull(link);
        var browser = world.Anonymous();
        using var opened = await browser.SubmitAsync(new Uri(link).PathAndQuery, "main form");
        await browser.AfterAsync(opened);
        return browser;
    }
}
