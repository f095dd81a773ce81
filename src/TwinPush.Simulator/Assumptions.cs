namespace TwinPush.Simulator;

/// <summary>Switches for what TwinPush's documentation leaves open.</summary>
internal sealed record Assumptions
{
    /// <summary>Aliases of targets match whatever their case. The device list is documented to ignore case; for targets nothing is said.</summary>
    public bool AliasesIgnoreCase { get; init; } = true;

    /// <summary>
    /// A device without push token counts as a target and gets inbox rows. The documentation says that it "will not receive push notifications,
    /// but it will be able to report usage statistics and check inbox" (devices.md, register).
    /// </summary>
    public bool DevicesWithoutPushTokenAreTargets { get; init; } = true;

    /// <summary>A notification that does not say <c>inbox</c> stands in inboxes.</summary>
    public bool InboxByDefault { get; init; } = true;

    /// <summary>Methods under which deliveries answer: the path line says POST, the table above it GET (notifications.md).</summary>
    public DeliveriesMethod Deliveries { get; init; } = DeliveriesMethod.Both;

    /// <summary>Dates end in "+0000" (api-concepts.md) and not in "UTC" (devices.md, notifications.md).</summary>
    public bool NumericDates { get; init; }
}

internal enum DeliveriesMethod
{
    Both,
    Get,
    Post,
}
