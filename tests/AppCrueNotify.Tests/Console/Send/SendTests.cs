using System.Net;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;

namespace AppCrueNotify.Tests.Console.Send;

public sealed class SendTests
{
    private static readonly string Form = new('a', 32);

    private static readonly (string, string)[] Words = [("title", "Cierre <b>hoy</b>"), ("text", "La biblioteca cierra a las 14:00.\nGracias."), ("link", "/course/view.php?id=2"), ("list", "ana\nluis\nana\n")];

    [Fact]
    public async Task An_announcement_is_shown_first_then_sent_once_and_arrives()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Operator, world.Campus);
        var path = $"/send/{world.Campus.Id}";
        var preview = await browser.PostAsync(path, path, [.. Words, ("form", Form), ("do", "preview")]);
        var shown = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await preview.Content.ReadAsStringAsync(GatewayFixture.Cancellation));
        Assert.Equal(HttpStatusCode.OK, preview.StatusCode);
        // A title goes through the same composition as a message's: markup is no part of it.
        Assert.Contains("Cierre hoy", shown.QuerySelector(".card strong")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Line 3", shown.QuerySelector(".alert-warning")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await world.Get<AnnouncementStore>().ListAsync([world.Campus.Id], 10, GatewayFixture.Cancellation));

        var first = await browser.PostAsync(path, path, [.. Words, ("form", Form), ("do", "send")]);
        var second = await browser.PostAsync(path, path, [.. Words, ("form", Form), ("do", "send")]);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        var one = Assert.Single(await world.Get<AnnouncementStore>().ListAsync([world.Campus.Id], 10, GatewayFixture.Cancellation));
        Assert.Equal((2, "Test operator"), (one.People, one.CreatedBy));
        await GatewayFixture.UntilAsync(async () => (await world.Get<AnnouncementStore>().CountsAsync(world.Campus.Id, one.Id, GatewayFixture.Cancellation)).GetValueOrDefault(RecipientState.Sent) == 2);
        var traced = await world.Gateway.TraceAsync($"a:{one.Id}:0", world.Campus.Id);
        Assert.Equal(("announcement", "ana", "La biblioteca cierra a las 14:00.\nGracias."), (traced.Component, traced.Alias, traced.Push!.Alert));
        Assert.Equal("https://campus.example.edu/course/view.php?id=2", traced.Push.Link);
        Assert.Single((await world.Get<IActivityLog>().ReadAsync(new(), GatewayFixture.Cancellation)).Entries, e => e.What == "send.announce");
    }

    [Fact]
    public async Task One_that_waits_for_its_time_is_cancelled_and_never_sent()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Operator);
        var path = $"/send/{world.Campus.Id}";
        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1).ToString("yyyy-MM-ddTHH:mm", System.Globalization.CultureInfo.InvariantCulture);
        var sent = await browser.PostAsync(path, path, [.. Words, ("form", Form), ("do", "send"), ("when", tomorrow)]);
        var page = sent.Headers.Location!.OriginalString;
        var cancelled = await browser.AfterAsync(await browser.SubmitAsync(page, "form[action$=cancel]"));
        Assert.NotNull(cancelled.QuerySelector(".alert-success"));
        Assert.Equal(Announcement.Cancelled, Assert.Single(await world.Get<AnnouncementStore>().ListAsync([world.Campus.Id], 10, GatewayFixture.Cancellation)).State);
        Assert.Empty(await world.Get<AnnouncementStore>().DueAsync(TimeProvider.System.GetUtcNow().AddDays(2), 10, GatewayFixture.Cancellation));
    }

    [Theory]
    [InlineData("title", "")]
    [InlineData("text", "  ")]
    [InlineData("list", "\n ; \n")]
    [InlineData("when", "2020-01-01T00:00")]
    [InlineData("when", "soon")]
    public async Task What_cannot_be_sent_is_shown_again_with_its_words(string field, string value)
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Operator);
        var path = $"/send/{world.Campus.Id}";
        var answer = await browser.PostAsync(path, path, [.. Words.Where(w => w.Item1 != field), (field, value), ("form", Form), ("do", "send")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("alert-danger", await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation), StringComparison.Ordinal);
        Assert.Empty(await world.Get<AnnouncementStore>().ListAsync([world.Campus.Id], 10, GatewayFixture.Cancellation));
    }

    [Fact]
    public async Task A_test_push_says_what_TwinPush_said()
    {
        await using var world = await ConsoleWorld.StartAsync();
        using var browser = world.As(ConsoleRole.Operator);
        var path = $"/send/{world.Campus.Id}";
        var page = await browser.AfterAsync(await browser.SubmitAsync(path, "form[action$=test]", ("alias", "ana")));
        Assert.Contains("TwinPush accepted it", page.QuerySelector(".alert-success")!.TextContent, StringComparison.Ordinal);
    }
}
