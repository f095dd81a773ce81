using Deque.AxeCore.Playwright;
using TwinPush.Simulator.Faults;

namespace TwinPush.Simulator.BrowserTests;

/// <summary>axe-core's rules on every page. Words over the phone's wallpaper it cannot judge, and leaves undecided.</summary>
[Trait("Category", "Browser")]
public sealed class AccessibilityTests(Chromium chromium)
{
    [Theory]
    [ClassData(typeof(EveryScreen))]
    public async Task No_page_has_a_serious_obstacle(Screen screen)
    {
        await using var visit = await Visit.StartAsync(chromium, screen);
        await SpanishMessages.FillAsync(visit);
        visit.State.AddFault(new FaultRule { Kind = FaultKind.Latency, Operation = "create" });

        string phone = Visit.PathOf(SpanishMessages.Alias), newest = visit.State.Pushes(SpanishMessages.Alias)[0].NotificationId;
        var obstacles = new List<string>();
        foreach (string path in Paths())
            obstacles.AddRange(await FindAsync(visit, path));
        Assert.Equal("", string.Join('\n', obstacles));

        // Pages with little on them are the same on every screen.
        string[] Paths() => screen == Screen.PhoneLight
            ? ["/", phone + "?push=" + newest, phone, "/?q=nobody", Visit.PathOf("silent"), Visit.PathOf("nobody")]
            : ["/", phone + "?push=" + newest];
    }

    private static async Task<IEnumerable<string>> FindAsync(Visit visit, string path)
    {
        await visit.Page.GotoAsync(path);
        var result = await visit.Page.RunAxe();
        Assert.True(result.Passes.Length > 5, "axe judged next to nothing");
        return from rule in result.Violations
               where rule.Impact is "serious" or "critical"
               from node in rule.Nodes
               select $"{path}: {rule.Id}: {node.Html} {string.Join("; ", node.Any.Select(check => check.Message))}";
    }
}
