using TwinPush.Simulator.Inboxes;

namespace TwinPush.Simulator.Devices;

/// <summary>A registered phone or tablet. Guarded by the state's lock.</summary>
internal sealed class Device
{
    public required string Id { get; init; }

    public required string AppId { get; init; }

    public required string Udid { get; init; }

    public required Platform Platform { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? PushToken { get; set; }

    public string? Alias { get; set; }

    /// <summary>Language, codes, versions: stored and given back, of no consequence here. Null while nothing was told.</summary>
    public Dictionary<string, string?>? Details { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset LastRegisteredAt { get; set; }

    public DateTimeOffset RegistrationUpdatedAt { get; set; }

    /// <summary>False: enrolled while the account was out of licence (faq-en.md, "Out of license devices").</summary>
    public bool Licensed { get; set; } = true;

    /// <summary>Set by tests and the control API: the device is inactive whatever its activity says.</summary>
    public bool SwitchedOff { get; set; }

    public int Badge { get; set; }

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>The push platform's answer to every push, such as NotRegistered; null: it works.</summary>
    public string? PlatformError { get; set; }

    public Dictionary<string, CustomProperty>? Properties { get; set; }

    /// <summary>Shared by all devices of the alias.</summary>
    public required Inbox Inbox { get; set; }

    public bool IsActive(DateTimeOffset now, TimeSpan inactiveAfter) => Licensed && !SwitchedOff && now - UpdatedAt < inactiveAfter;
}
