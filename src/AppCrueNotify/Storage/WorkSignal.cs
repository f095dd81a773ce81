using System.Collections.Concurrent;

namespace AppCrueNotify.Storage;

/// <summary>Wakes whoever waits for work of a site. Losing a signal costs one poll, so nothing is ever remembered twice.</summary>
/// <param name="time">Measures how long is waited.</param>
/// <param name="inline">Whether the waiting one goes on inside <see cref="Raise"/>: only where one thread does everything, one step after the other.</param>
internal sealed class WorkSignal(TimeProvider time, bool inline = false)
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _sites = new();

    /// <summary>Tells other nodes; set where there are any.</summary>
    public Action<long>? Elsewhere { private get; set; }

    public void Raise(long siteId)
    {
        RaiseHere(siteId);
        Elsewhere?.Invoke(siteId);
    }

    /// <summary>Wakes this process alone.</summary>
    public void RaiseHere(long siteId) => _sites.GetOrAdd(siteId, _ => NotYet()).TrySetResult();

    /// <summary>Returns when the site was signalled or the time is over: then the caller looks for itself.</summary>
    public async Task WaitAsync(long siteId, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var signal = _sites.GetOrAdd(siteId, _ => NotYet());
        // Time is over at every poll of every site: an exception for that would be a dear one.
        await signal.Task.WaitAsync(atMost < TimeSpan.Zero ? TimeSpan.Zero : atMost, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        // A signal between these two lines was of work that the caller, who looks now, sees.
        if (signal.Task.IsCompleted)
            _sites.TryUpdate(siteId, NotYet(), signal);
    }

    private TaskCompletionSource NotYet() => new(inline ? TaskCreationOptions.None : TaskCreationOptions.RunContinuationsAsynchronously);
}
