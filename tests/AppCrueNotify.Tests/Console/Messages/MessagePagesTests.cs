using System.Net;
using System.Text.Json;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Console.Messages;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Console.Messages;

public sealed class MessagePagesTests
{
    private const string Hostile = "<script>alert(1)</script>\u202e' onmouseover=\"x\" 👩‍👩‍👧‍👦";

    [Fact]
    public async Task Messages_are_listed_searched_and_lead_to_their_page()
    {
        await using var world = await ConsoleWorld.StartAsync();
        for (var i = 1; i <= 30; i++)
            await world.PutAsync(world.Campus, $"k{i}", i, alert: i == 3 ? "Álgebra: cambio de aula" : "Aviso");
        using var browser = world.As(ConsoleRole.Operator);
        var page = await browser.PageAsync("/messages");
        Assert.Equal(25, page.QuerySelectorAll("tbody tr").Length);
        Assert.Equal(5, (await browser.PageAsync(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).QuerySelectorAll("tbody tr").Length);
        var found = await browser.PageAsync("/messages?text=algebra&state=waiting");
        var link = Assert.Single(found.QuerySelectorAll("tbody a"));
        Assert.Equal("algebra", found.QuerySelector("#text")!.GetAttribute("value"));
        var message = await browser.PageAsync(link.GetAttribute("href")!);
        Assert.Equal(2, message.QuerySelectorAll(".phone").Length);
        Assert.Contains("k3", message.QuerySelector(".facts")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull((await browser.PageAsync("/messages?user=999")).QuerySelector(".empty"));
        Assert.Single((await browser.PageAsync("/messages?key=k7")).QuerySelectorAll("tbody tr"));
        Assert.NotNull((await browser.PageAsync("/messages?user=abc&before=x&from=nonsense&state=none")).QuerySelector("tbody tr"));
    }

    [Fact]
    public async Task Hostile_texts_are_shown_as_they_are()
    {
        await using var world = await ConsoleWorld.StartAsync();
        var message = await world.PutAsync(world.Campus, "k", 1, title: Hostile, alert: string.Concat(Enumerable.Repeat("🎓", 100)));
        using var browser = world.As(ConsoleRole.Operator);
        foreach (var path in (string[])["/messages", $"/messages/{message.SiteId}/{message.Id}", $"/settle?site={message.SiteId}&state=waiting"])
        {
            var page = await browser.PageAsync(path);
            Assert.Single(page.QuerySelectorAll("script"));
            Assert.Contains(page.QuerySelectorAll("bdi"), bdi => bdi.TextContent == Hostile);
        }
    }

    [Fact]
    public async Task Each_phone_has_its_line()
    {
        await using var world = await ConsoleWorld.StartAsync(("window", "0"));
        using var posted = await world.Gateway.PostAsync($"{{\"messages\":[{Mail.Posted(1, "Nota", "Un 8")}]}}");
        await world.Gateway.DrainAsync();
        var now = TimeProvider.System.GetUtcNow();
        var message = await world.ReportAsync(world.Campus.Id, "n:1:1", new("android", Hostile, now, now, now), new("", "", now, null, null));
        using var browser = world.As(ConsoleRole.Viewer);
        var page = await browser.PageAsync($"/messages/{message.SiteId}/{message.Id}");
        Assert.Single(page.QuerySelectorAll("script"));
        Assert.Contains(page.QuerySelectorAll(".timeline bdi"), bdi => bdi.TextContent == $"Android, {Hostile}");
        Assert.Contains(page.QuerySelectorAll(".timeline span"), s => s.TextContent.EndsWith("not reported as received", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_viewer_sees_no_text_and_cannot_look_for_one()
    {
        await using var world = await ConsoleWorld.StartAsync();
        var message = await world.PutAsync(world.Campus, "k", 1, RecipientState.Failed, title: "Secret title", alert: "Secret words");
        using var browser = world.As(ConsoleRole.Viewer);
        foreach (var path in (string[])["/messages", "/messages?text=nothing-like-it", $"/messages/{message.SiteId}/{message.Id}", $"/settle?site={message.SiteId}&state=failed"])
        {
            var page = await browser.PageAsync(path);
            Assert.DoesNotContain("Secret", page.DocumentElement.InnerHtml, StringComparison.Ordinal);
            Assert.NotNull(page.QuerySelector("tbody tr, .timeline"));
            Assert.Null(page.QuerySelector(".confirm"));
        }

        using var refused = await browser.PostAsync($"/messages/{message.SiteId}/{message.Id}/retry", "/messages");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(RecipientState.Failed, await world.StateAsync(message));
    }

    [Fact]
    public async Task Another_sites_messages_are_neither_seen_nor_touched()
    {
        await using var world = await ConsoleWorld.StartAsync();
        var message = await world.PutAsync(world.Campus, "k", 1, RecipientState.Failed);
        using var browser = world.As(ConsoleRole.Admin, world.Other);
        Assert.NotNull((await browser.PageAsync("/messages")).QuerySelector(".empty"));
        Assert.NotNull((await browser.PageAsync("/messages?key=k")).QuerySelector(".empty"));
        await browser.PageAsync($"/messages/{world.Campus.Id}/{message.Id}", HttpStatusCode.NotFound);
        // Their own site with the other's message.
        await browser.PageAsync($"/messages/{world.Other.Id}/{message.Id}", HttpStatusCode.NotFound);
        foreach (var action in (string[])["retry", "discard", "cancel", "sent", "not-sent", "recall"])
        {
            foreach (var site in (long[])[world.Campus.Id, world.Other.Id])
            {
                using var answer = await browser.PostAsync($"/messages/{site}/{message.Id}/{action}", "/messages");
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }

        Assert.Equal(RecipientState.Failed, await world.StateAsync(message));
    }

    [Theory]
    [InlineData("failed", "retry", "waiting")]
    [InlineData("undeliverable", "retry", "waiting")]
    [InlineData("expired", "discard", "cancelled")]
    [InlineData("held", "sent", "sent")]
    [InlineData("held", "not-sent", "waiting")]
    [InlineData("waiting", "cancel", "cancelled")]
    public async Task An_action_does_what_its_button_says_once_and_is_written_down(string before, string action, string after)
    {
        await using var world = await ConsoleWorld.StartAsync();
        var message = await world.PutAsync(world.Campus, "k", 1, RecipientStates.Parse(before));
        using var browser = world.As(ConsoleRole.Operator, world.Campus);
        var path = $"/messages/{message.SiteId}/{message.Id}";
        using var answer = await browser.SubmitAsync(path, $".{action} form");
        Assert.NotNull((await browser.AfterAsync(answer)).QuerySelector(".alert-success"));
        // What waits again may have left meanwhile.
        RecipientState[] then = after == "waiting" ? [RecipientState.Waiting, RecipientState.Sending, RecipientState.Sent] : [RecipientStates.Parse(after)];
        Assert.Contains(await world.StateAsync(message), then);
        var logged = Assert.Single((await world.Get<IActivityLog>().ReadAsync(new(), GatewayFixture.Cancellation)).Entries);
        Assert.Equal(($"messages.{action}", "k", 1L), (logged.What, logged.Detail, logged.Count));
        using var again = await browser.PostAsync($"{path}/{action}", "/activity");
        if (after != before)
            Assert.NotNull((await browser.AfterAsync(again)).QuerySelector(".alert-danger, .alert-success"));
    }

    [Fact]
    public async Task A_sent_message_tells_its_life_and_is_taken_back()
    {
        await using var world = await ConsoleWorld.StartAsync(("window", "0"));
        await world.Gateway.TakeAsync([Mail.Posted(5, "Entrega", "Hola")]);
        await world.Gateway.DrainAsync();
        using var browser = world.As(ConsoleRole.Operator);
        browser.Cookies["__Host-acn-language"] = "ca";
        var path = (await browser.PageAsync("/messages")).QuerySelector("tbody a")!.GetAttribute("href")!;
        var page = await browser.PageAsync(path);
        Assert.Contains("acceptat per TwinPush", page.QuerySelector("#timeline")!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#timeline [lang=en]"));
        using var answer = await browser.SubmitAsync(path, ".recall form");
        Assert.NotNull((await browser.AfterAsync(answer)).QuerySelector(".alert-success"));
        Assert.Equal(RecipientState.Cancelled, (await world.Gateway.TraceAsync("n:5:5")).State);
        Assert.DoesNotContain(await world.Gateway.CountsAsync(), c => c.Key == "sent");
    }

    [Fact]
    public async Task A_skipped_message_says_why_and_that_its_text_is_not_kept()
    {
        await using var world = await ConsoleWorld.StartAsync();
        await world.Gateway.TakeAsync(["""{"key":"n:1:1","component":"mod_assign","name":"x","subject":"s","smallmessage":"m","userto":{"id":1,"alias":""}}"""]);
        using var browser = world.As(ConsoleRole.Operator);
        var page = await browser.PageAsync((await browser.PageAsync("/messages")).QuerySelector("tbody a")!.GetAttribute("href")!);
        Assert.NotNull(page.QuerySelector(".alert-info"));
        Assert.Null(page.QuerySelector(".phone"));
    }

    [Fact]
    public async Task What_Moodle_sent_stands_beside_the_push_as_text_and_never_as_part_of_the_page()
    {
        await using var world = await ConsoleWorld.StartAsync();
        const string Html = "<p onclick=\"alert(1)\">Hola <script>alert(1)</script><img src=x></p>";
        await world.Gateway.TakeAsync([JsonSerializer.Serialize(new
        {
            key = "n:1:1", component = "mod_assign", name = "assign_notification", subject = "Entrega", smallmessage = "Hola", fullmessage = "Hola", fullmessageformat = 1, fullmessagehtml = Html, userto = new { id = 1, alias = "ana" },
        })]);
        using var browser = world.As(ConsoleRole.Operator);
        var path = (await browser.PageAsync("/messages")).QuerySelector("tbody a")!.GetAttribute("href")!;
        var page = await browser.PageAsync(path);
        Assert.Contains(page.QuerySelectorAll(".beside bdi"), b => b.TextContent == Html);
        Assert.Contains(page.QuerySelectorAll(".beside bdi"), b => b.TextContent == "1 (HTML)");
        Assert.Empty(page.QuerySelectorAll("main script, main img, [onclick]"));
        using var viewer = world.As(ConsoleRole.Viewer);
        Assert.Null((await viewer.PageAsync(path)).QuerySelector("#original"));
    }

    [Theory]
    [InlineData("mod_forum", false, 7, 8, "over")]
    [InlineData("mod_forum", false, 7, 6, "never")]
    [InlineData("mod_forum", false, 0, 6, "off")]
    [InlineData("mod_forum", true, 7, 8, "protected")]
    [InlineData("announcement", false, 7, 8, "announced")]
    public void Why_an_original_is_not_there_is_said(string component, bool isProtected, int keep, int age, string why)
    {
        var now = new DateTimeOffset(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
        Assert.Equal(new(null, why), OriginalShown.Of(new(null, now.AddDays(-age), isProtected), component, SiteSettings.Default with { KeepOriginals = TimeSpan.FromDays(keep) }, now));
    }

    [Theory]
    [InlineData("protected-components=mod_assign", "protected")]
    [InlineData("keep-originals=0", "keep-originals is 0")]
    public async Task A_site_can_keep_no_originals(string setting, string sentence)
    {
        await using var world = await ConsoleWorld.StartAsync((setting.Split('=')[0], setting.Split('=')[1]));
        await world.Gateway.TakeAsync([Mail.Posted(5, "Entrega", "Hola")]);
        using var browser = world.As(ConsoleRole.Operator);
        var page = await browser.PageAsync((await browser.PageAsync("/messages")).QuerySelector("tbody a")!.GetAttribute("href")!);
        Assert.Contains(sentence, page.QuerySelector("section[aria-labelledby=original]")!.TextContent, StringComparison.Ordinal);
    }
}
