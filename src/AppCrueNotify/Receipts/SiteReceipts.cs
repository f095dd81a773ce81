using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;

namespace AppCrueNotify.Receipts;

/// <summary>Runs the parts of one site side by side; a part that fails rests longer and longer, and the others do not notice.</summary>
internal sealed partial class SiteReceipts(
    long siteId, SiteDirectory sites, IReceiptStore store, DirectoryKeeper keeper, LookUps lookUps, ReceiptPoller poller, TimeProvider time, ILogger<SiteReceipts> logger)
{
    private static readonly TimeSpan FirstRest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromHours(1);
    private static readonly TimeSpan StoreRest = TimeSpan.FromSeconds(5);

    /// <summary>Runs until the site or its API token is gone, or the gateway stops.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll(
        LoopAsync(ReceiptParts.Directory, keeper.RoundAsync, stopping),
        LoopAsync(ReceiptParts.LookUps, lookUps.RoundAsync, stopping),
        LoopAsync(ReceiptParts.Receipts, poller.RoundAsync, stopping));

    /// <summary>How long a part rests after so many failures in a row.</summary>
    public static TimeSpan RestAfter(int failures, TimeSpan? retryAfter)
    {
        var doubled = FirstRest * Math.Pow(2, Math.Min(failures - 1, 10));
        var rest = doubled < LongestRest ? doubled : LongestRest;
        return retryAfter > rest ? retryAfter.Value : rest;
    }

    private async Task LoopAsync(string part, Func<Site, CancellationToken, Task<TimeSpan>> round, CancellationToken stopping)
    {
        try
        {
            var failures = (await store.StatesAsync(stopping)).FirstOrDefault(s => s.SiteId == siteId && s.Part == part)?.Failures ?? 0;
            while (await sites.FindAsync(siteId, stopping) is { ApiToken: not null } site)
            {
                (failures, var pause) = await RoundAsync(part, round, site, failures, stopping);
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The gateway stops; what was claimed is due again later.
        }
    }

    private async Task<(int Failures, TimeSpan Pause)> RoundAsync(
        string part, Func<Site, CancellationToken, Task<TimeSpan>> round, Site site, int failures, CancellationToken stopping)
    {
        try
        {
            var rest = await round(site, stopping);
            if (failures > 0)
                await RecordAsync(part, null, 0, null, stopping);
            return (0, rest);
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(logger, site.Name, part, e.Message);
            return (failures, StoreRest);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            var foreseen = e is TwinPushException or ListTooLongException or LookUpLateException;
            var reason = foreseen ? e.Message : $"The gateway met an error of its own ({e.GetType().Name}); its log has more.";
            var rest = RestAfter(failures + 1, (e as TwinPushException)?.RetryAfter);
            Log.Failed(logger, site.Name, part, reason, rest, foreseen ? null : e);
            await RecordAsync(part, reason, failures + 1, rest, stopping);
            return (failures + 1, rest);
        }
    }

    private async Task RecordAsync(string part, string? error, int failures, TimeSpan? rest, CancellationToken stopping)
    {
        try
        {
            var now = time.GetUtcNow();
            await store.RecordAsync(new(siteId, part, error, failures, now, rest is null ? null : now + rest), stopping);
        }
        catch (StoreUnavailableException e)
        {
            Log.NotRecorded(logger, part, e.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(611, LogLevel.Warning, "Reading {Part} of site {Site} from TwinPush failed: {Reason} It is tried again in {Rest}; sending goes on.")]
        public static partial void Failed(ILogger logger, string site, string part, string reason, TimeSpan rest, Exception? exception);

        [LoggerMessage(612, LogLevel.Warning, "Reading {Part} of site {Site} waits for the store: {Reason}")]
        public static partial void StoreAway(ILogger logger, string site, string part, string reason);

        [LoggerMessage(613, LogLevel.Warning, "How reading {Part} goes could not be written: {Reason}")]
        public static partial void NotRecorded(ILogger logger, string part, string reason);
    }
}
