using AppCrueNotify.Storage;

namespace AppCrueNotify.Sentinels;

/// <summary>When the sentinel goes with a request, and when it stays at home. Pure.</summary>
internal static class SentinelRules
{
    /// <summary>
    /// Whether it goes with these recipients. A small request is told by TwinPush itself when none of the recipients has the app, and a half of a
    /// rejected one must not be rejected because of the sentinel.
    /// </summary>
    public static bool Goes(IReadOnlyList<DueRecipient> recipients, SentinelOptions options) =>
        recipients.Count >= options.SmallestBatch && recipients.All(r => r.PackGroup is null);

    /// <summary>What follows from TwinPush's word about a suspect sentinel.</summary>
    /// <param name="known">Whether TwinPush has the device as we registered it.</param>
    public static (SentinelState State, string Reason) AfterCheck(StoredSentinel sentinel, bool known, SentinelOptions options)
    {
        if (!known)
            return (SentinelState.Off, "TwinPush no longer has the device, or switched it off; run the self-test again");
        return sentinel.Rejections >= options.MostRejections
            ? (SentinelState.Off, $"TwinPush rejected {sentinel.Rejections} requests with it in a row; run the self-test again")
            : (SentinelState.On, "TwinPush rejected a request with it, but still has the device");
    }
}
