using System.Buffers.Binary;
using static Microsoft.Playwright.Assertions;

namespace TwinPush.Simulator.BrowserTests;

/// <summary>
/// Takes the documentation's pictures of the pages. They replace those in docs/images only when APPCRUENOTIFY_WRITE_DOCS is 1; wallpapers make them too big then,
/// until <c>pngquant --ext .png --force docs/images/*.png</c> has been over them.
/// </summary>
[Trait("Category", "Browser")]
public sealed class DocumentationImageTests(Chromium chromium)
{
    private const int MaxBytes = 150 * 1024;

    [Theory]
    [InlineData("simulator-phone.png", Screen.DesktopLight, true)]
    [InlineData("simulator-phone-dark.png", Screen.PhoneDark, true)]
    [InlineData("simulator-overview.png", Screen.DesktopLight, false)]
    public async Task The_pictures_of_the_documentation_can_be_taken_and_are_there(string file, Screen screen, bool phone)
    {
        await using var visit = await Visit.StartAsync(chromium, screen);
        await SpanishMessages.FillAsync(visit);
        await visit.Page.GotoAsync(phone ? Visit.PathOf(SpanishMessages.Alias) : "/");
        await Expect(visit.Page.GetByText("Cálculo: cambio de aula").First).ToBeVisibleAsync();
        await visit.AssertSoundAsync();

        byte[] picture = await visit.Page.ScreenshotAsync();
        string path = Path.Combine(Root(), "docs", "images", file);
        if (Environment.GetEnvironmentVariable("APPCRUENOTIFY_WRITE_DOCS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, picture, TestContext.Current.CancellationToken);
            return;
        }
        Assert.Equal(Size(picture), Size(await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken)));
        Assert.InRange(new FileInfo(path).Length, 10 * 1024, MaxBytes);
    }

    /// <summary>Width and height in pixels: the two big-endian numbers after a PNG's signature and first chunk header.</summary>
    private static (int Width, int Height) Size(ReadOnlySpan<byte> png) => (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "AppCrueNotify.slnx")))
            directory = directory.Parent;
        return directory?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
