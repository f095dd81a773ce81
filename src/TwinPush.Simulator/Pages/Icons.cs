namespace TwinPush.Simulator.Pages;

/// <summary>Small drawings of our own.</summary>
internal static class Icons
{
    public static Html Status { get; } = new("""
        <svg class="glyphs" viewBox="0 0 66 14" aria-hidden="true">
        <rect x="0" y="8" width="3" height="4" rx="1"/><rect x="4.6" y="6" width="3" height="6" rx="1"/><rect x="9.2" y="3.6" width="3" height="8.4" rx="1"/><rect x="13.8" y="1" width="3" height="11" rx="1"/>
        <path d="M29 11.9a1.6 1.6 0 1 1 0-3.2 1.6 1.6 0 0 1 0 3.2zM24.9 7.4a5.9 5.9 0 0 1 8.2 0l-1.3 1.3a4 4 0 0 0-5.6 0zM22 4.5a10 10 0 0 1 14 0l-1.3 1.3a8.1 8.1 0 0 0-11.4 0z"/>
        <rect x="42.5" y="1.5" width="19" height="10" rx="3" fill="none" stroke="currentColor" opacity=".5"/><rect x="44" y="3" width="14" height="7" rx="1.8"/><path d="M63 5v3.4c.9-.3 1.4-.9 1.4-1.7S63.9 5.3 63 5z" opacity=".6"/>
        </svg>
        """);

    public static Html Lock { get; } = new("""
        <svg class="padlock" viewBox="0 0 16 20" aria-hidden="true"><path d="M4 9V5.800a4 4 0 0 1 8 0V9" fill="none" stroke="currentColor" stroke-width="1.8"/><rect x="1.5" y="8.5" width="13" height="10" rx="3"/></svg>
        """);

    public static Html Torch { get; } = new("""
        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M6 2h8v3l-1.8 3v9a1 1 0 0 1-1 1H8.800a1 1 0 0 1-1-1V8L6 5z"/></svg>
        """);

    public static Html Camera { get; } = new("""
        <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M7.2 3.500h5.600l1.2 2H16a2 2 0 0 1 2 2V14a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V7.500a2 2 0 0 1 2-2h2z"/><circle class="lens" cx="10" cy="10.6" r="3.1"/></svg>
        """);

    public static Html LinkArrow { get; } = new("""
        <svg class="arrow" viewBox="0 0 16 16" aria-hidden="true"><path d="M5 3.500h7.500V11M12 4 4 12" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"/></svg>
        """);
}
