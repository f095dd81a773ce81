namespace TwinPush.Simulator.Devices;

/// <summary>The push platforms that TwinPush serves (devices.md, Model).</summary>
internal enum Platform
{
    Ios,
    Android,
    Huawei,
}

internal static class PlatformNames
{
    public static string Name(this Platform platform) => platform switch
    {
        Platform.Ios => "ios",
        Platform.Android => "android",
        Platform.Huawei => "huawei",
    };

    public static Platform? Parse(string? name) => name switch
    {
        "ios" => Platform.Ios,
        "android" => Platform.Android,
        "huawei" => Platform.Huawei,
        _ => null,
    };
}
