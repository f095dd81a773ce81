namespace AppCrueNotify.Receipts;

/// <summary>Spreads a site's requests evenly; a second's worth may go at once. Safe for concurrent use.</summary>
internal sealed class RequestBudget(TimeProvider time)
{
    private static readonly TimeSpan Burst = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Returns when the next request may be made.</summary>
    public Task TurnAsync(double perSecond, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_next < now - Burst)
                _next = now - Burst;
            _next += TimeSpan.FromSeconds(1) / perSecond;
            wait = _next - now;
        }

        return wait <= TimeSpan.Zero ? Task.CompletedTask : Task.Delay(wait, time, cancellationToken);
    }
}
