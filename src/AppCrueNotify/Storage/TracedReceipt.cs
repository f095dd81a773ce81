namespace AppCrueNotify.Storage;

/// <summary>What TwinPush reported of an accepted attempt, in devices.</summary>
/// <param name="Status">TwinPush's word.</param>
/// <param name="Ended">Why nobody asks again; null while somebody does.</param>
internal sealed record TracedReceipt(string Status, int Deliveries, int Received, int Opened, DateTimeOffset At, string? Ended);

/// <summary>What a push platform refused, per attempt: TwinPush does not say for whom.</summary>
/// <param name="Platform"><c>ios</c>, <c>android</c> or <c>all</c>.</param>
/// <param name="Level"><c>critical</c>, <c>error</c> or <c>warning</c>.</param>
/// <param name="Key">TwinPush's key, such as <c>NotRegistered</c>.</param>
/// <param name="Words">What it means, and what to do.</param>
internal sealed record TracedPlatformError(string Platform, string Level, string Key, string Words, DateTimeOffset NoticedAt);
