namespace TwinPush.Simulator.Apps;

/// <summary>A TwinPush app and its credentials.</summary>
internal sealed record SimulatedApp
{
    /// <summary>The app of demos. Its credentials are constants and worth nothing.</summary>
    public static SimulatedApp Demo { get; } = new()
    {
        Name = "Demo University",
        AppId = "demo000000000app",
        CreatorKey = "demo0creator0key0not0a0secret000",
        ApiToken = "demo0api0token0not0a0secret00000",
    };

    public required string Name { get; init; }

    /// <summary>16 characters (authentication.md).</summary>
    public required string AppId { get; init; }

    /// <summary>32 characters; header X-TwinPush-REST-API-Key-Creator.</summary>
    public required string CreatorKey { get; init; }

    /// <summary>32 characters; header X-TwinPush-REST-API-Token.</summary>
    public required string ApiToken { get; init; }

    /// <summary>Devices that may be active; null: no limit (faq-en.md, "How Licenses Work").</summary>
    public int? LicenceLimit { get; init; }

    /// <summary>A device silent for this long is inactive; TwinPush's default is six months.</summary>
    public TimeSpan InactiveAfter { get; init; } = TimeSpan.FromDays(183);

    internal void Validate()
    {
        RequireLength(AppId, 16, nameof(AppId));
        RequireLength(CreatorKey, 32, nameof(CreatorKey));
        RequireLength(ApiToken, 32, nameof(ApiToken));
    }

    private static void RequireLength(string value, int length, string name)
    {
        if (value.Length != length || !value.All(char.IsAsciiLetterOrDigit))
            throw new ArgumentException($"{name} must be {length} letters and digits.");
    }
}
