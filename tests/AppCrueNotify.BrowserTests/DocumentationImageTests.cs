using System.Buffers.Binary;
using AppCrueNotify.Tests;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace AppCrueNotify.BrowserTests;

/// <summary>Takes the documentation's pictures of the console, on a day that stands still. They replace those in docs/images only when APPCRUENOTIFY_WRITE_DOCS is 1,
/// and are small enough when <c>pngquant --ext .png --force docs/images/console-*.png</c> has been over them.</summary>
[Trait("Category", "Browser")]
public sealed class DocumentationImageTests(Chromium chromium)
{
    private const int MaxBytes = 150 * 1024;

    [Fact]
    public async Task The_pictures_of_the_documentation_can_be_taken_and_are_there()
    {
        await using var world = await SpanishDay.StartAsync();
        await using var visit = await Visit.ToAsync(chromium, world, Screen.DesktopLight, script: false);
        var page = visit.Page;

        await page.GotoAsync("/");
        await Expect(page.Locator("#needs li")).ToHaveCountAsync(2);
        await TakeAsync(visit, "console-overview.png", 1010);

        await page.GotoAsync(await SpanishDay.AddressOfDelayedAsync(world));
        await Expect(page.Locator("#timeline li")).ToHaveCountAsync(9);
        await TakeAsync(visit, "console-message.png", 1070);

        await page.GotoAsync($"/settle?site={await SpanishDay.SiteAsync(world)}&state=failed");
        await page.Locator("details:has(form[action$='/retry']) > summary").ClickAsync();
        await TakeAsync(visit, "console-settle.png", 820);

        await page.GotoAsync($"/sites/{await SpanishDay.SiteAsync(world)}/settings");
        await page.Locator("#group-name").FillAsync("Campus Virtual");
        await page.Locator("#icons").FillAsync("mod_forum=🎓,mod_assign=✅");
        await page.Locator("button[value=preview]").ClickAsync();
        await Expect(page.Locator("tbody tr").First).ToBeVisibleAsync();
        await TakeAsync(visit, "console-settings.png", 820);

        await visit.LookAsync(Screen.PhoneDark);
        await page.GotoAsync("/");
        await TakeAsync(visit, "console-phone-dark.png", 780);
    }

    private static async Task TakeAsync(Visit visit, string file, int height)
    {
        await visit.Page.SetViewportSizeAsync(visit.Screen.Size().Width, height);
        await visit.AssertSoundAsync(Path.GetFileNameWithoutExtension(file));
        var picture = await visit.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        var path = Path.Combine(RepositoryFiles.Root, "docs", "images", file);
        if (Environment.GetEnvironmentVariable("APPCRUENOTIFY_WRITE_DOCS") == "1")
        {
            await File.WriteAllBytesAsync(path, picture, TestContext.Current.CancellationToken);
            return;
        }

        Assert.Equal(Size(picture), Size(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)));
        Assert.InRange(new FileInfo(path).Length, 10 * 1024, MaxBytes);
    }

    /// <summary>Width and height in pixels: the two big-endian numbers after a PNG's signature and first chunk header.</summary>
    private static (int Width, int Height) Size(ReadOnlySpan<byte> png) => (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));
}
