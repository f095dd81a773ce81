using System.Threading.RateLimiting;
using AppCrueNotify.Dispatch;
using AppCrueNotify.Sentinels;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;
using Microsoft.Extensions.Logging;

namespace AppCrueNotify.Reliability.Tests.Simulation;

/// <summary>The gateway's own dispatch and intake as one process that may die at any call of its store. What a dead one still awaits is never answered.</summary>
internal sealed class SimulatedProcess : IDisposable
{
    private readonly DispatchService _dispatch;
    private readonly SiteDirectory _sites;
    private readonly WorkSignal _signal;
    private readonly IIntakeStore _intake;
    private readonly Func<string, CallFate> _fate;
    private readonly Action _died;

    /// <param name="mutate">What is broken on purpose; the identity for the real store.</param>
    public SimulatedProcess(SimulatedStore store, Random random, DispatchOptions options, Func<IDispatchStore, IDispatchStore> mutate, Func<string, CallFate> fate, Action died)
    {
        var time = store.Time;
        (_fate, _died) = (fate, died);
        // Losing a signal costs one poll: those of the stores would come from another thread, so they are lost here.
        var lost = new WorkSignal(time);
        _signal = new(time, inline: true);
        var dispatch = Mortal<IDispatchStore>.Of(mutate(new SqliteDispatchStore(store.Writer, store.Readers, lost, new LookupSignal(time))), Fate, () => Dead);
        _intake = Mortal<IIntakeStore>.Of(new SqliteIntakeStore(store.Writer, store.FreeSpace, lost), Fate, () => Dead);
        _sites = new(Mortal<ISiteStore>.Of(store.Sites, _ => CallFate.Works, () => Dead), time);
        // Requests per second are counted by the machine's own clock.
        options = options with { StopGrace = Timeout.InfiniteTimeSpan, Pace = static _ => new ConcurrencyLimiter(new() { PermitLimit = int.MaxValue, QueueLimit = 0 }) };
        // The sites have no API token: nobody looks up what a lost answer was.
        var sentinels = new SentinelOptions();
        var guard = new SentinelGuard(store.Sentinels, sentinels, time, store.Loggers.CreateLogger<SentinelGuard>());
        var sender = new BatchSender(dispatch, store.Clients, guard, sentinels, store.Metrics, options, time, random, store.Loggers.CreateLogger<BatchSender>());
        _dispatch = new(_sites, dispatch, new SoleLeases(time), sender, guard, new GatesForNobody(), _signal, options, time, store.Loggers);
    }

    public bool Dead { get; private set; }

    /// <summary>Runs until it has nothing to do but wait.</summary>
    public void Start() => _dispatch.StartAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <returns>Null: it died, or could not store.</returns>
    public IReadOnlyList<StoreResult>? Take(long site, IReadOnlyList<NewRecipient> messages, DateTimeOffset now)
    {
        try
        {
            var taking = _intake.AddAsync(site, messages, now, CancellationToken.None);
            if (!taking.IsCompleted)
                return null;
            var results = taking.GetAwaiter().GetResult();
            _signal.Raise(site);
            return results;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _dispatch.Dispose();
        _sites.Dispose();
    }

    private CallFate Fate(string call)
    {
        var fate = _fate(call);
        if (fate is CallFate.DiesBefore or CallFate.DiesAfter)
        {
            Dead = true;
            _died();
        }

        return fate;
    }

    /// <summary>How TwinPush stands is only shown to people; nobody looks here, and writing it would leave the one thread.</summary>
    private sealed class GatesForNobody : ISiteGateStore
    {
        public Task SaveAsync(long siteId, SiteOutage? outage, DateTimeOffset now, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<IReadOnlyDictionary<long, SiteOutage>> AllAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<long, SiteOutage>>(new Dictionary<long, SiteOutage>());
    }
}
