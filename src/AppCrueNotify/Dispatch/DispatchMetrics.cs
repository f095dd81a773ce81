using System.Diagnostics.Metrics;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch;

/// <summary>What dispatch counts and times.</summary>
internal sealed class DispatchMetrics
{
    private readonly TimeProvider _time;
    private readonly Counter<long> _attempts;
    private readonly Counter<long> _recipients;
    private readonly Histogram<double> _seconds;
    private readonly Counter<long> _repeats;
    private readonly Counter<long> _looks;
    private readonly Counter<long> _inquiries;

    public DispatchMetrics(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(nameof(AppCrueNotify));
        _attempts = meter.CreateCounter<long>("attempts_total", null, "Attempts at a batch, by outcome.");
        _recipients = meter.CreateCounter<long>("attempted_recipients_total", null, "Recipients of those attempts, by outcome. A recipient counts once per attempt.");
        _repeats = meter.CreateCounter<long>("possible_repeats_total", null, "Recipients whose phone may have shown a push twice: TwinPush may have sent an attempt that was not accepted.");
        _looks = meter.CreateCounter<long>("inquiry_looks_total", null, "Looks for an attempt whose answer was lost, by what they came to.");
        _inquiries = meter.CreateCounter<long>("inquiries_total", null, "Attempts whose lost answer was looked up, by what was found out.");
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

    public void Answered(string site, Answer answer, int recipients)
    {
        _attempts.Add(1, new("site", site), new("outcome", answer.Outcome.Word()));
        _recipients.Add(recipients, new("site", site), new("outcome", answer.Outcome.Word()));
    }

    /// <summary>Recipients are sent again although TwinPush may have sent them, or it sent them twice.</summary>
    public void Repeated(string site, int recipients) => _repeats.Add(recipients, new KeyValuePair<string, object?>("site", site));

    public void Looked(string site, string look) => _looks.Add(1, new("site", site), new("look", look));

    public void Inquired(string site, InquiryResult result) => _inquiries.Add(1, new("site", site), new("result", result.Word()));
}
