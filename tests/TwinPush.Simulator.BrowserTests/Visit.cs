using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Devices;

namespace TwinPush.Simulator.BrowserTests;

/// <summary>A simulator and a browser's window on it. Opened pushes are opened by the test alone; time stands still until the test moves it.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly TwinPushSimulator _simulator;
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _complaints = new();

    private Visit(TwinPushSimulator simulator, FakeTimeProvider clock, IBrowserContext context, IPage page)
    {
        _simulator = simulator;
        _context = context;
        Clock = clock;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Enqueue(message.Text);
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.Dialog += (_, dialog) => _complaints.Enqueue("dialog: " + dialog.Message);
        context.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(simulator.Address.AbsoluteUri, StringComparison.Ordinal))
                _complaints.Enqueue("foreign request: " + request.Url);
        };
    }

    public IPage Page { get; }

    public FakeTimeProvider Clock { get; }

    public SimulatorState State => _simulator.State;

    public static async Task<Visit> StartAsync(Chromium chromium, Screen screen, bool script = true)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 41, 0, TimeSpan.Zero));
        var options = new SimulatorOptions { Time = clock, Phones = new PhoneBehaviour { OpenedProbability = 0 } };
        var simulator = await TwinPushSimulator.StartAsync(options, TestContext.Current.CancellationToken);
        var window = screen.Options();
        window.JavaScriptEnabled = script;
        window.BaseURL = simulator.Address.AbsoluteUri;
        var context = await chromium.Browser.NewContextAsync(window);
        context.SetDefaultTimeout(15_000);
        return new Visit(simulator, clock, context, await context.NewPageAsync());
    }

    public static string PathOf(string alias) => $"/phones/{SimulatedApp.Demo.AppId}/{Uri.EscapeDataString(alias)}";

    public async Task GoToPhoneAsync(string alias) => await Page.GotoAsync(PathOf(alias));

    /// <summary>Sends a push through the API, as any client would, and answers with its id.</summary>
    public async Task<string> SendAsync(string alias, string title, string alert, string? link = null, params string[] tags)
    {
        var fields = new Dictionary<string, object> { ["title"] = title, ["alert"] = alert, ["devices_aliases"] = new[] { alias }, ["tags"] = tags, ["delivery_speed"] = "instant" };
        if (link is not null)
            fields["custom_properties"] = new { target_id = link };
        var answer = await _context.APIRequest.PostAsync($"/api/v2/apps/{SimulatedApp.Demo.AppId}/notifications", new APIRequestContextOptions
        {
            Headers = new Dictionary<string, string> { ["X-TwinPush-REST-API-Key-Creator"] = SimulatedApp.Demo.CreatorKey, ["Content-Type"] = "application/json" },
            DataString = JsonSerializer.Serialize(fields),
        });
        Assert.True(answer.Ok, await answer.TextAsync());
        using var body = JsonDocument.Parse(await answer.BodyAsync());
        return body.RootElement.GetProperty("objects")[0].GetProperty("id").GetString()!;
    }

    /// <summary>Nothing sticks out at the side, no script error or refused resource, nothing asked of another host.</summary>
    public async Task AssertSoundAsync()
    {
        string widest = await Page.EvaluateAsync<string>("""
            () => {
              const page = document.documentElement;
              return page.scrollWidth <= page.clientWidth ? "" :
                page.scrollWidth + " > " + page.clientWidth + ": " + [...document.body.querySelectorAll("*")]
                  .filter(e => e.getBoundingClientRect().right > page.clientWidth + 0.5).map(e => e.tagName + "." + e.getAttribute("class")).join(" ");
            }
            """);
        Assert.Equal("", widest);
        Assert.Empty(_complaints);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    /// <summary>The lock screen's pushes.</summary>
    public ILocator LockScreen => Page.Locator(".pushes .push");

    /// <summary>The inbox's rows.</summary>
    public ILocator Inbox => Page.Locator(".rows > li");

    public ILocator Sheet => Page.GetByRole(AriaRole.Dialog, new() { Name = "Opened notification" });

    public ILocator Row(string title) => Inbox.Filter(new() { Has = Page.GetByRole(AriaRole.Heading, new() { Name = title, Exact = true }) });

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public DateTimeOffset? OpenedAt(string alias, string notificationId) =>
        State.Pushes(alias).Single(push => push.NotificationId == notificationId).OpenedAt;

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
