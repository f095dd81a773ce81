using System.Threading.RateLimiting;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch;

/// <summary>Sends what waits for one site: its own pace, its own breaker, so that its trouble is nobody else's.</summary>
internal sealed partial class SiteDispatcher : IAsyncDisposable
{
    // How soon to look again for the answer of a look-up, if nobody wakes us.
    private static readonly TimeSpan LookUpPoll = TimeSpan.FromMilliseconds(250);

    private readonly long _siteId;
    private readonly SiteDirectory _sites;
    private readonly IDispatchStore _store;
    private readonly BatchSender _sender;
    private readonly SentinelGuard _guard;
    private readonly ISiteGateStore _gates;
    private readonly WorkSignal _signal;
    private readonly DispatchOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SiteGate _gate;
    private readonly BatchFiller _filler;
    private readonly List<Task> _inFlight = [];
    private RateLimiter? _pace;
    private int _paceLimit;
    private long _carried;
    private SiteOutage? _shown;

    public SiteDispatcher(long siteId, SiteDirectory sites, IDispatchStore store, BatchSender sender, SentinelGuard guard, ISiteGateStore gates, WorkSignal signal, DispatchOptions options, TimeProvider time, ILogger<SiteDispatcher> logger)
    {
        (_guard, _gates) = (guard, gates);
        (_siteId, _sites, _store, _sender, _signal, _options, _time, _logger) = (siteId, sites, store, sender, signal, options, time, logger);
        _gate = new(options, time);
        _filler = new(store, siteId);
    }

    /// <summary>Runs until the site is gone or the gateway stops; then waits for the requests under way.</summary>
    /// <param name="stopping">No new batch is begun after this.</param>
    /// <param name="abort">Requests under way are given up after this.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        try
        {
            // This gate knows of no outage yet; what another process showed is history.
            await _gates.SaveAsync(_siteId, null, _time.GetUtcNow(), stopping);
            while (!stopping.IsCancellationRequested && await LookAsync(stopping, abort) is { } next)
                await next.WaitAsync(_signal, _siteId, _options.Poll, _time, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The gateway stops: what is under way ends below.
        }
        finally
        {
            // However this ends: what is under way still needs the pace and the lease, and counts against the site's limits.
            await Task.WhenAll(_inFlight);
        }
    }

    public ValueTask DisposeAsync()
    {
        _pace?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>One round. A round that fails ends nothing: the requests under way go on, and the next look comes with the next poll.</summary>
    /// <returns>Null when the site is gone.</returns>
    private async Task<NextLook?> LookAsync(CancellationToken stopping, CancellationToken abort)
    {
        try
        {
            if (await _sites.FindAsync(_siteId, stopping) is not { } site)
                return null;
            var (started, carried) = (_time.GetTimestamp(), _carried);
            var again = await RoundAsync(site, stopping, abort);
            return NextLook.After(again, site.Settings.Window, carried == _carried ? _time.GetElapsedTime(started) : TimeSpan.Zero);
        }
        catch (StoreUnavailableException e)
        {
            Log.StoreAway(_logger, _siteId, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.RoundFailed(_logger, _siteId, e);
        }

        return NextLook.AfterRest(_time.GetUtcNow(), _options.Poll);
    }

    /// <summary>Claims and starts what is ready.</summary>
    /// <returns>When to look again if nobody wakes us.</returns>
    private async Task<DateTimeOffset> RoundAsync(Site site, CancellationToken stopping, CancellationToken abort)
    {
        _inFlight.RemoveAll(t => t.IsCompleted);
        var (allowed, askAgain) = _gate.Admit(_inFlight.Count, site.Settings.MaxInFlight, site.PauseReason is not null);
        if (allowed == 0)
            return _inFlight.Count > 0 ? _time.GetUtcNow() + _options.Poll : askAgain;

        var now = _time.GetUtcNow();
        var (horizon, most) = (now + site.Settings.Window, (allowed + 1) * _options.BatchSize);
        var due = await _store.PeekAsync(_siteId, horizon, most, stopping);
        if (due.Count == 0)
            return await NextDueAsync(now, stopping);
        // A refusal pauses the site and lets its recipients wait again in one commit: who sees them has to know of the pause.
        if ((await _sites.FindAsync(_siteId, stopping))?.PauseReason != site.PauseReason)
            return now;
        var pushes = await _store.PushesAsync(due.Select(r => r.PushId).ToHashSet(), stopping);
        var sentinel = await _guard.OfAsync(site, stopping);
        var limits = new PackLimits(_options.BatchSize - (sentinel is null ? 0 : 1), _options.OwnRequestFrom, _options.BodyLimit - NotificationBuilder.FrameBytes);
        PackWeight Weigh(DueRecipient r) => NotificationBuilder.Weigh(r.Alias, pushes[r.PushId]);
        var packed = Packer.Pack(due, Weigh, limits, now);
        IReadOnlyList<PackedBatch> ready = due.Count < most ? [.. packed.Where(b => b.Ready)] : await _filler.FillAsync(due, packed, Weigh, limits, now, horizon, allowed, stopping);
        if (ready.Count == 0)
            return Earliest(due.Select(r => r.DueAt).Where(d => d > now), now + _options.Poll);

        var leaving = ready.Take(allowed).ToList();
        var aside = site.ApiToken is null ? SetAside.Nobody : await _store.SetAsideAsync(_siteId, [.. leaving.SelectMany(b => b.Recipients)], now, stopping);
        // Without those who have no app the batches are packed anew; those whose alias is being looked up stay behind for a moment.
        if (aside.Missing.Count > 0)
            return now;
        leaving = Without(leaving, aside.Awaited);
        if (leaving.Count == 0)
            return now + LookUpPoll;

        // Commit point 1 (see BatchSender): only as much is claimed as may leave now, so that what arrives meanwhile can still go first.
        var claims = await _store.ClaimAsync(_siteId, [.. leaving.Select(b => ToClaim(b, sentinel))], now, now + _options.Lease, stopping);
        _carried += claims.Count;
        foreach (var claim in claims)
            _inFlight.Add(CarryAsync(site, claim, pushes, stopping, abort));
        // Nothing left to claim, or the site is no longer this node's.
        if (aside.Awaited.Count > 0 || claims.Count == 0)
            return now + LookUpPoll;
        return ready.Count > claims.Count && allowed > claims.Count ? now : now + _options.Poll;
    }

    private async Task CarryAsync(Site site, Claim claim, IReadOnlyDictionary<long, Push> pushes, CancellationToken stopping, CancellationToken abort)
    {
        try
        {
            if (!await PacedAsync(site, stopping))
            {
                await _store.ReleaseAsync(claim.AttemptId, "the gateway stopped before it was sent", _time.GetUtcNow(), CancellationToken.None);
                return;
            }

            var answer = await _sender.SendAsync(site, claim, pushes, _gate, abort);
            await RememberAsync(site, answer, abort);
            await ShowAsync(site, abort);
        }
        catch (Exception e)
        {
            // Nothing is lost: the attempt stays open in the store, and recovery decides about it by what was written.
            Log.AttemptLeftOpen(_logger, claim.AttemptId, site.Name, e);
        }
        finally
        {
            _signal.Raise(_siteId);
        }
    }

    /// <summary>Lets people see whether the site's TwinPush answers. That they cannot is no reason to stop.</summary>
    private async Task ShowAsync(Site site, CancellationToken cancellationToken)
    {
        var outage = _gate.Outage;
        if (outage is null && _shown is null)
            return;
        try
        {
            await _gates.SaveAsync(_siteId, outage, _time.GetUtcNow(), cancellationToken);
            _shown = outage;
        }
        catch (StoreUnavailableException e)
        {
            Log.NotShown(_logger, site.Name, e.Message);
        }
    }

    private async Task RememberAsync(Site site, Answer? answer, CancellationToken cancellationToken)
    {
        if (answer is { Outcome: Outcome.Misconfigured })
        {
            Log.Paused(_logger, site.Name, answer.Reason);
        }
        else if (answer is { Outcome: Outcome.Accepted or Outcome.NoTarget } && site.PauseReason is not null && await _store.ResumeSiteAsync(_siteId, cancellationToken))
        {
            Log.Resumed(_logger, site.Name);
        }
    }

    /// <summary>Waits for the site's turn by its requests per second. False: the gateway stops.</summary>
    private async Task<bool> PacedAsync(Site site, CancellationToken stopping)
    {
        if (_pace is null || _paceLimit != site.Settings.MaxRequestsPerSecond)
        {
            _paceLimit = site.Settings.MaxRequestsPerSecond;
            // The replaced one still serves who waits at it.
            _pace = _options.Pace(_paceLimit);
        }

        try
        {
            using var turn = await _pace.AcquireAsync(1, stopping);
            return turn.IsAcquired;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<DateTimeOffset> NextDueAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await _store.NextDueAsync(_siteId, now, cancellationToken) ?? now + _options.Poll;

    private static List<PackedBatch> Without(List<PackedBatch> batches, IReadOnlySet<long> recipients) =>
        recipients.Count == 0 ? batches : [.. batches.Select(b => b with { Recipients = [.. b.Recipients.Where(r => !recipients.Contains(r.Id))] }).Where(b => b.Recipients.Count > 0)];

    private BatchToClaim ToClaim(PackedBatch batch, SentinelDevice? sentinel) => new(batch.Kind, AttemptTag.Create(), batch.Recipients) { Sentinel = _guard.With(sentinel, batch.Recipients) };

    private static DateTimeOffset Earliest(IEnumerable<DateTimeOffset> moments, DateTimeOffset otherwise) => moments.Append(otherwise).Min();

    private static partial class Log
    {
        [LoggerMessage(211, LogLevel.Error, "Site {Site} is paused: {Reason}")]
        public static partial void Paused(ILogger logger, string site, string reason);

        [LoggerMessage(212, LogLevel.Information, "Site {Site} works again and is no longer paused.")]
        public static partial void Resumed(ILogger logger, string site);

        [LoggerMessage(214, LogLevel.Warning, "How TwinPush stands for site {Site} could not be written: {Reason}")]
        public static partial void NotShown(ILogger logger, string site, string reason);

        [LoggerMessage(215, LogLevel.Warning, "Dispatch of site {SiteId} waits for the store: {Reason}")]
        public static partial void StoreAway(ILogger logger, long siteId, string reason);

        [LoggerMessage(216, LogLevel.Error, "Dispatch of site {SiteId} failed in a round; it looks again after a rest, and the requests under way go on.")]
        public static partial void RoundFailed(ILogger logger, long siteId, Exception exception);

        [LoggerMessage(213, LogLevel.Error, "Attempt {Attempt} of site {Site} stays open; the next start of the gateway settles it.")]
        public static partial void AttemptLeftOpen(ILogger logger, long attempt, string site, Exception exception);
    }
}
