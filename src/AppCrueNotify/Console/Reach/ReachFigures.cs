using AppCrueNotify.Storage;

namespace AppCrueNotify.Console.Reach;

/// <summary>How many people each site reaches. Counting walks through the directory, so that figures are kept for a while and shown with their time.</summary>
internal sealed class ReachFigures(IDirectoryStore directory, TimeProvider time) : IDisposable
{
    /// <summary>Messages of this long count. 30 days.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(30);

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _counting = new(1, 1);
    private volatile Counted? _counted;

    public async Task<(IReadOnlyDictionary<long, SiteReach> Sites, DateTimeOffset At)> GetAsync(CancellationToken cancellationToken)
    {
        await _counting.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            if (_counted is not { } counted || now - counted.At > Fresh)
                _counted = counted = new((await directory.ReachAsync(now - Span, cancellationToken)).ToDictionary(r => r.SiteId), now);
            return (counted.Sites, counted.At);
        }
        finally
        {
            _counting.Release();
        }
    }

    public void Dispose() => _counting.Dispose();

    private sealed record Counted(IReadOnlyDictionary<long, SiteReach> Sites, DateTimeOffset At);
}
