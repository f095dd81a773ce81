using System.Net;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Sites;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using AppCrueNotify.Tests.Moodle;

namespace AppCrueNotify.Tests.Console.Sites;

public sealed class SitesTests
{
    [Fact]
    public async Task A_viewer_sees_sites_and_no_keys_tokens_or_forms()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Viewer);
        Assert.Equal(2, (await browser.PageAsync("/sites")).QuerySelectorAll("tbody tr").Length);
        var page = await browser.PageAsync($"/sites/{world.Campus.Id}");
        Assert.Empty(page.QuerySelectorAll("main form[method=post]"));
        Assert.DoesNotContain(world.Campus.CreatorKey, page.Source.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("acn_", page.Source.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_are_never_shown_and_an_empty_field_keeps_them()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Admin);
        var path = $"/sites/{world.Campus.Id}";
        Assert.DoesNotContain(world.Campus.CreatorKey, (await browser.PageAsync(path)).Source.Text, StringComparison.Ordinal);
        await browser.AfterAsync(await browser.SubmitAsync(path, "form[action$=access]", ("moodle", "https://new.example.edu/")));
        var site = (await world.Get<SiteDirectory>().FindAsync(world.Campus.Id, GatewayFixture.Cancellation))!;
        Assert.Equal(("https://new.example.edu", world.Campus.CreatorKey), (site.MoodleUrl, site.CreatorKey));
    }

    [Fact]
    public async Task A_new_token_is_shown_once_both_open_the_site_and_the_old_one_can_be_ended()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Admin);
        var path = $"/sites/{world.Campus.Id}";
        var rotated = await browser.SubmitAsync(path, "form[action$=rotate]", ("grace", "24h"));
        var token = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await rotated.Content.ReadAsStringAsync(GatewayFixture.Cancellation)).GetElementById("new-token")!.TextContent;
        Assert.NotNull(SiteToken.Parse(token));
        var page = await browser.PageAsync(path);
        Assert.DoesNotContain(token, page.Source.Text, StringComparison.Ordinal);
        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
        var directory = world.Get<SiteDirectory>();
        Assert.NotNull(await directory.AuthenticateAsync(token, GatewayFixture.Cancellation));
        Assert.NotNull(await directory.AuthenticateAsync(world.Gateway.Token, GatewayFixture.Cancellation));
        await browser.AfterAsync(await browser.SubmitAsync(path, "form[action$=expire]"));
        Assert.Null(await directory.AuthenticateAsync(world.Gateway.Token, GatewayFixture.Cancellation));
        Assert.NotNull(await directory.AuthenticateAsync(token, GatewayFixture.Cancellation));
    }

    [Fact]
    public async Task A_site_is_added_with_its_token_and_removed_by_its_name()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Admin);
        (string, string)[] fields = [("name", "third <i>"), ("moodle", "https://third.example.edu"), ("app", "app3"), ("key", "secret3")];
        var wrong = await browser.SubmitAsync("/sites/new", "main form", [.. fields, ("twinpush", "https://x.example.edu")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.DoesNotContain("secret3", await wrong.Content.ReadAsStringAsync(GatewayFixture.Cancellation), StringComparison.Ordinal);
        var added = await browser.SubmitAsync("/sites/new", "main form", fields);
        Assert.Contains("acn_", await added.Content.ReadAsStringAsync(GatewayFixture.Cancellation), StringComparison.Ordinal);
        var site = (await world.Get<SiteDirectory>().FindAsync("third <i>", GatewayFixture.Cancellation))!;
        await browser.AfterAsync(await browser.SubmitAsync($"/sites/{site.Id}", "form[action$=remove]", ("really", "third")));
        Assert.NotNull(await world.Get<SiteDirectory>().FindAsync(site.Id, GatewayFixture.Cancellation));
        await browser.AfterAsync(await browser.SubmitAsync($"/sites/{site.Id}", "form[action$=remove]", ("really", "third <i>")));
        Assert.Null(await world.Get<SiteDirectory>().FindAsync(site.Id, GatewayFixture.Cancellation));
    }

    [Fact]
    public async Task Settings_are_tried_on_recent_messages_before_they_are_saved()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Admin);
        var path = $"/sites/{world.Campus.Id}/settings";
        Assert.NotNull((await browser.PageAsync(path)).GetElementById("icons"));
        await world.Gateway.TakeAsync([MoodleCalls.Message(5, 1)]);
        var tried = await browser.SubmitAsync(path, "main form", ("title-template", "★ {{ subject }}"), ("do", "preview"));
        Assert.Contains("★", new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await tried.Content.ReadAsStringAsync(GatewayFixture.Cancellation)).QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await world.Get<SiteDirectory>().FindAsync(world.Campus.Id, GatewayFixture.Cancellation))!.Settings.TitleTemplates);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(path, "main form", ("window", "long"), ("do", "save"))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await browser.SubmitAsync(path, "main form", ("per-component", "nothing"), ("do", "save"))).StatusCode);
        await browser.AfterAsync(await browser.SubmitAsync(path, "main form", ("window", "5s"), ("per-component", "expire-after.mod_quiz=2h"), ("do", "save")));
        var settings = (await world.Get<SiteDirectory>().FindAsync(world.Campus.Id, GatewayFixture.Cancellation))!.Settings;
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromHours(2)), (settings.Window, settings.ExpireAfter.For("mod_quiz")));
    }

    [Fact]
    public async Task Every_setting_is_explained()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Admin);
        var page = await browser.PageAsync($"/sites/{world.Campus.Id}/settings");
        Assert.All(SettingCatalogue.All, s => Assert.DoesNotContain("Set.", page.GetElementById($"{s.Name}-note")!.TextContent, StringComparison.Ordinal));
        Assert.All(page.QuerySelectorAll("legend, label"), l => Assert.DoesNotMatch("^(Group|Label)\\.", l.TextContent.Trim()));
    }

    [Fact]
    public void Every_setting_stands_in_one_group()
    {
        Assert.Equal(SettingCatalogue.All.Select(s => s.Name).Order(), SettingGroups.All.SelectMany(g => g.Names).Order());
    }

    [Fact]
    public async Task The_doctors_page_says_what_is_wrong()
    {
        await using var world = await ConsoleWorld.StartAsync();
        await world.Get<ISiteStore>().UpdateAsync(world.Campus with { CreatorKey = "wrong", MoodleUrl = "http://127.0.0.1:1" }, new Dictionary<string, string>(), GatewayFixture.Cancellation);
        using var browser = world.As(ConsoleRole.Operator);
        var page = await browser.PageAsync($"/sites/{world.Campus.Id}/doctor");
        Assert.NotNull(page.QuerySelector("[data-code=creator-key-refused] .state-bad"));
    }
}
