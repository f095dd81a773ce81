using System.Diagnostics.Metrics;
using Prometheus;

namespace AppCrueNotify.Metrics;

/// <summary><c>/metrics</c>: the instruments of this gateway in Prometheus's text form. Labels are site names, statuses and outcomes; never a person or a text.</summary>
internal static class MetricsServices
{
    public static IServiceCollection AddMetricsPage(this IServiceCollection services, MetricsOptions options) => services
        .AddSingleton(options)
        .AddSingleton<Backlog>();

    public static void MapMetrics(this WebApplication web)
    {
        var meters = web.Services.GetRequiredService<IMeterFactory>();
        var backlog = web.Services.GetRequiredService<Backlog>();
        var registry = Prometheus.Metrics.NewCustomRegistry();
        var listening = MeterAdapter.StartListening(MeterAdapterOptions.Default with
        {
            Registry = registry,
            MetricFactory = Prometheus.Metrics.WithCustomRegistry(registry),
            // Several gateways may live in one process: each shows its own numbers.
            InstrumentFilterPredicate = instrument => instrument.Meter.Name == nameof(AppCrueNotify) && instrument.Meter.Scope == meters,
            ResolveHistogramBuckets = instrument => instrument is Instrument<double> { Advice.HistogramBucketBoundaries: { } bounds } ? [.. bounds] : MeterAdapterOptions.DefaultHistogramBuckets,
        });
        web.Lifetime.ApplicationStopped.Register(listening.Dispose);
        web.MapGet("/metrics", (Delegate)(async (HttpContext http) =>
        {
            await backlog.RefreshAsync(http.RequestAborted);
            http.Response.ContentType = PrometheusConstants.TextContentTypeWithVersionAndEncoding;
            await registry.CollectAndExportAsTextAsync(http.Response.Body, http.RequestAborted);
        })).WithName("Metrics");
    }
}
