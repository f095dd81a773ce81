namespace AppCrueNotify.Receipts;

/// <summary>How many sites may be read at once in this process: each holds a page of TwinPush's in memory.</summary>
internal sealed class SitesAtOnce(ReceiptsOptions options) : IDisposable
{
    /// <summary>Listings of whole directories.</summary>
    public SemaphoreSlim Listings { get; } = new(options.SitesAtOnce);

    /// <summary>Everything shorter, so that listings keep nobody waiting.</summary>
    public SemaphoreSlim Others { get; } = new(options.SitesAtOnce);

    /// <summary>Runs when there is room.</summary>
    public static async Task<T> InAsync<T>(SemaphoreSlim room, Func<Task<T>> work, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken);
        try
        {
            return await work();
        }
        finally
        {
            room.Release();
        }
    }

    public void Dispose()
    {
        Listings.Dispose();
        Others.Dispose();
    }
}
