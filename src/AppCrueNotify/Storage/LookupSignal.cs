namespace AppCrueNotify.Storage;

/// <summary>Wakes whoever looks up aliases of a site. Like <see cref="WorkSignal"/>: losing it costs one poll.</summary>
internal sealed class LookupSignal(TimeProvider time)
{
    private readonly WorkSignal _signal = new(time);

    public void Raise(long siteId) => _signal.Raise(siteId);

    /// <summary>Returns when a look-up is wanted or the time is over.</summary>
    public Task WaitAsync(long siteId, TimeSpan atMost, CancellationToken cancellationToken) => _signal.WaitAsync(siteId, atMost, cancellationToken);
}
