using AppCrueNotify.Tests.Console;

namespace AppCrueNotify.BrowserTests;

/// <summary>Every page at every size and theme, with what it looks like when there is much and when there is nothing.</summary>
[Trait("Category", "Browser")]
public sealed class EveryPageTests(Chromium chromium)
{
    /// <summary>The pages. Who adds one adds a line here: its picture's name, its address, and what the world needs for it.</summary>
    private static readonly IReadOnlyList<PageToSee> Pages =
    [
        new("overview-empty", _ => "/"),
        new("messages-empty", _ => "/messages"),
        new("settle-empty", _ => "/settle"),
        new("overview", _ => "/", MessagePages.FillAsync),
        new("messages", _ => "/messages"),
        new("messages-none", _ => "/messages?user=123456"),
        new("message-failed", w => MessagePages.Address(w, "failed")),
        new("message-waiting", w => MessagePages.Address(w, "hostile")),
        new("message-sent", w => MessagePages.Address(w, "sent")),
        new("settle", _ => "/settle"),
        new("settle-failed", w => $"/settle?site={w.Campus.Id}&state=failed"),
        new("settle-sent", w => $"/settle?site={w.Campus.Id}&state=sent"),
        new("activity-empty", _ => "/activity"),
        new("not-found", _ => "/nowhere"),
        new("people", _ => "/people", PeoplePages.FillAsync),
        new("person", _ => PeoplePages.Someone),
        new("activity", _ => "/activity", ActivityPages.FillAsync),
        new("sites", _ => "/sites"),
        new("site", w => $"/sites/{w.Campus.Id}", SitePages.TokensAsync),
        new("site-paused", w => $"/sites/{w.Campus.Id}", SitePages.PausedAsync),
        new("site-doctor", w => $"/sites/{w.Campus.Id}/doctor"),
        new("site-settings", w => $"/sites/{w.Campus.Id}/settings"),
        new("site-new", _ => "/sites/new"),
        new("reach", _ => "/reach"),
        new("reach-people-empty", w => $"/reach/{w.Campus.Id}"),
        new("reach-people", w => $"/reach/{w.Campus.Id}", SitePages.PeopleAsync),
        new("send-empty", _ => "/send"),
        new("send", _ => "/send", SitePages.AnnouncementsAsync),
        new("send-write", w => $"/send/{w.Campus.Id}"),
        new("announcement", w => $"/send/{w.Campus.Id}/1"),
        new("system", _ => "/system"),
    ];

    [Fact]
    public async Task Every_page_is_sound_at_both_widths_in_both_themes()
    {
        await using var visit = await Visit.StartAsync(chromium, Screen.DesktopLight);
        foreach (var page in Pages)
        {
            await page.Prepare(visit.World);
            await visit.Page.GotoAsync(page.Address(visit.World));
            await visit.AssertSoundEverywhereAsync(page.Name);
        }
    }

    private sealed record PageToSee(string Name, Func<ConsoleWorld, string> Address, Func<ConsoleWorld, Task>? Fill = null)
    {
        public Task Prepare(ConsoleWorld world) => Fill?.Invoke(world) ?? Task.CompletedTask;
    }
}
