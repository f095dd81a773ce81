using AppCrueNotify.Messages;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch;

/// <summary>
/// Decides whether a site may send now. While its provider is away one request in a while probes it (a circuit breaker);
/// while its credentials are wrong likewise, more rarely; and it rests as long as its provider asks for.
/// After an outage requests come back one by one, then two, four and so on at once, so that a provider that has just recovered is not buried.
/// Safe for concurrent use. Measures with the monotonic clock: setting the machine's clock neither hurries nor stalls a site.
/// </summary>
internal sealed class SiteGate(DispatchOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _failuresInARow;
    private int _failures;
    private DateTimeOffset _failingSince;
    private string _lastReason = "";
    private bool _probing;
    private int _slowStart = int.MaxValue;
    private Rest _outage;
    private Rest _paused;
    private Rest _asked;

    /// <summary>Whether the provider counts as away.</summary>
    public bool Away
    {
        get
        {
            lock (_lock)
                return _failuresInARow >= options.FailuresToOutage;
        }
    }

    /// <summary>How it stands, for people: null while requests may leave.</summary>
    public SiteOutage? Outage
    {
        get
        {
            lock (_lock)
            {
                var wait = Longer(_asked.Left(time), Away ? _outage.Left(time) : TimeSpan.Zero, TimeSpan.Zero);
                return Away || wait > TimeSpan.Zero ? new(_failingSince, _lastReason, _failures, time.GetUtcNow() + wait) : null;
            }
        }
    }

    /// <summary>How many requests may be under way now, and when to ask again if none may.</summary>
    public (int Allowed, DateTimeOffset AskAgain) Admit(int inFlight, int most, bool paused)
    {
        lock (_lock)
        {
            var wait = Longer(_asked.Left(time), Away ? _outage.Left(time) : TimeSpan.Zero, paused ? _paused.Left(time) : TimeSpan.Zero);
            var allowed = wait > TimeSpan.Zero ? 0 : Math.Max(0, (paused || Away ? 1 : Math.Min(most, _slowStart)) - inFlight);
            if (_slowStart >= most && !Away)
                _slowStart = int.MaxValue;
            return (allowed, time.GetUtcNow() + (wait > TimeSpan.Zero ? wait : options.Poll));
        }
    }

    /// <summary>Sends, unless another request of the site has found the provider away since this one was admitted.</summary>
    public async Task<Answer> SendAsync(Func<CancellationToken, Task<Answer>> send, CancellationToken cancellationToken)
    {
        if (!TryBegin(out var probe))
            return new() { Outcome = Outcome.NotSent, Reason = "TwinPush is away; the request was kept back" };
        Answer? answer = null;
        try
        {
            return answer = await send(cancellationToken);
        }
        finally
        {
            Note(answer, probe);
        }
    }

    /// <summary>The site's credentials were refused: rest before the next probe.</summary>
    public void Refused()
    {
        lock (_lock)
            _paused = new(time.GetTimestamp(), options.PausedProbe);
    }

    private bool TryBegin(out bool probe)
    {
        lock (_lock)
        {
            probe = Away;
            if (!probe)
                return true;
            if (_probing || _outage.Left(time) > TimeSpan.Zero)
                return false;
            return _probing = true;
        }
    }

    private void Note(Answer? answer, bool probe)
    {
        lock (_lock)
        {
            if (probe)
                _probing = false;
            // A lost answer counts as well: a provider that swallows requests would otherwise be fed until every message is in doubt.
            var failed = answer is null or { Outcome: Outcome.NotSent or Outcome.Unavailable or Outcome.Unknown };
            var wasAway = Away;
            _failuresInARow = failed ? Math.Min(_failuresInARow + 1, options.FailuresToOutage) : 0;
            Remember(answer, failed);
            // One more for each answer is twice as many for each round of answers.
            if (Away || (failed && _slowStart != int.MaxValue))
                _slowStart = 1;
            else if (_slowStart != int.MaxValue)
                _slowStart++;
            if (failed && (probe || (Away && !wasAway)))
                _outage = new(time.GetTimestamp(), options.OutageProbe);
            if (answer is { Outcome: Outcome.Unavailable, RetryAfter: { } wish } && wish > _asked.Left(time))
                _asked = new(time.GetTimestamp(), wish < RetrySchedule.MostRetryAfter ? wish : RetrySchedule.MostRetryAfter);
        }
    }

    private void Remember(Answer? answer, bool failed)
    {
        if (failed && _failures++ == 0)
            _failingSince = time.GetUtcNow();
        else if (!failed)
            _failures = 0;
        if (failed)
            _lastReason = answer?.Reason ?? "the request ended without an answer";
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan two, TimeSpan three) => TimeSpan.FromTicks(Math.Max(one.Ticks, Math.Max(two.Ticks, three.Ticks)));

    /// <summary>A pause that began at a monotonic moment; the default is over.</summary>
    private readonly record struct Rest(long Since, TimeSpan For)
    {
        public TimeSpan Left(TimeProvider time) => For == TimeSpan.Zero ? TimeSpan.Zero : For - time.GetElapsedTime(Since);
    }
}
