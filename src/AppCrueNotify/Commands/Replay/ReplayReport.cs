namespace AppCrueNotify.Commands.Replay;

/// <summary>What became of the lines that were posted. Filled while they are.</summary>
internal sealed class ReplayReport
{
    public const string Failed = "failed";
    private readonly SortedDictionary<(string Status, string Reason), int> _counts = [];

    /// <summary>Lines with something on them.</summary>
    public int Lines { get; set; }

    public int Requests { get; set; }

    /// <summary>Why no more was posted; null when everything was.</summary>
    public string? Stopped { get; set; }

    /// <summary>Counts by the intake's status, or <c>failed</c>, and the reason; empty without one.</summary>
    public IReadOnlyDictionary<(string Status, string Reason), int> Counts => _counts;

    /// <summary>Every message's result, in the order of the lines.</summary>
    public List<ReplayResult> Results { get; } = [];

    /// <summary>Nothing was rejected and nothing failed.</summary>
    public bool Clean => Stopped is null && !_counts.Keys.Any(k => k.Status is "rejected" or Failed);

    public int Count(string status) => _counts.Where(c => c.Key.Status == status).Sum(c => c.Value);

    public void Add(ReplayResult result)
    {
        Results.Add(result);
        var kind = (result.Status, result.Status == Failed ? "" : result.Reason ?? "");
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
    }
}

/// <summary>What became of one line.</summary>
internal sealed record ReplayResult(int Line, string? Key, string Status, string? Reason);
