using System.Security.Cryptography;
using TwinPush.Devices;

namespace AppCrueNotify.Sentinels;

/// <summary>What the gateway's own device is called and how it is registered.</summary>
internal static class SentinelDevices
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>An alias that no student has: <c>acn-sentinel-</c> and 16 letters with 80 random bits.</summary>
    public static string NewAlias() => $"acn-sentinel-{RandomNumberGenerator.GetString(Alphabet, 16)}";

    /// <summary>
    /// Without push token: "will not receive push notifications, but it will be able to report usage statistics and check inbox" (TwinPush/api-docs, devices.md, register).
    /// The alias identifies the device as well, so that registering again finds it.
    /// </summary>
    public static DeviceRegistration Registration(string alias) => DeviceRegistration.ForDevice(alias, DevicePlatform.Android) with
    {
        Alias = alias,
        DeviceModel = "AppCrueNotify gateway",
    };
}
