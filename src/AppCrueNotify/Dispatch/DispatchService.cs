using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch;

/// <summary>Runs a dispatcher per site, from the first look at what a crash left open until the last request has ended.</summary>
internal sealed partial class DispatchService(
    SiteDirectory sites, IDispatchStore store, IWorkLeases leases, BatchSender sender, SentinelGuard guard, ISiteGateStore gates, WorkSignal signal, DispatchOptions options, TimeProvider time, ILoggerFactory loggers)
    : IHostedLifecycleService, IDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger<DispatchService>();
    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly Dictionary<long, Task> _running = [];
    private Task _loop = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = LoopAsync();
        return Task.CompletedTask;
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called before the web server stops: no new batch from here on, while those under way go on.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _abort.CancelAfter(options.StopGrace);
        return _stopping.CancelAsync();
    }

    public Task StopAsync(CancellationToken cancellationToken) => _loop;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        _stopping.Dispose();
        _abort.Dispose();
    }

    private async Task LoopAsync()
    {
        try
        {
            while (!_stopping.IsCancellationRequested)
            {
                await SuperviseAsync();
                await Task.Delay(options.Poll, time, _stopping.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The gateway stops.
        }

        await Task.WhenAll(_running.Values);
    }

    private async Task SuperviseAsync()
    {
        try
        {
            foreach (var orphan in await store.OrphansAsync(time.GetUtcNow(), _stopping.Token))
            {
                var site = await sites.FindAsync(orphan.SiteId, _stopping.Token);
                if (leases.Held(site?.Id ?? IWorkLeases.Common) is null)
                    continue;
                await sender.EndOrphanAsync(orphan, site?.Settings.OnUnknown ?? Sites.OnUnknown.Hold, _stopping.Token);
                Log.Recovered(_logger, orphan.AttemptId, orphan.Recipients.Count, orphan.Posting ? "its outcome is unknown" : "nothing was sent");
            }

            foreach (var site in await sites.AllAsync(_stopping.Token))
            {
                if ((!_running.TryGetValue(site.Id, out var running) || running.IsCompleted) && leases.Held(site.Id) is { } lease)
                    _running[site.Id] = RunSiteAsync(site.Id, lease);
            }
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(_logger, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Were this loop to end, sites would stop one by one and nobody would know.
            Log.LookFailed(_logger, e);
        }
    }

    private async Task RunSiteAsync(long siteId, WorkLease lease)
    {
        using var use = lease.TryUse();
        if (use is null)
            return;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, lease.Ending);
        try
        {
            await using var dispatcher = new SiteDispatcher(siteId, sites, store, sender, guard, gates, signal, options, time, loggers.CreateLogger<SiteDispatcher>());
            await dispatcher.RunAsync(ending.Token, _abort.Token);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One site's trouble must not end the others; this one is started again at the next look.
            Log.SiteFailed(_logger, siteId, e);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(221, LogLevel.Warning, "Attempt {Attempt} with {Recipients} recipients was left open when the gateway stopped: {Meaning}.")]
        public static partial void Recovered(ILogger logger, long attempt, int recipients, string meaning);

        [LoggerMessage(222, LogLevel.Error, "The store cannot be used by dispatch: {Reason} It is tried again.")]
        public static partial void StoreAway(ILogger logger, string reason);

        [LoggerMessage(224, LogLevel.Error, "Dispatch could not look after its sites; it tries again.")]
        public static partial void LookFailed(ILogger logger, Exception exception);

        [LoggerMessage(223, LogLevel.Error, "Dispatch of site {SiteId} failed and is started again.")]
        public static partial void SiteFailed(ILogger logger, long siteId, Exception exception);
    }
}
