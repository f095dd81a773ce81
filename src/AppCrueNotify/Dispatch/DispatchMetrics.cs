using System.Diagnostics.Metrics;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Dispatch;

/// <summary>What dispatch counts and times.</summary>
internal sealed class DispatchMetrics
{
    private readonly TimeProvider _time;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _recipients;
    private readonly Histogram<double> _seconds;

    public DispatchMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(nameof(AppCrueNotify));
        _attempts = meter.CreateCounter<long>("attempts_total", null, "Attempts at a batch, by outcome.");
        _recipients = meter.CreateCounter<long>("attempted_recipients_total", null, "Recipients of those attempts, by outcome. A recipient counts once per attempt.");
        _seconds = meter.CreateHistogram("twinpush_request_seconds", null, "Seconds from sending a request to TwinPush to its answer.", null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120] });
    }

    /// <summary>Times a request to TwinPush.</summary>
    public async Task<Answer> TimeAsync(string site, Func<CancellationToken, Task<Answer>> post, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var answer = await post(cancellationToken);
        _seconds.Record(_time.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("site", site));
        return answer;
    }

    public void Answered(string site, Outcome outcome, int recipients)
    {
        _attempts.Add(1, new("site", site), new("outcome", outcome.Word()));
        _recipients.Add(recipients, new("site", site), new("outcome", outcome.Word()));
    }
}
