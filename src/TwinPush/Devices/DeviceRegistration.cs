namespace TwinPush.Devices;

/// <summary>What to register of a device. A null field leaves what TwinPush has; an empty one clears it.</summary>
/// <remarks>
/// Start from <see cref="ForDevice"/> or <see cref="ForRegistered"/> and set the rest with <c>with</c>. Immutable and safe to share
/// between threads. Source: TwinPush/api-docs, devices.md, "register".
/// </remarks>
public sealed record DeviceRegistration
{
    private DeviceRegistration()
    {
    }

    /// <summary>The token of the platform's push service. A device without one receives nothing but has an inbox.</summary>
    public string? PushToken { get; init; }

    /// <summary>The user of the device.</summary>
    public string? Alias { get; init; }

    /// <summary>Language and region, joined by an underscore, such as <c>en_GB</c>.</summary>
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

    internal string? DeviceId { get; private init; }

    internal string? Udid { get; private init; }

    internal DevicePlatform? Platform { get; private init; }

    /// <summary>Registers the device, or updates it when TwinPush already has this pair.</summary>
    /// <param name="udid">What identifies the device per application and platform, chosen by the app.</param>
    /// <param name="platform">Whose push service reaches it.</param>
    /// <exception cref="ArgumentException">The identifier is empty.</exception>
    public static DeviceRegistration ForDevice(string udid, DevicePlatform platform)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(udid);
        return new DeviceRegistration { Udid = udid, Platform = platform };
    }

    /// <summary>Updates a registered device; a device TwinPush does not have is <see cref="FailureKind.NotFound"/>, never a new one.</summary>
    /// <param name="deviceId">TwinPush's identifier of the device.</param>
    /// <exception cref="ArgumentException">The identifier is empty.</exception>
    public static DeviceRegistration ForRegistered(string deviceId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(deviceId);
        return new DeviceRegistration { DeviceId = deviceId };
    }

    /// <summary>Names the type only: alias and push token are somebody's.</summary>
    public override string ToString() => nameof(DeviceRegistration);
}
