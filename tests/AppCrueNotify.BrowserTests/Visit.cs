using System.Collections.Concurrent;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Sites;
using AppCrueNotify.Tests.Console;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests;

/// <summary>A browser's window on the console. Keeps what the page complains of and what was posted.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints;
    private readonly ConcurrentQueue<(string Path, int Status)> _posts;
    private readonly List<string> _hosts;
    private readonly Chromium _chromium;
    private readonly bool _ownWorld;
    private ICDPSession? _scripts;

    private Visit(Chromium chromium, ConsoleWorld world, bool ownWorld, IBrowserContext context, IPage page, Screen screen, Visit? with = null)
    {
        (_complaints, _posts) = with is null ? (new(), new()) : (with._complaints, with._posts);
        (_chromium, World, _ownWorld, Context, Page, Screen) = (chromium, world, ownWorld, context, page, screen);
        _hosts = [Address, "data:"];
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
            if (!_hosts.Exists(host => request.Url.StartsWith(host, StringComparison.Ordinal)))
                _complaints.Enqueue("foreign request: " + request.Url);
        };
        context.Response += (_, response) =>
        {
            if (response.Request.Method == "POST")
                _posts.Enqueue((new Uri(response.Url).AbsolutePath, response.Status));
        };
    }

    public ConsoleWorld World { get; }
    public IBrowserContext Context { get; }
    public IPage Page { get; }
    public Screen Screen { get; private set; }

    /// <summary>What was posted, and how it was answered.</summary>
    public IReadOnlyCollection<(string Path, int Status)> Posts => _posts;

    private string Address => World.Gateway.Gateway.Address.AbsoluteUri;

    /// <summary>Comes to a world of its own.</summary>
    /// <param name="role">Who is signed in; null for nobody.</param>
    /// <param name="script">Whether the pages' scripts run.</param>
    public static async Task<Visit> StartAsync(Chromium chromium, Screen screen, ConsoleRole? role = ConsoleRole.Admin, bool script = true) =>
        await StartAsync(chromium, await ConsoleWorld.StartAsync(), ownWorld: true, screen, role, script, sites: []);

    /// <summary>Comes to a world that others know too.</summary>
    /// <param name="sites">The sites that are open; none for every site.</param>
    public static Task<Visit> ToAsync(Chromium chromium, ConsoleWorld world, Screen screen, ConsoleRole? role = ConsoleRole.Admin, bool script = true, params Site[] sites) =>
        StartAsync(chromium, world, ownWorld: false, screen, role, script, sites);

    private static async Task<Visit> StartAsync(Chromium chromium, ConsoleWorld world, bool ownWorld, Screen screen, ConsoleRole? role, bool script, Site[] sites, Visit? with = null)
    {
        var window = screen.Window();
        window.BaseURL = world.Gateway.Gateway.Address.AbsoluteUri;
        var context = await chromium.Browser.NewContextAsync(window);
        context.SetDefaultTimeout(15_000);
        if (role is { } signedIn)
        {
            var (name, value) = world.Session(signedIn, sites);
            // A cookie of this kind has no domain; the browser takes it by address, and over https or to itself only.
            await context.AddCookiesAsync([new() { Name = name, Value = value, Url = window.BaseURL.Replace("http:", "https:", StringComparison.Ordinal), Secure = true, HttpOnly = true, SameSite = SameSiteAttribute.Lax }]);
        }

        var visit = new Visit(chromium, world, ownWorld, context, await context.NewPageAsync(), screen, with);
        if (!script)
        {
            visit._scripts = await context.NewCDPSessionAsync(visit.Page);
            await visit.RunScriptsAsync(false);
        }

        return visit;
    }

    /// <summary>Somebody who is not signed in comes to the same world, by the same kind of window. What they post and what their pages complain of is kept here.</summary>
    public Task<Visit> AnotherAsync() => StartAsync(_chromium, World, ownWorld: false, Screen, null, _scripts is null, [], this);

    /// <summary>Lets this visit ask another host, such as the simulator.</summary>
    public void Allow(Uri host) => _hosts.Add(host.AbsoluteUri);

    /// <summary>Looks at the same page in another window.</summary>
    public async Task LookAsync(Screen screen)
    {
        if (screen.IsPhone() != Screen.IsPhone())
            await Page.SetViewportSizeAsync(screen.Size().Width, screen.Size().Height);
        if (screen.Theme() != Screen.Theme())
            await Page.EmulateMediaAsync(new() { ColorScheme = screen.Theme() });
        Screen = screen;
    }

    /// <summary>The page is sound in every window. Nothing of a page depends on the window but its styles, so it is not asked for again.</summary>
    public async Task AssertSoundEverywhereAsync(string name)
    {
        Screen? before = null;
        // The first window is the one that the page before was looked at last.
        foreach (var screen in Screen == Screens.All[^1] ? Screens.All.Reverse() : Screens.All)
        {
            await LookAsync(screen);
            await AssertSoundAsync(name, coloursAlone: before?.IsPhone() == screen.IsPhone());
            before = screen;
        }
    }

    /// <summary>No obstacle that axe-core finds at WCAG 2.2 AA, nothing beside the page's width, no complaint, nothing asked of another host.</summary>
    /// <param name="name">Of its picture.</param>
    /// <param name="coloursAlone">The page was judged at this width in the other theme just now.</param>
    public async Task AssertSoundAsync(string name, bool coloursAlone = false)
    {
        await Page.WaitForLoadStateAsync(LoadState.Load);
        await Pictures.TakeAsync(Page, $"{name}-{Screen}");
        var widest = await Page.EvaluateAsync<string>("""
            () => {
              const page = document.documentElement;
              return page.scrollWidth <= page.clientWidth ? "" : page.scrollWidth + " > " + page.clientWidth + ": " +
                [...document.body.querySelectorAll("*")].filter(e => e.getBoundingClientRect().right > page.clientWidth + 0.5).map(e => e.tagName + "." + e.className).join(" ");
            }
            """);
        Assert.True(widest.Length == 0, $"{name} {Screen}: {widest}");
        await RunScriptsAsync(true);
        var obstacles = coloursAlone ? await Axe.JudgeColoursAsync(Page) : await Axe.JudgeAsync(Page);
        await RunScriptsAsync(false);
        Assert.True(obstacles.Length == 0, $"{name} {Screen}: {string.Join('\n', obstacles)}");
        AssertNoComplaint();
    }

    public void AssertNoComplaint() => Assert.Empty(_complaints);

    public async ValueTask DisposeAsync()
    {
        await Context.DisposeAsync();
        if (_ownWorld)
            await World.DisposeAsync();
    }

    /// <summary>
    /// Where scripts are off they are on while axe-core judges: without timers it would never end. The page's own were left out when the page came and stay out.
    /// The browser's switch is ours and not the context's, whose could not be turned back.
    /// </summary>
    private Task RunScriptsAsync(bool run) =>
        _scripts?.SendAsync("Emulation.setScriptExecutionDisabled", new() { ["value"] = !run }) ?? Task.CompletedTask;
}
