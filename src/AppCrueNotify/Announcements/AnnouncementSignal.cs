namespace AppCrueNotify.Announcements;

/// <summary>Wakes the keeper when somebody sends an announcement. Losing it costs one poll.</summary>
internal sealed class AnnouncementSignal(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _raised = new(0, 1);

    public void Raise()
    {
        try
        {
            _raised.Release();
        }
        catch (SemaphoreFullException)
        {
            // Raised already: it wakes for both.
            return;
        }
    }

    /// <summary>Waits until it is raised, at most so long.</summary>
    public async Task WaitAsync(TimeSpan most, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await _raised.WaitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            // Time is up, or the program ends: who waits asks its own token.
            return;
        }
    }

    public void Dispose() => _raised.Dispose();
}
