using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests;

/// <summary>Judges a page by axe-core at WCAG 2.2 AA and by its best practices. The engine is put into a page once, however often it is judged, and tells its findings alone.</summary>
internal static class Axe
{
    private static readonly string Engine = new BundledAxeScriptProvider().GetScript();
    private static readonly string[] Tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    // Nothing of the browser's ends an evaluation that waits for itself.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    // What a theme changes: nothing but colours.
    private static readonly string[] ColourRules = ["color-contrast", "link-in-text-block"];

    // Each rule that passed is named by one element: naming all of them takes longer than judging them.
    private const string Judge = """
        async ([type, values]) => {
          await Promise.all(document.getAnimations().filter(a => a.effect.getComputedTiming().endTime !== Infinity).map(a => a.finished.catch(() => null)));
          const result = await axe.run(document, { runOnly: { type, values }, resultTypes: ["violations"], selectors: false, elementRef: false, preload: false });
          return JSON.stringify({
            passes: result.passes.length,
            violations: result.violations.flatMap(rule => rule.nodes.map(node => rule.id + ": " + node.html + " " + node.any.concat(node.all).map(check => check.message).join("; "))),
          });
        }
        """;

    /// <summary>By every rule.</summary>
    public static async Task<string[]> JudgeAsync(IPage page)
    {
        var verdict = await AskAsync(page, "tag", Tags);
        Assert.True(verdict.Passes > 5, "axe judged next to nothing");
        return verdict.Violations;
    }

    /// <summary>By the rules about colours, for a second theme of a page that the others have judged.</summary>
    public static async Task<string[]> JudgeColoursAsync(IPage page)
    {
        var verdict = await AskAsync(page, "rule", ColourRules);
        Assert.True(verdict.Passes > 0, "axe judged no colour");
        return verdict.Violations;
    }

    private static async Task<Verdict> AskAsync(IPage page, string type, string[] values)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Engine);
        var verdict = await page.EvaluateAsync<string>(Judge, new object[] { type, values }).WaitAsync(Longest, TimeProvider.System, TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<Verdict>(verdict, JsonSerializerOptions.Web)!;
    }

    private sealed record Verdict(int Passes, string[] Violations);
}
