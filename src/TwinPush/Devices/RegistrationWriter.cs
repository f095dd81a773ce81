using System.Text.Json;
using TwinPush.Transport;

namespace TwinPush.Devices;

/// <summary>Writes the request that registers a device: null is left out, empty is written.</summary>
internal static class RegistrationWriter
{
    public static byte[] Write(DeviceRegistration registration) => RequestBody.Write(json =>
    {
        WriteText(json, "device_id", registration.DeviceId);
        WriteText(json, "udid", registration.Udid);
        WriteText(json, "platform", registration.Platform is { } platform ? WireText(platform) : null);
        WriteText(json, "push_token", registration.PushToken);
        WriteText(json, "alias_device", registration.Alias);
        WriteText(json, "language", registration.Language);
        WriteText(json, "device_code", registration.DeviceCode);
        WriteText(json, "device_model", registration.DeviceModel);
        WriteText(json, "device_manufacturer", registration.DeviceManufacturer);
        WriteText(json, "app_version", registration.AppVersion);
        WriteText(json, "sdk_version", registration.SdkVersion);
        WriteText(json, "os_version", registration.OsVersion);
    });

    private static string WireText(DevicePlatform platform) => platform switch
    {
        DevicePlatform.Ios => "ios",
        DevicePlatform.Android => "android",
        DevicePlatform.Huawei => "huawei",
    };

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
