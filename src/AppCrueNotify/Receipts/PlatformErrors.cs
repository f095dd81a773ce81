namespace AppCrueNotify.Receipts;

/// <summary>What the errors of push platforms mean, for an admin.</summary>
/// <remarks>Source of the keys: TwinPush/api-docs, faq-en.md, "Error Messages"; Huawei's codes: its Push Kit reference, by their ranges.</remarks>
internal static class PlatformErrors
{
    private const int LongestMessage = 300;

    private static readonly Dictionary<string, string> ByKey = new(StringComparer.OrdinalIgnoreCase)
    {
        ["NotRegistered"] = "unregistered: the app was removed from the phone, or its registration expired (Google)",
        ["Unregistered"] = "unregistered: the app was removed from the phone, or its registration expired (Apple)",
        ["MismatchSenderId"] = "the app on the phone belongs to another Firebase project than TwinPush sends with: correct the Firebase settings in TwinPush",
        ["InvalidPackageName"] = "the app on the phone has another package name than TwinPush sends to: correct the package name in TwinPush",
        ["InvalidParameters"] = "Google refused a parameter of the push",
        ["InvalidRegistration"] = "the phone's registration is damaged: it is renewed when the app is opened again (Google)",
        ["MissingRegistration"] = "the phone has no registration: it gets one when the app is opened again (Google)",
        ["InvalidToken"] = "the phone's registration is not valid: check the platform's certificate or key in TwinPush",
        ["BadDeviceToken"] = "the phone's registration is for Apple's other environment or damaged: check in TwinPush whether the certificate is for development or distribution",
        ["DeviceTokenNotForTopic"] = "the phone's registration is for another app than the certificate: check the bundle id and certificate in TwinPush",
        ["CERTIFICATE_EXPIRED"] = "certificate expired: no iPhone gets anything until Apple's push certificate is renewed in TwinPush",
    };

    // The first three digits of Huawei's eight.
    private static readonly Dictionary<string, string> ByHuaweiRange = new()
    {
        ["800"] = "Huawei took the push",
        ["801"] = "Huawei refused the request: some registrations or parameters are not valid",
        ["802"] = "Huawei refused the credentials: renew the app's key in TwinPush",
        ["803"] = "Huawei refused the registrations or the app's right to push: check the app's permissions in Huawei's console",
        ["806"] = "Huawei could not check the credentials: its authorization service failed",
        ["810"] = "Huawei's push service failed",
    };

    /// <summary>The error in words; TwinPush's own where it is not known.</summary>
    public static string Words(string? key, string? message)
    {
        var known = Find(key ?? "") ?? (message is null ? null : ByKey.Where(k => message.Contains(k.Key, StringComparison.OrdinalIgnoreCase)).Select(k => k.Value).FirstOrDefault());
        if (known is not null)
            return known;
        var own = string.IsNullOrWhiteSpace(message) ? "TwinPush gave no explanation" : message.Trim();
        return own.Length <= LongestMessage ? own : own[..LongestMessage] + "…";
    }

    private static string? Find(string key)
    {
        if (ByKey.TryGetValue(key, out var words))
            return words;
        return key.Length == 8 && key.All(char.IsAsciiDigit) ? ByHuaweiRange.GetValueOrDefault(key[..3]) : null;
    }
}
