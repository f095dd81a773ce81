namespace TwinPush.Simulator.Notifications;

/// <summary>What Google, Apple and Huawei refuse pushes with, at the levels of faq-en.md, "Error Messages". Any other key is an error too.</summary>
internal sealed record PlatformError(string Key, string Level, string Message)
{
    public static PlatformError Find(string key) => key switch
    {
        "NotRegistered" => new(key, "warning", "The registration token is no longer valid"),
        "Unregistered" => new(key, "warning", "The device token is inactive for the specified topic"),
        "MismatchSenderId" => new(key, "error", "The registration token belongs to another sender"),
        "InvalidPackageName" => new(key, "error", "The registration token belongs to another package"),
        "InvalidRegistration" => new(key, "error", "The registration token is not well formed"),
        "MissingRegistration" => new(key, "error", "The request contains no registration token"),
        "InvalidParameters" => new(key, "error", "A parameter has a wrong name or type"),
        "DeviceTokenNotForTopic" => new(key, "error", "The device token does not match the specified topic"),
        "BadDeviceToken" => new(key, "error", "The specified device token was bad"),
        "CERTIFICATE_EXPIRED" => new(key, "error", "The push certificate has expired"),
        "InvalidToken" => new(key, "critical", "Provided token is not valid"),
        _ => new(key, "error", "The push platform refused the push"),
    };
}
