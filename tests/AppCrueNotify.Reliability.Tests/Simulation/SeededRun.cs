using AppCrueNotify.Messages;
using AppCrueNotify.Reliability.Tests.Histories;
using AppCrueNotify.Reliability.Tests.Running;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Reliability.Tests.Simulation;

/// <summary>One seed's run: Moodles that send, a TwinPush that fails, a gateway that dies, a person who meddles, until everything has ended.</summary>
internal sealed class SeededRun : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Trouble = TimeSpan.FromMinutes(6);
    private static readonly TimeSpan Limit = TimeSpan.FromHours(30);
    private readonly SimulatedStore _store;
    private readonly FaultyTwinPush _twinPush;
    private readonly Random _random;
    private readonly Func<SimulatedStore, IDispatchStore, IDispatchStore> _mutate;
    private readonly HashSet<MessageKey> _acknowledged = [];
    private readonly HashSet<MessageKey> _byHand = [];
    private readonly TimeSpan _poll;
    private readonly bool _crowd;
    private readonly double _dying;
    private readonly double _refusing;
    private SimulatedProcess? _process;
    private int _deathsLeft;
    private int _sending;

    private SeededRun(SimulatedStore store, FaultyTwinPush twinPush, int seed, Func<SimulatedStore, IDispatchStore, IDispatchStore> mutate)
    {
        (_store, _twinPush, _mutate, _random) = (store, twinPush, mutate, new Random(seed));
        _poll = TimeSpan.FromSeconds(_random.Next(2) == 0 ? 10 : 60);
        _deathsLeft = _random.Next(4);
        // Most seeds are small, so that there are many; some are large, for what only a crowd meets.
        _crowd = _random.Next(10) == 0;
        _dying = _random.Next(3) == 0 ? 0 : _crowd ? 0.02 : 0.05;
        _refusing = _random.Next(3) == 0 ? 0.02 : 0;
    }

    private SimulatedTime Time => _store.Time;
    private bool Troubled => Time.Now < Start + Trouble;

    /// <param name="mutate">What is broken on purpose; the identity for the real store.</param>
    public static RunHistory Run(SimulatedStore store, FaultyTwinPush twinPush, int seed, Func<SimulatedStore, IDispatchStore, IDispatchStore> mutate)
    {
        using var run = new SeededRun(store, twinPush, seed, mutate);
        run.Prepare();
        run.Finish();
        var (messages, attempts) = SimulatedStore.Wait(StoredHistory.ReadAsync(store.Database, CancellationToken.None));
        return new() { Acknowledged = run._acknowledged, Messages = messages, Attempts = attempts, Posts = twinPush.Posts, ByHand = run._byHand };
    }

    public void Dispose() => _process?.Dispose();

    private void Prepare()
    {
        _store.Begin(Start, [.. SimulatedStore.SiteIds.Select(_ => Settings())]);
        _twinPush.Begin(Time, _random, _random.NextDouble() * 0.6);
        Boot();
        foreach (var site in SimulatedStore.SiteIds.Take(_random.Next(1, SimulatedStore.SiteIds.Count + 1)))
        {
            var users = _random.Next(1, 9);
            for (var request = _random.Next(1, _crowd ? 8 : 4); request > 0; request--)
            {
                _sending++;
                var messages = Messages(site, request, users);
                Time.At(TimeSpan.FromSeconds(_random.Next((int)Trouble.TotalSeconds)), () => Send(site, messages));
            }
        }

        if (_random.Next(8) == 0)
            Time.At(TimeSpan.FromSeconds(_random.Next(600)), Meddle);
        Time.At(Trouble, () => _twinPush.Healed = true);
    }

    private void Finish()
    {
        var tick = TimeSpan.FromMinutes(1);
        for (var next = Start + tick; next < Start + Limit; next += Troubled ? tick : TimeSpan.FromMinutes(3))
        {
            while (Time.Step(next))
            {
            }

            // Housekeeping.
            SimulatedStore.Wait(_store.Upkeep.ExpireAsync(Time.Now, 100, CancellationToken.None));
            if (!Troubled && _sending == 0 && !_store.Busy())
                break;
        }
    }

    private void Boot()
    {
        _process = new(_store, _random, new() { BatchSize = 6, OwnRequestFrom = 3, Poll = _poll }, real => _mutate(_store, real), Fate, Die);
        _process.Start();
    }

    private void Die()
    {
        _deathsLeft--;
        Time.At(TimeSpan.FromSeconds(_random.Next(1, 90)), Boot);
    }

    private CallFate Fate(string call)
    {
        if (!Troubled || !(call is nameof(IDispatchStore.ClaimAsync) or nameof(IDispatchStore.BeginPostingAsync) or nameof(IDispatchStore.CompleteAsync)
            or nameof(IDispatchStore.ReleaseAsync) or nameof(IDispatchStore.PeekAsync) or nameof(IIntakeStore.AddAsync)))
        {
            return CallFate.Works;
        }

        var draw = _random.NextDouble();
        if (_deathsLeft > 0 && draw < _dying)
            return draw < _dying / 2 ? CallFate.DiesBefore : CallFate.DiesAfter;
        return draw > 1 - _refusing ? CallFate.Refused : CallFate.Works;
    }

    /// <summary>A Moodle posts, and posts again until it has an answer.</summary>
    private void Send(long site, List<NewRecipient> messages)
    {
        if (_process is { Dead: false } process && process.Take(site, messages, Time.Now) is not null)
        {
            _acknowledged.UnionWith(messages.Select(m => new MessageKey(site, m.Key)));
            _sending--;
        }
        else
        {
            Time.At(TimeSpan.FromSeconds(_random.Next(5, 40)), () => Send(site, messages));
        }
    }

    /// <summary>A person cancels or retries.</summary>
    private void Meddle()
    {
        var site = SimulatedStore.SiteIds[_random.Next(SimulatedStore.SiteIds.Count)];
        if (_random.Next(2) == 0)
        {
            SimulatedStore.Wait(_store.Operator.CancelAsync(site, new() { UserId = 1 }, Time.Now, CancellationToken.None));
            return;
        }

        var state = _random.Next(3) switch { 0 => RecipientState.Failed, 1 => RecipientState.Held, _ => RecipientState.Expired };
        var (messages, _) = SimulatedStore.Wait(StoredHistory.ReadAsync(_store.Database, CancellationToken.None));
        _byHand.UnionWith(messages.Where(m => m.State == state && m.Key.Site == site).Select(m => m.Key));
        SimulatedStore.Wait(_store.Upkeep.RetryAsync(site, state, Start, Time.Now.AddHours(1), Time.Now, CancellationToken.None));
    }

    private string Settings() =>
        $$"""{"window":"{{_random.Next(3)}}s","on-unknown":"{{(_random.Next(3) == 0 ? "hold" : "resend")}}","max-in-flight":"{{_random.Next(1, 5)}}","max-requests-per-second":"1000"}""";

    private List<NewRecipient> Messages(long site, int request, int users)
    {
        var expiry = _random.Next(5) == 0 ? TimeSpan.FromMinutes(_random.Next(1, 10)) : TimeSpan.FromHours(24);
        var now = Time.Now.AddSeconds(_random.Next(400));
        return
        [
            .. Enumerable.Range(1, _random.Next(1, _crowd ? 9 : 5)).Select(i =>
            {
                var user = _random.Next(1, users + 1);
                return new NewRecipient
                {
                    Key = $"n:{request}:{i}:{user}",
                    ContentHash = "same",
                    UserId = user,
                    Alias = Alias(site, user),
                    Component = "mod_forum",
                    Name = "posts",
                    Push = Push(_random.Next(4)),
                    Personal = _random.Next(5) == 0,
                    DueAt = now,
                    ExpiresAt = now + expiry,
                };
            }),
        ];
    }

    // Of eight users one is refused by TwinPush, one refused by name and one without the app.
    private static string Alias(long site, int user) => $"{(user % 8) switch { 5 => "bad", 6 => "named", 7 => "none", _ => "user" }}{site}x{user}{Canaries.Alias}";

    private static Push Push(int text) => new() { Title = Canaries.Title, Alert = $"{Canaries.Text} {text}", Link = "", CustomProperties = "{}" };
}
