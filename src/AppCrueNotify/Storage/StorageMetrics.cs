using System.Diagnostics.Metrics;

namespace AppCrueNotify.Storage;

/// <summary>What the store counts.</summary>
internal sealed class StorageMetrics
{
    private readonly Meter _meter;
    private readonly Histogram<double> _sizes;

    public StorageMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(nameof(AppCrueNotify));
        _sizes = _meter.CreateHistogram("commit_requests", null, "Requests that shared a commit of the database.", null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256] });
    }

    public void Committed(int requests) => _sizes.Record(requests);

    public void WatchQueue(Func<int> length) => _meter.CreateObservableGauge("store_queue", length, null, "Requests of the intake that wait for the writer of the database.");
}
