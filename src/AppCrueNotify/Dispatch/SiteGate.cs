using AppCrueNotify.Messages;
using Polly;
using Polly.CircuitBreaker;
using Outcome = AppCrueNotify.Messages.Outcome;

namespace AppCrueNotify.Dispatch;

/// <summary>
/// Decides whether a site may send now. While its provider is away one request in a while probes it (a circuit breaker);
/// while its credentials are wrong likewise, more rarely.
/// </summary>
internal sealed class SiteGate
{
    private readonly DispatchOptions _options;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline<Answer> _breaker;
    private readonly CircuitBreakerStateProvider _state = new();
    private DateTimeOffset _outageUntil = DateTimeOffset.MinValue;
    private DateTimeOffset _nextPausedProbe = DateTimeOffset.MinValue;

    public SiteGate(DispatchOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
        _breaker = new ResiliencePipelineBuilder<Answer> { TimeProvider = time }
            .AddCircuitBreaker(new()
            {
                FailureRatio = 1,
                MinimumThroughput = options.FailuresToOutage,
                SamplingDuration = TimeSpan.FromMinutes(2),
                BreakDuration = options.OutageProbe,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Result?.Outcome is Outcome.NotSent or Outcome.Unavailable),
                StateProvider = _state,
                OnOpened = args =>
                {
                    _outageUntil = _time.GetUtcNow() + args.BreakDuration;
                    return default;
                },
            })
            .Build();
    }

    /// <summary>Whether the provider counts as away.</summary>
    public bool Away => _state.CircuitState != CircuitState.Closed;

    /// <summary>How many requests may be under way now, and when to ask again if none may.</summary>
    public (int Allowed, DateTimeOffset AskAgain) Admit(int inFlight, int most, bool paused)
    {
        var now = _time.GetUtcNow();
        if (paused)
            return now < _nextPausedProbe || inFlight > 0 ? (0, Later(now, _nextPausedProbe)) : (1, now);
        if (Away)
            return now < _outageUntil || inFlight > 0 ? (0, Later(now, _outageUntil)) : (1, now);
        return (Math.Max(0, most - inFlight), now);
    }

    /// <summary>Sends through the breaker.</summary>
    public async Task<Answer> SendAsync(Func<CancellationToken, Task<Answer>> send, CancellationToken cancellationToken)
    {
        try
        {
            return await _breaker.ExecuteAsync(async token => await send(token), cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            // Another request of this site found the provider away after this one was admitted: it never left.
            return new() { Outcome = Outcome.NotSent, Reason = "TwinPush is away; the request was kept back" };
        }
    }

    /// <summary>The site's credentials were refused: rest before the next probe.</summary>
    public void Refused() => _nextPausedProbe = _time.GetUtcNow() + _options.PausedProbe;

    private static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset moment) => moment > now ? moment : now + TimeSpan.FromSeconds(1);
}
