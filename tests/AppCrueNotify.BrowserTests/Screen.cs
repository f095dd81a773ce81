using Microsoft.Playwright;

namespace AppCrueNotify.BrowserTests;

/// <summary>Where pages are looked at.</summary>
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
    public static bool IsPhone(this Screen screen) => screen is Screen.PhoneLight or Screen.PhoneDark;

    public static BrowserNewContextOptions Window(this Screen screen) => new()
    {
        ViewportSize = screen.IsPhone() ? new() { Width = 360, Height = 780 } : new() { Width = 1280, Height = 800 },
        ColorScheme = screen is Screen.DesktopLight or Screen.PhoneLight ? ColorScheme.Light : ColorScheme.Dark,
        ReducedMotion = ReducedMotion.Reduce,
        Locale = "en-GB",
        TimezoneId = "Europe/Madrid",
    };
}
