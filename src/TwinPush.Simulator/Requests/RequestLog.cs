namespace TwinPush.Simulator.Requests;

/// <summary>The last requests, and how many there were of each operation. Thread-safe.</summary>
internal sealed class RequestLog(int keep)
{
    private readonly Lock _gate = new();
    private readonly Queue<SeenRequest> _last = new();
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IReadOnlyList<SeenRequest> OldestFirst
    {
        get
        {
            lock (_gate)
                return [.. _last];
        }
    }

    /// <summary>Requests of an operation since the start or the last <see cref="Clear"/>; of all operations without a name.</summary>
    public long Count(string? operation = null)
    {
        lock (_gate)
            return operation is null ? _counts.Values.Sum() : _counts.GetValueOrDefault(operation);
    }

    public void Add(SeenRequest request)
    {
        lock (_gate)
        {
            _last.Enqueue(request);
            if (_last.Count > keep)
                _last.Dequeue();
            _counts[request.Operation] = _counts.GetValueOrDefault(request.Operation) + 1;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _last.Clear();
            _counts.Clear();
        }
    }
}
