using System.Collections.Concurrent;
using System.Threading.Channels;

namespace AppCrueNotify.Storage;

/// <summary>Wakes whoever waits for work of a site. Losing a signal costs one poll, so nothing is ever remembered twice.</summary>
/// <param name="time">Measures how long is waited.</param>
/// <param name="inline">Whether the waiting one goes on inside <see cref="Raise"/>: only where one thread does everything, one step after the other.</param>
internal sealed class WorkSignal(TimeProvider time, bool inline = false)
{
    private readonly ConcurrentDictionary<long, Channel<bool>> _sites = new();

    /// <summary>Tells other nodes; set where there are any.</summary>
    public Action<long>? Elsewhere { private get; set; }

    public void Raise(long siteId)
    {
        RaiseHere(siteId);
        Elsewhere?.Invoke(siteId);
    }

    /// <summary>Wakes this process alone.</summary>
    public void RaiseHere(long siteId) => Of(siteId).Writer.TryWrite(true);

    /// <summary>Returns when the site was signalled or the time is over.</summary>
    public async Task WaitAsync(long siteId, TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost < TimeSpan.Zero ? TimeSpan.Zero : atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await Of(siteId).Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The time is over: the caller looks for itself.
        }
    }

    private Channel<bool> Of(long siteId) =>
        _sites.GetOrAdd(siteId, static (_, inline) => Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, AllowSynchronousContinuations = inline }), inline);
}
