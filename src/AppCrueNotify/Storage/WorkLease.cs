namespace AppCrueNotify.Storage;

/// <summary>Which work is this node's. On SQLite all of it; on a shared database what the node holds a lease of, so that each site is served by one node at a time.</summary>
internal interface IWorkLeases
{
    /// <summary>The work that is no site's: cleaning and forgetting.</summary>
    const long Common = 0;

    /// <summary>The lease of a site's work; null while another node has it.</summary>
    WorkLease? Held(long siteId);
}

/// <summary>The right to do a site's work, for as long as <see cref="Ending"/> says. Safe for concurrent use.</summary>
/// <param name="fence">Grows with each holder: what was begun under a smaller one is nobody's any more.</param>
// Its token lives on in those who linked to it, so nobody can say when to dispose it; an ended one holds no timer.
#pragma warning disable CA1001
internal sealed class WorkLease(long siteId, long fence, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _ending = new(Timeout.InfiniteTimeSpan, time);
    private int _users;

    public long SiteId => siteId;
    public long Fence => fence;

    /// <summary>Cancelled when the node gives the work up or could not renew the lease in time: begin nothing new.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Whether somebody still works under it.</summary>
    public bool InUse
    {
        get
        {
            lock (_lock)
                return _users > 0;
        }
    }

    /// <summary>Works under the lease until the result is disposed; null when it is ending.</summary>
    public IDisposable? TryUse()
    {
        lock (_lock)
        {
            if (_ending.IsCancellationRequested)
                return null;
            _users++;
            return new Use(this);
        }
    }

    /// <summary>It ends by itself after so long, unless this is called again.</summary>
    public void Extend(TimeSpan time)
    {
        if (!_ending.IsCancellationRequested)
            _ending.CancelAfter(time > TimeSpan.Zero ? time : TimeSpan.Zero);
    }

    public void End() => _ending.Cancel();

    private sealed class Use(WorkLease lease) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 1)
                return;
            lock (lease._lock)
                lease._users--;
        }
    }
}

#pragma warning restore CA1001

/// <summary>The only node there is: everything is its work.</summary>
internal sealed class SoleLeases(TimeProvider time) : IWorkLeases
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<long, WorkLease> _held = [];

    public WorkLease? Held(long siteId) => _held.GetOrAdd(siteId, id => new(id, 0, time));
}
