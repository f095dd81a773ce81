using Microsoft.Playwright;
using TwinPush.Simulator.BrowserTests;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace TwinPush.Simulator.BrowserTests;

/// <summary>The system's own Chromium, started once for all tests; each test gets a profile of its own. No browser is ever downloaded.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright _playwright = null!;

    public IBrowser Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("APPCRUENOTIFY_CHROMIUM") is { Length: > 0 } path ? path : "/usr/bin/chromium",
            // Tests run as root in containers, where the sandbox does not start; the rest keeps the browser from talking to its maker.
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        _playwright.Dispose();
    }
}
