using System.Collections.Concurrent;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Sites;
using AppCrueNotify.Tests.Console;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests;

/// <summary>A browser's window on the console of a world of its own. Keeps what the page complains of.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } };
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly Screen _screen;

    private Visit(ConsoleWorld world, IBrowserContext context, IPage page, Screen screen)
    {
        (World, Context, Page, _screen) = (world, context, page, screen);
        page.Console += (_, message) =>
        {
            // A page that answers 403 or 404 on purpose is reported by the browser as a failed resource.
            if (message.Type is "error" or "warning" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Dialog += (_, dialog) => _complaints.Enqueue("dialog: " + dialog.Message);
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(world.Gateway.Gateway.Address.AbsoluteUri, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _complaints.Enqueue("foreign request: " + request.Url);
        };
    }

    public ConsoleWorld World { get; }
    public IBrowserContext Context { get; }
    public IPage Page { get; }

    /// <param name="chromium">The browser.</param>
    /// <param name="screen">Width and theme.</param>
    /// <param name="role">Who is signed in; null for nobody.</param>
    /// <param name="script">Whether scripts run.</param>
    /// <param name="sites">Chooses the sites that are open to them; null for every site.</param>
    public static async Task<Visit> StartAsync(Chromium chromium, Screen screen, ConsoleRole? role = ConsoleRole.Admin, bool script = true, Func<ConsoleWorld, Site[]>? sites = null)
    {
        var world = await ConsoleWorld.StartAsync();
        var window = screen.Window();
        window.JavaScriptEnabled = script;
        window.BaseURL = world.Gateway.Gateway.Address.AbsoluteUri;
        var context = await chromium.Browser.NewContextAsync(window);
        context.SetDefaultTimeout(15_000);
        if (role is { } signedIn)
        {
            var (name, value) = world.Session(signedIn, sites?.Invoke(world) ?? []);
            // A cookie of this kind has no domain; the browser takes it by address, and over https or to itself only.
            await context.AddCookiesAsync([new() { Name = name, Value = value, Url = world.Gateway.Gateway.Address.AbsoluteUri.Replace("http:", "https:", StringComparison.Ordinal), Secure = true, HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
        }

        return new(world, context, await context.NewPageAsync(), screen);
    }

    /// <summary>No obstacle that axe-core finds at WCAG 2.2 AA, nothing beside the page's width, no complaint, nothing asked of another host. Takes a picture.</summary>
    public async Task AssertSoundAsync(string picture)
    {
        var directory = Path.Combine(Tests.RepositoryFiles.Root, "artifacts", "screenshots");
        Directory.CreateDirectory(directory);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(directory, $"{picture}-{_screen}.png"), FullPage = true });
        var widest = await Page.EvaluateAsync<string>("""
            () => {
              const page = document.documentElement;
              return page.scrollWidth <= page.clientWidth ? "" : page.scrollWidth + " > " + page.clientWidth + ": " +
                [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > page.clientWidth + 0.5).map(e => e.tagName + "." + e.className).join(" ");
            }
            """);
        Assert.Equal("", widest);
        var result = await Page.RunAxe(Rules);
        Assert.True(result.Passes.Length > 5, "axe judged next to nothing");
        Assert.Equal("", string.Join('\n', from rule in result.Violations from node in rule.Nodes select $"{picture} {rule.Id}: {node.Html} {string.Join("; ", node.Any.Concat(node.All).Select(c => c.Message))}"));
        Assert.Empty(_complaints);
    }

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        await World.DisposeAsync();
    }
}
