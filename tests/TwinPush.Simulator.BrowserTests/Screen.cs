using Microsoft.Playwright;

namespace TwinPush.Simulator.BrowserTests;

/// <summary>Where the pages are looked at.</summary>
public enum Screen
{
    DesktopLight,
    DesktopDark,
    PhoneLight,
    PhoneDark,
}

public sealed class EveryScreen : TheoryData<Screen>
{
    public EveryScreen() => AddRange(Enum.GetValues<Screen>());
}

internal static class Screens
{
    public static BrowserNewContextOptions Options(this Screen screen) => new()
    {
        ViewportSize = screen is Screen.DesktopLight or Screen.DesktopDark ? new ViewportSize { Width = 1280, Height = 800 } : new ViewportSize { Width = 390, Height = 844 },
        ColorScheme = screen is Screen.DesktopLight or Screen.PhoneLight ? ColorScheme.Light : ColorScheme.Dark,
        ReducedMotion = ReducedMotion.Reduce,
        Locale = "en-GB",
    };
}
