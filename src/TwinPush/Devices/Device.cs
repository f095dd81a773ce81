using System.Text.Json;
using System.Text.Json.Serialization;

namespace TwinPush.Devices;

/// <summary>A phone or tablet with the app, as TwinPush knows it. Fields TwinPush leaves out are null.</summary>
/// <remarks>Immutable and safe to share between threads. Source: TwinPush/api-docs, devices.md, "Model".</remarks>
public sealed record Device
{
    /// <summary>The identifier, 16 characters; empty when the answer had none.</summary>
    public string Id { get => field ?? ""; init; } = "";

    /// <summary>The user the app has linked the device to.</summary>
    [JsonPropertyName("alias_device")]
    public string? Alias { get; init; }

    /// <summary><c>ios</c>, <c>android</c> or <c>huawei</c>.</summary>
    public string? Platform { get; init; }

    /// <summary>The token of the platform's push service; without one the device receives no notification, but has an inbox.</summary>
    public string? PushToken { get; init; }

    /// <summary>The application it belongs to.</summary>
    public string? AppId { get; init; }

    /// <summary>Whether TwinPush sends to it: devices silent for months or over the licence are not active.</summary>
    public bool? Active { get; init; }

    /// <summary>When it was first registered.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When anything about it last changed, which is also when it was last used.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>When the app last registered it.</summary>
    public DateTimeOffset? LastRegisteredAt { get; init; }

    /// <summary>When its activity, alias, push token or properties last changed; answered by "show device" only.</summary>
    public DateTimeOffset? RegistrationUpdatedAt { get; init; }

    /// <summary>Language and region, joined by an underscore.</summary>
    public string? Language { get; init; }

    /// <summary>The model's code.</summary>
    public string? DeviceCode { get; init; }

    /// <summary>The model's commercial name.</summary>
    public string? DeviceModel { get; init; }

    /// <summary>The manufacturer.</summary>
    public string? DeviceManufacturer { get; init; }

    /// <summary>The app's version.</summary>
    public string? AppVersion { get; init; }

    /// <summary>The version of TwinPush's library in the app.</summary>
    public string? SdkVersion { get; init; }

    /// <summary>The operating system's version.</summary>
    public string? OsVersion { get; init; }

    /// <summary>The device's properties, as they came; answered by "show device" only.</summary>
    public JsonElement? CustomProperties { get; init; }

    /// <summary>The identifier only: alias and push token are somebody's.</summary>
    public override string ToString() => $"Device {{ Id = {Id} }}";
}
