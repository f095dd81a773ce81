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

internal static class Screens
{
    /// <summary>Every window, those of a width beside each other.</summary>
    public static IReadOnlyList<Screen> All { get; } = [Screen.DesktopLight, Screen.DesktopDark, Screen.PhoneDark, Screen.PhoneLight];

    public static bool IsPhone(this Screen screen) => screen is Screen.PhoneLight or Screen.PhoneDark;

    public static ViewportSize Size(this Screen screen) => screen.IsPhone() ? new() { Width = 360, Height = 780 } : new() { Width = 1280, Height = 800 };

    public static ColorScheme Theme(this Screen screen) => screen is Screen.DesktopLight or Screen.PhoneLight ? ColorScheme.Light : ColorScheme.Dark;

    public static BrowserNewContextOptions Window(this Screen screen) => new()
    {
        ViewportSize = screen.Size(),
        ColorScheme = screen.Theme(),
        ReducedMotion = ReducedMotion.Reduce,
        Locale = "en-GB",
        TimezoneId = "Europe/Madrid",
    };
}
