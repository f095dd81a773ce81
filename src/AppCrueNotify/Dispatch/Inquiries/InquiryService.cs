using AppCrueNotify.Sentinels;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch.Inquiries;

/// <summary>Looks after all lost answers, site by site: a site whose TwinPush hangs keeps no other waiting. Those of a site are the work of the node that holds its lease; two at once would do no harm.</summary>
internal sealed partial class InquiryService(
    IInquiryStore store, SiteDirectory sites, IWorkLeases leases, Inquirer inquirer, SentinelOptions options, TimeProvider time, ILogger<InquiryService> logger) : BackgroundService
{
    private const int AtOnce = 200;
    private readonly Dictionary<long, Task> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await RoundAsync(stoppingToken);
                await Task.Delay(options.Poll, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops; what was under way is due again at the next start.
        }

        await Task.WhenAll(_running.Values);
    }

    private async Task RoundAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var due in (await store.DueAsync(time.GetUtcNow(), AtOnce, stopping)).GroupBy(i => i.SiteId))
            {
                if ((!_running.TryGetValue(due.Key, out var running) || running.IsCompleted) && leases.Held(due.Key) is not null)
                    _running[due.Key] = LookAsync(due.Key, [.. due], stopping);
            }
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(logger, e.Message);
        }
    }

    private async Task LookAsync(long siteId, IReadOnlyList<DueInquiry> due, CancellationToken stopping)
    {
        try
        {
            foreach (var inquiry in due)
            {
                // Where TwinPush does not answer one look, the others stay due for the next round.
                if (!await inquirer.LookAsync(await sites.FindAsync(siteId, stopping), inquiry, stopping))
                    break;
            }
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(logger, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // One site's trouble must not end the others; its inquiries stay due.
            Log.LookFailed(logger, siteId, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(233, LogLevel.Warning, "Lost answers wait for the store: {Reason}")]
        public static partial void StoreAway(ILogger logger, string reason);

        [LoggerMessage(234, LogLevel.Error, "A lost answer of site {SiteId} could not be looked up; it is tried again.")]
        public static partial void LookFailed(ILogger logger, long siteId, Exception exception);
    }
}
