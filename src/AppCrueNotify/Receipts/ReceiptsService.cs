using AppCrueNotify.Storage;

namespace AppCrueNotify.Receipts;

/// <summary>Runs receipts for every site that has an API token.</summary>
internal sealed partial class ReceiptsService(
    SiteDirectory sites, IDirectoryStore directories, IWorkLeases leases, IServiceProvider services, ReceiptsOptions options, TimeProvider time, ILogger<ReceiptsService> logger) : BackgroundService
{
    private readonly Dictionary<long, Task> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await SuperviseAsync(stoppingToken);
                await Task.Delay(options.Poll, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }

        await Task.WhenAll(_running.Values);
    }

    private async Task SuperviseAsync(CancellationToken stopping)
    {
        try
        {
            if (leases.Held(IWorkLeases.Common) is not null)
                await directories.ForgetAbandonedAsync(stopping);
            foreach (var site in await sites.AllAsync(stopping))
            {
                if (site.ApiToken is not null && (!_running.TryGetValue(site.Id, out var running) || running.IsCompleted) && leases.Held(site.Id) is { } lease)
                    _running[site.Id] = RunAsync(site.Id, lease, stopping);
            }
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(logger, e.Message);
        }
    }

    private async Task RunAsync(long siteId, WorkLease lease, CancellationToken stopping)
    {
        using var use = lease.TryUse();
        if (use is null)
            return;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, lease.Ending);
        try
        {
            await ActivatorUtilities.CreateInstance<SiteReceipts>(
                services, siteId,
                ActivatorUtilities.CreateInstance<DirectoryKeeper>(services),
                ActivatorUtilities.CreateInstance<LookUps>(services),
                ActivatorUtilities.CreateInstance<ReceiptPoller>(services)).RunAsync(ending.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One site's trouble must not end the others; this one is started again at the next look.
            Log.SiteFailed(logger, siteId, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(621, LogLevel.Warning, "The store cannot be used by receipts: {Reason} It is tried again.")]
        public static partial void StoreAway(ILogger logger, string reason);

        [LoggerMessage(622, LogLevel.Error, "Receipts of site {SiteId} failed and are started again.")]
        public static partial void SiteFailed(ILogger logger, long siteId, Exception exception);
    }
}
