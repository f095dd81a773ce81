using System.Diagnostics.Metrics;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Metrics;

/// <summary>The queue as gauges: looked at when somebody asks, and not more often than the options say.</summary>
internal sealed partial class Backlog : IDisposable
{
    private readonly IReportStore _reports;
    private readonly SiteDirectory _sites;
    private readonly MetricsOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<Backlog> _logger;
    private readonly SemaphoreSlim _looking = new(1, 1);
    private long _lookedAt = long.MinValue;
    private IReadOnlyList<SiteView> _view = [];

    public Backlog(IReportStore reports, SiteDirectory sites, MetricsOptions options, TimeProvider time, IMeterFactory meters, ILogger<Backlog> logger)
    {
        (_reports, _sites, _options, _time, _logger) = (reports, sites, options, time, logger);
        var meter = meters.Create(nameof(AppCrueNotify));
        meter.CreateObservableGauge("waiting", () => Measure(v => v.Backlog.Waiting), null, $"Messages that wait to be sent. Counted up to {IReportStore.BacklogLimit} a site.");
        meter.CreateObservableGauge("oldest_waiting_seconds", () => Measure(v => Age(v.Backlog.Oldest)), null, "Seconds since the oldest waiting message came; 0 when none waits.");
        meter.CreateObservableGauge("site_paused", () => Measure(v => v.Paused ? 1 : 0), null, "1 while a site is paused because TwinPush refuses its credentials.");
    }

    /// <summary>Looks at the queue if the last look is old. With the store away the last picture stays.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            if (_lookedAt != long.MinValue && _time.GetElapsedTime(_lookedAt) < _options.BacklogFreshness)
                return;
            var view = new List<SiteView>();
            foreach (var site in await _sites.AllAsync(cancellationToken))
                view.Add(new(site.Name, site.PauseReason is not null, await _reports.BacklogAsync(site.Id, cancellationToken)));
            (_view, _lookedAt) = (view, _time.GetTimestamp());
        }
        catch (StoreUnavailableException e)
        {
            Log.NotSeen(_logger, e.Message);
        }
        finally
        {
            _looking.Release();
        }
    }

    public void Dispose() => _looking.Dispose();

    private IEnumerable<Measurement<double>> Measure(Func<SiteView, double> value) =>
        _view.Select(v => new Measurement<double>(value(v), new KeyValuePair<string, object?>("site", v.Site)));

    private double Age(DateTimeOffset? oldest) => oldest is { } came ? Math.Max(0, (_time.GetUtcNow() - came).TotalSeconds) : 0;

    private sealed record SiteView(string Site, bool Paused, SiteBacklog Backlog);

    private static partial class Log
    {
        [LoggerMessage(501, LogLevel.Warning, "The queue could not be looked at for /metrics: {Reason}")]
        public static partial void NotSeen(ILogger logger, string reason);
    }
}
