using System.Collections.Concurrent;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>
/// Takes, renews and gives up this node's leases. Sites are spread evenly: a node takes no more than its share and gives up what it has beyond it, after what is
/// under way has ended. Until it is started (in a command, say) the node holds nothing and claims are not fenced.
/// </summary>
internal sealed partial class PostgresLeases(PostgresConnections connections, StorageOptions options, TimeProvider time, ILogger<PostgresLeases> logger) : BackgroundService, IWorkLeases
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<long, WorkLease> _held = [];
    private readonly TimeSpan _margin = options.LeaseTerm / 5;
    private volatile bool _started;

    /// <summary>This process among the nodes; null before it takes part.</summary>
    public string? Node => _started ? NodeId : null;

    private string NodeId { get; } = $"{Environment.MachineName}-{Guid.NewGuid():N}";

    public WorkLease? Held(long siteId) => _held.TryGetValue(siteId, out var lease) && !lease.Ending.IsCancellationRequested ? lease : null;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var lease in _held.Values)
            lease.End();
        try
        {
            // Whoever worked under them has stopped before us: another node may begin at once.
            await connections.RunAsync(Sql.ReleaseLeases, [("@node", NodeId), ("@sites", null)], cancellationToken);
            await connections.RunAsync(Sql.DeleteNode, [("@node", NodeId)], cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            Log.NotGivenUp(logger, e.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _started = true;
        using var timer = new PeriodicTimer(Beat, time);
        try
        {
            do
            {
                await BeatAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The gateway stops.
        }
    }

    private async Task BeatAsync(CancellationToken stopping)
    {
        // Slower than this a beat is of no use: the leases would end meanwhile.
        using var late = new CancellationTokenSource(options.LeaseTerm / 3, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping);
        try
        {
            await RoundAsync(either.Token);
        }
        catch (StoreUnavailableException e)
        {
            Log.NotRenewed(logger, e.Message);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !stopping.IsCancellationRequested)
        {
            Log.NotRenewed(logger, "the database did not answer in time");
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        var term = (long)options.LeaseTerm.TotalMilliseconds;
        var (share, mine) = await connections.WriteAsync(async (session, token) =>
        {
            await session.RunAsync(Sql.KeepNode, [("@node", NodeId), ("@name", Environment.MachineName), ("@term", term)], token);
            await session.RunAsync(Sql.AddLeases, [], token);
            await session.RunAsync(Sql.DeleteLeases, [("@node", NodeId)], token);
            await session.RunAsync(Sql.RenewLeases, [("@node", NodeId), ("@term", term)], token);
            var (all, nodes, before, held) = (await session.QueryAsync(Sql.CountLeases, r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)), [("@node", NodeId)], token))[0];
            // As even as whole sites can be: the first nodes have one more.
            var share = (all / nodes) + (before < all % nodes ? 1 : 0);
            if (held < share)
                await session.RunAsync(Sql.TakeLeases, [("@node", NodeId), ("@term", term), ("@limit", share - held)], token);
            return (share, await session.QueryAsync(Sql.SelectLeases, r => (Site: r.GetInt64(0), Fence: r.GetInt64(1), Left: r.GetInt64(2)), [("@node", NodeId)], token));
        }, cancellationToken);
        var took = time.GetElapsedTime(began);
        foreach (var (site, fence, left) in mine)
            Note(site, fence, TimeSpan.FromMilliseconds(left) - took - _margin);
        foreach (var lost in _held.Values.ExceptBy(mine.Select(m => (m.Site, m.Fence)), l => (l.SiteId, l.Fence)).ToList())
            Forget(lost);
        foreach (var surplus in _held.Values.Where(l => !l.Ending.IsCancellationRequested).OrderByDescending(l => l.SiteId).Take(Math.Max(0, mine.Count - (int)share)))
            surplus.End();
        await GiveUpAsync(cancellationToken);
    }

    /// <summary>Those that end and under which nobody works any more.</summary>
    private async Task GiveUpAsync(CancellationToken cancellationToken)
    {
        var over = _held.Values.Where(l => l.Ending.IsCancellationRequested && !l.InUse).ToList();
        if (over.Count == 0)
            return;
        await connections.RunAsync(Sql.ReleaseLeases, [("@node", NodeId), ("@sites", over.Select(l => l.SiteId).ToArray())], cancellationToken);
        foreach (var lease in over)
            Forget(lease);
    }

    private void Note(long site, long fence, TimeSpan left)
    {
        if (_held.TryGetValue(site, out var known) && known.Fence == fence)
        {
            known.Extend(left);
            return;
        }

        known?.End();
        var lease = new WorkLease(site, fence, time);
        lease.Extend(left);
        _held[site] = lease;
        Log.Taken(logger, site, fence);
    }

    private void Forget(WorkLease lease)
    {
        lease.End();
        _held.TryRemove(new(lease.SiteId, lease));
        Log.Lost(logger, lease.SiteId, lease.Fence);
    }

    private static partial class Log
    {
        [LoggerMessage(141, LogLevel.Debug, "The work of site {SiteId} is this node's now, as its holder number {Fence}.")]
        public static partial void Taken(ILogger logger, long siteId, long fence);

        [LoggerMessage(142, LogLevel.Debug, "The work of site {SiteId} is no longer this node's; it was its holder number {Fence}.")]
        public static partial void Lost(ILogger logger, long siteId, long fence);

        [LoggerMessage(143, LogLevel.Warning, "The node's leases could not be renewed: {Reason} When they end, its sites go to other nodes.")]
        public static partial void NotRenewed(ILogger logger, string reason);

        [LoggerMessage(144, LogLevel.Warning, "The node's leases could not be given up: {Reason} They end by themselves.")]
        public static partial void NotGivenUp(ILogger logger, string reason);
    }
}
