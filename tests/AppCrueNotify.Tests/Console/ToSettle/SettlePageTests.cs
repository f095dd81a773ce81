using System.Net;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Console.ToSettle;

public sealed class SettlePageTests
{
    [Fact]
    public async Task Nothing_to_settle_says_so()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Viewer);
        Assert.NotNull((await browser.PageAsync("/settle")).QuerySelector(".empty"));
    }

    [Fact]
    public async Task All_that_fit_are_sent_again_with_the_count_shown_before()
    {
        await using var world = await ConsoleWorld.StartAsync();
        for (var i = 1; i <= 40; i++)
            await world.PutAsync(world.Campus, $"k{i}", i, RecipientState.Failed, "TwinPush rejected the content of the request", component: i <= 30 ? "mod_forum" : "mod_quiz");
        var other = await world.PutAsync(world.Other, "k", 1, RecipientState.Failed);
        using var browser = world.As(ConsoleRole.Operator);
        var overview = await browser.PageAsync("/settle");
        var all = overview.QuerySelector("tbody a")!.GetAttribute("href")!;
        var list = await browser.PageAsync(all);
        Assert.Contains("40", list.QuerySelector(".retry form")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(25, list.QuerySelectorAll("section tbody tr").Length);
        var path = $"{all}&component=mod_quiz";
        Assert.Contains("10", (await browser.PageAsync(path)).QuerySelector(".retry form")!.TextContent, StringComparison.Ordinal);
        using var answer = await browser.SubmitAsync(path, ".retry form");
        Assert.NotNull((await browser.AfterAsync(answer)).QuerySelector(".alert-success"));
        Assert.Equal(31, (await world.Gateway.CountsAsync())["failed"]);
        Assert.Equal(RecipientState.Failed, await world.StateAsync(other));
        var logged = Assert.Single((await world.Get<IActivityLog>().ReadAsync(new(), GatewayFixture.Cancellation)).Entries);
        Assert.Equal(("messages.retry", 10L, world.Campus.Id), (logged.What, logged.Count, logged.SiteId));
    }

    [Theory]
    [InlineData("failed", "discard")]
    [InlineData("waiting", "cancel")]
    public async Task What_was_taken_out_can_be_undone(string state, string action)
    {
        await using var world = await ConsoleWorld.StartAsync();
        for (var i = 1; i <= 3; i++)
            await world.PutAsync(world.Campus, $"k{i}", i, RecipientStates.Parse(state));
        using var browser = world.As(ConsoleRole.Operator);
        using var answer = await browser.SubmitAsync($"/settle?site={world.Campus.Id}&state={state}", $".{action} form");
        var after = answer.Headers.Location!.OriginalString;
        Assert.Equal(3, (await world.Gateway.CountsAsync())["cancelled"]);
        using var undone = await browser.SubmitAsync(after, "form.undo");
        Assert.NotNull((await browser.AfterAsync(undone)).QuerySelector(".alert-success"));
        Assert.Equal(3, (await world.Gateway.CountsAsync())[state]);
    }

    [Fact]
    public async Task A_paused_site_says_why_and_goes_on_when_told()
    {
        await using var world = await ConsoleWorld.StartAsync();
        await world.Get<IDispatchStore>().PauseSiteAsync(world.Campus.Id, "no good", TimeProvider.System.GetUtcNow(), GatewayFixture.Cancellation);
        using var browser = world.As(ConsoleRole.Operator);
        browser.Cookies["__Host-acn-language"] = "gl";
        Assert.Contains("no good", (await browser.PageAsync("/settle")).QuerySelector(".alert-warning [lang=en]")!.TextContent, StringComparison.Ordinal);
        using var answer = await browser.SubmitAsync("/settle", "form.resume");
        Assert.Null((await browser.AfterAsync(answer)).QuerySelector(".alert-warning"));
    }

    [Fact]
    public async Task Viewers_and_other_sites_people_change_nothing()
    {
        await using var world = await ConsoleWorld.StartAsync();
        var message = await world.PutAsync(world.Campus, "k", 1, RecipientState.Failed);
        using var viewer = world.As(ConsoleRole.Viewer);
        using var stranger = world.As(ConsoleRole.Admin, world.Other);
        Assert.NotNull((await stranger.PageAsync("/settle")).QuerySelector(".empty"));
        await stranger.PageAsync($"/settle?site={world.Campus.Id}&state=failed", HttpStatusCode.NotFound);
        foreach (var action in (string[])["retry", "discard", "sent", "not-sent", "cancel", "recall", "undo", "resume"])
        {
            using var first = await viewer.PostAsync($"/settle/{world.Campus.Id}/{action}", "/messages", ("state", "failed"));
            using var second = await stranger.PostAsync($"/settle/{world.Campus.Id}/{action}", "/messages", ("state", "failed"));
            Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NotFound), (first.StatusCode, second.StatusCode));
        }

        Assert.Equal(RecipientState.Failed, await world.StateAsync(message));
    }

    [Fact]
    public async Task An_action_that_does_not_fit_the_state_is_refused()
    {
        await using var world = await ConsoleWorld.StartAsync();
        await world.PutAsync(world.Campus, "k", 1, RecipientState.Failed);
        using var browser = world.As(ConsoleRole.Operator);
        foreach (var state in (string[])["failed", "sent", ""])
        {
            using var answer = await browser.PostAsync($"/settle/{world.Campus.Id}/cancel", "/messages", ("state", state));
            Assert.NotNull((await browser.AfterAsync(answer)).QuerySelector(".alert-danger"));
        }

        Assert.Empty((await world.Get<IActivityLog>().ReadAsync(new(), GatewayFixture.Cancellation)).Entries);
    }

    [Fact]
    public async Task All_sent_messages_that_fit_are_taken_back_with_the_count_shown_before()
    {
        await using var world = await ConsoleWorld.StartAsync(("window", "0"));
        await world.Gateway.TakeAsync([Mail.Posted(5, "Examen", "El examen pasa al lunes")]);
        await world.Gateway.DrainAsync();
        await world.Gateway.TakeAsync([Mail.Posted(6, "Examen", "El examen pasa al lunes"), Mail.Posted(7, "Examen", "El examen pasa al lunes")]);
        await world.Gateway.DrainAsync();
        await world.Gateway.TakeAsync([Mail.Posted(8, "Otro", "Otra cosa")]);
        await world.Gateway.DrainAsync();
        using var browser = world.As(ConsoleRole.Operator);
        var list = (await browser.PageAsync($"/messages?site={world.Campus.Id}&state=sent&text=lunes")).QuerySelector("main a[href^='/settle']")!.GetAttribute("href")!;
        var page = await browser.PageAsync(list);
        Assert.Contains("deletes: 2, for all messages in them: 3.", page.QuerySelector(".recall")!.TextContent, StringComparison.Ordinal);
        using var answer = await browser.SubmitAsync(list, ".recall form");
        Assert.Contains("taken back: 3.", (await browser.AfterAsync(answer)).QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(RecipientState.Cancelled, (await world.Gateway.TraceAsync("n:6:6")).State);
        Assert.Equal(RecipientState.Sent, (await world.Gateway.TraceAsync("n:8:8")).State);
        var logged = Assert.Single((await world.Get<IActivityLog>().ReadAsync(new(), GatewayFixture.Cancellation)).Entries);
        Assert.Equal(("messages.recall", "state sent", 3L), (logged.What, logged.Detail, logged.Count));
        using var again = await browser.PostAsync($"/settle/{world.Campus.Id}/recall", "/messages", ("state", "sent"), ("text", "lunes"));
        Assert.NotNull((await browser.AfterAsync(again)).QuerySelector(".alert-danger"));
    }

    [Fact]
    public async Task What_TwinPush_does_not_delete_stays_sent_and_the_reason_is_said()
    {
        await using var world = await ConsoleWorld.StartAsync(("window", "0"));
        await world.Gateway.TakeAsync([Mail.Posted(5, "Examen", "El examen pasa al lunes")]);
        await world.Gateway.DrainAsync();
        await world.Get<ISiteStore>().UpdateAsync(world.Campus with { CreatorKey = "wrong" }, new Dictionary<string, string>(), GatewayFixture.Cancellation);
        using var browser = world.As(ConsoleRole.Operator);
        using var answer = await browser.SubmitAsync($"/settle?site={world.Campus.Id}&state=sent", ".recall form");
        Assert.Contains("TwinPush did not delete it", (await browser.AfterAsync(answer)).QuerySelector(".alert-danger")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(RecipientState.Sent, (await world.Gateway.TraceAsync("n:5:5")).State);
    }
}
