using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;

namespace AppCrueNotify.Sentinels;

/// <summary>Keeps the sentinels alive at TwinPush, and asks about suspect ones.</summary>
internal sealed partial class SentinelKeeper(
    ISentinelStore store, SiteDirectory sites, IWorkLeases leases, SentinelInbox inbox, TwinPushClientFactory clients, SentinelOptions options, TimeProvider time, ILogger<SentinelKeeper> logger) : BackgroundService
{
    private readonly Dictionary<long, DateTimeOffset> _notBefore = [];

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
            // The gateway stops.
        }
    }

    private async Task RoundAsync(CancellationToken stopping)
    {
        try
        {
            foreach (var sentinel in await store.AllAsync(stopping))
            {
                var now = time.GetUtcNow();
                var due = sentinel.State == SentinelState.Suspect || (sentinel.State == SentinelState.On && now >= sentinel.CheckedAt + options.RefreshEvery);
                if (!due || leases.Held(sentinel.SiteId) is null || now < _notBefore.GetValueOrDefault(sentinel.SiteId) || await sites.FindAsync(sentinel.SiteId, stopping) is not { ApiToken: not null } site || !sentinel.IsOf(site))
                    continue;
                _notBefore[sentinel.SiteId] = now + options.CheckEvery;
                await CheckAsync(site, sentinel, stopping);
            }
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(logger, e.Message);
        }
    }

    private async Task CheckAsync(Site site, StoredSentinel sentinel, CancellationToken cancellationToken)
    {
        try
        {
            var known = sentinel.State == SentinelState.Suspect
                ? await inbox.IsKnownAsync(site, sentinel.DeviceId!, sentinel.Alias, cancellationToken)
                : await RefreshAsync(site, sentinel, cancellationToken);
            var (state, reason) = sentinel.State == SentinelState.On && known
                ? (SentinelState.On, sentinel.Reason)
                : SentinelRules.AfterCheck(sentinel, known, options);
            if (await store.ChangeAsync(new(site.Id, sentinel.State, state, reason, time.GetUtcNow(), Checked: true), cancellationToken) && state != sentinel.State)
                Log.Changed(logger, site.Name, state == SentinelState.On ? "on" : "off", reason);
        }
        catch (Exception e) when (e is TwinPushException or TimeoutException)
        {
            Log.NotChecked(logger, site.Name, e.Message, options.CheckEvery);
        }
    }

    /// <summary>Registers the device anew. Another device than ours in the answer: TwinPush had forgotten it.</summary>
    private async Task<bool> RefreshAsync(Site site, StoredSentinel sentinel, CancellationToken cancellationToken)
    {
        var device = await clients.Create(site).RegisterDeviceAsync(SentinelDevices.Registration(sentinel.Alias), cancellationToken);
        return device.Id == sentinel.DeviceId && await inbox.IsKnownAsync(site, device.Id, sentinel.Alias, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(243, LogLevel.Warning, "The gateway's own device of site {Site} is {State} now: {Reason}.")]
        public static partial void Changed(ILogger logger, string site, string state, string reason);

        [LoggerMessage(244, LogLevel.Warning, "TwinPush could not be asked about the gateway's own device of site {Site}: {Reason} It is asked again in {Rest}.")]
        public static partial void NotChecked(ILogger logger, string site, string reason, TimeSpan rest);

        [LoggerMessage(245, LogLevel.Warning, "The gateway's own devices wait for the store: {Reason}")]
        public static partial void StoreAway(ILogger logger, string reason);
    }
}
