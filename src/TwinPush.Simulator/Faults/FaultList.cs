namespace TwinPush.Simulator.Faults;

/// <summary>The faults to play, in order. Thread-safe.</summary>
internal sealed class FaultList(int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private readonly List<Entry> _entries = [];
    private TaskCompletionSource _cleared = NewSignal();
    private int _lastId;

    /// <summary>What is still to be played.</summary>
    public IReadOnlyList<FaultEntry> All
    {
        get
        {
            lock (_gate)
                return [.. _entries.Select(entry => new FaultEntry(entry.Id, entry.Rule, entry.Struck))];
        }
    }

    public int Add(FaultRule rule)
    {
        lock (_gate)
        {
            _entries.Add(new Entry(++_lastId, rule));
            return _lastId;
        }
    }

    public bool Remove(int id)
    {
        lock (_gate)
            return _entries.RemoveAll(entry => entry.Id == id) > 0;
    }

    public void Clear()
    {
        TaskCompletionSource cleared;
        lock (_gate)
        {
            _entries.Clear();
            (cleared, _cleared) = (_cleared, NewSignal());
        }
        cleared.SetResult();
    }

    /// <summary>The waiting time and the fault for a request; takes them off rules that strike a number of times.</summary>
    public FaultPlan Next(string operation, Func<string, bool> concerns)
    {
        var latency = TimeSpan.Zero;
        lock (_gate)
        {
            // The signal belongs to the rules of this moment: one cleared a moment later still ends what it made hang.
            for (int i = 0; i < _entries.Count; i++)
            {
                var entry = _entries[i];
                var rule = entry.Rule;
                if ((rule.Operation is not null && rule.Operation != operation)
                    || (rule.Alias is not null && !concerns(rule.Alias))
                    || _random.NextDouble() >= rule.Probability)
                {
                    continue;
                }
                entry.Struck++;
                if (entry.Struck >= rule.Count)
                    _entries.RemoveAt(i--);
                if (rule.Kind is not FaultKind.Latency)
                    return new FaultPlan(latency, rule, _cleared.Task);
                latency += rule.Delay;
            }
        }
        return new FaultPlan(latency, null, Task.CompletedTask);
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Entry(int id, FaultRule rule)
    {
        public int Id => id;

        public FaultRule Rule => rule;

        public int Struck { get; set; }
    }
}
