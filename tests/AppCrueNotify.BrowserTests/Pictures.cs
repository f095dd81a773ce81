using AppCrueNotify.Tests;
using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests;

/// <summary>A picture of every page that a test looks at, in artifacts/screenshots, for the eye; when APPCRUENOTIFY_PICTURES is 1, as they take their time.</summary>
internal static class Pictures
{
    private static readonly bool Wanted = Environment.GetEnvironmentVariable("APPCRUENOTIFY_PICTURES") == "1";

    public static async Task TakeAsync(IPage page, string name)
    {
        if (Wanted)
            await page.ScreenshotAsync(new() { Path = Path.Combine(RepositoryFiles.Root, "artifacts", "screenshots", $"{name}.png"), FullPage = true });
    }
}
