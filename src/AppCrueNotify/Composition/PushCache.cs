using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition;

/// <summary>Remembers composed pushes. Two generations: when the young one is full it becomes the old one, and what nobody asked for again is gone.</summary>
/// <remarks>
/// Thread-safe and without locks on the way of a hit. Two threads may compose the same push at once; both get an equal one.
/// Bounded by entries and by bytes, since it keeps the texts to compare with.
/// </remarks>
/// <param name="entries">Pushes a generation holds at most; there are two.</param>
/// <param name="bytes">Bytes of text a generation holds at most.</param>
internal sealed class PushCache(int entries, long bytes)
{
    private readonly Lock _turn = new();
    private long _order;
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    /// <summary>How many pushes are remembered.</summary>
    public int Count => _young.Entries.Count + _old.Entries.Count;

    /// <summary>Bytes of text that are held, about.</summary>
    public long Bytes => Interlocked.Read(ref _young.Bytes) + Interlocked.Read(ref _old.Bytes);

    public bool TryGet(ulong hash, Message message, SitePlan plan, [NotNullWhen(true)] out Composed? composed)
    {
        if (_young.TryGet(hash, message, plan, out var entry))
        {
            composed = entry.Composed;
            return true;
        }

        if (!_old.TryGet(hash, message, plan, out entry))
        {
            composed = null;
            return false;
        }

        composed = entry.Composed;
        Add(hash, entry);
        return true;
    }

    public void Add(ulong hash, Message message, SitePlan plan, Composed composed) => Add(hash, new Entry(message, plan, composed, Interlocked.Increment(ref _order)));

    /// <summary>The messages of a site that are remembered, the newest first: each content once, with its first recipient.</summary>
    public IReadOnlyList<Message> Recent(long siteId, int limit) =>
    [
        .. _young.Entries.Values.Concat(_old.Entries.Values).Where(e => e.Plan.Site.Id == siteId)
            .OrderByDescending(e => e.Order).DistinctBy(e => e.Order).Select(e => e.Message).Take(limit),
    ];

    private void Add(ulong hash, Entry entry)
    {
        // A single message may not push all others out.
        var size = SameContent.Size(entry.Message) + (entry.Composed.Original?.Length ?? 0);
        var young = _young;
        if (size > bytes / 16 || !young.Entries.TryAdd(hash, entry))
            return;
        var held = Interlocked.Add(ref young.Bytes, size);
        if (Interlocked.Increment(ref young.Count) < entries && held < bytes)
            return;
        lock (_turn)
        {
            if (_young != young)
                return;
            _old = young;
            _young = new Generation();
        }
    }

    private sealed record Entry(Message Message, SitePlan Plan, Composed Composed, long Order);

    private sealed class Generation
    {
        public int Count;
        public long Bytes;

        public ConcurrentDictionary<ulong, Entry> Entries { get; } = new();

        public bool TryGet(ulong hash, Message message, SitePlan plan, [NotNullWhen(true)] out Entry? entry) =>
            Entries.TryGetValue(hash, out entry) && entry.Plan.IsSame(plan) && SameContent.Equal(entry.Message, message);
    }
}
