namespace TwinPush.Simulator.Notifications;

/// <summary>What a phone is told. <see cref="CustomProperties"/> is serialized JSON.</summary>
internal sealed record Content(string? Title, string Alert, string? Url, string Badge, string? CustomProperties)
{
    /// <summary>The badge when nothing is said (notifications.md, create).</summary>
    public const string DefaultBadge = "+1";

    /// <summary>Bytes in memory, roughly.</summary>
    public long Size => 56 + Length(Title) + Length(Alert) + Length(Url) + Length(CustomProperties);

    private static int Length(string? text) => text is null ? 0 : 24 + (2 * text.Length);
}
