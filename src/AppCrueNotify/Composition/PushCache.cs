using System.Collections.Concurrent;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition;

/// <summary>Remembers composed pushes. Two generations: when the young one is full it becomes the old one, and what nobody asked for again is gone.</summary>
/// <remarks>Thread-safe and without locks on the way of a hit. Two threads may compose the same push at once; both get an equal one.</remarks>
/// <param name="entries">Pushes a generation holds at most; there are two.</param>
internal sealed class PushCache(int entries)
{
    private readonly Lock _turn = new();
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    /// <summary>How many pushes are remembered.</summary>
    public int Count => _young.Pushes.Count + _old.Pushes.Count;

    public bool TryGet(in ContentKey key, out Push push)
    {
        if (_young.Pushes.TryGetValue(key, out push!))
            return true;
        if (!_old.Pushes.TryGetValue(key, out push!))
            return false;
        Add(key, push);
        return true;
    }

    public void Add(in ContentKey key, Push push)
    {
        var young = _young;
        if (!young.Pushes.TryAdd(key, push) || Interlocked.Increment(ref young.Count) < entries)
            return;
        lock (_turn)
        {
            if (_young != young)
                return;
            _old = young;
            _young = new Generation();
        }
    }

    private sealed class Generation
    {
        public int Count;

        public ConcurrentDictionary<ContentKey, Push> Pushes { get; } = new();
    }
}
