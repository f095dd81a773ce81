namespace TwinPush.Devices;

/// <summary>Whose push service reaches a device.</summary>
/// <remarks>Source: TwinPush/api-docs, devices.md, "register".</remarks>
public enum DevicePlatform
{
    /// <summary><c>ios</c>: Apple.</summary>
    Ios,

    /// <summary><c>android</c>: Google.</summary>
    Android,

    /// <summary><c>huawei</c>: Huawei.</summary>
    Huawei,
}
