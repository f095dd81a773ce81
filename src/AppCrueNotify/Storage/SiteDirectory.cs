using AppCrueNotify.Sites;

namespace AppCrueNotify.Storage;

/// <summary>The sites as they are now: read once, and again when a command changed something. Safe for concurrent use.</summary>
internal sealed class SiteDirectory(ISiteStore store, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Loaded? _loaded;

    public async Task<IReadOnlyList<Site>> AllAsync(CancellationToken cancellationToken) =>
        (await CurrentAsync(cancellationToken)).Sites;

    public async Task<Site?> FindAsync(long id, CancellationToken cancellationToken) =>
        (await CurrentAsync(cancellationToken)).ById.GetValueOrDefault(id);

    public async Task<Site?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await CurrentAsync(cancellationToken)).Sites.FirstOrDefault(s => s.Name == name);

    /// <summary>The site that a token opens; null when it opens none.</summary>
    public async Task<Site?> AuthenticateAsync(string? text, CancellationToken cancellationToken)
    {
        if (text is null || SiteToken.Parse(text) is not { } token)
            return null;
        var current = await CurrentAsync(cancellationToken);
        if (!current.Tokens.TryGetValue(token.Id, out var stored) || !token.Matches(stored.Hash))
            return null;
        return stored.ExpiresAt <= time.GetUtcNow() ? null : current.ById.GetValueOrDefault(stored.SiteId);
    }

    public void Dispose() => _loading.Dispose();

    private async Task<Loaded> CurrentAsync(CancellationToken cancellationToken)
    {
        var version = await store.VersionAsync(cancellationToken);
        if (_loaded is { } loaded && loaded.Version == version)
            return loaded;
        await _loading.WaitAsync(cancellationToken);
        try
        {
            if (_loaded is { } meanwhile && meanwhile.Version >= version)
                return meanwhile;
            return _loaded = new(await store.LoadAsync(cancellationToken));
        }
        finally
        {
            _loading.Release();
        }
    }

    private sealed class Loaded(SiteSnapshot snapshot)
    {
        public long Version { get; } = snapshot.Version;
        public IReadOnlyList<Site> Sites { get; } = [.. snapshot.Sites.Select(s => s.Site)];
        public Dictionary<long, Site> ById { get; } = snapshot.Sites.ToDictionary(s => s.Site.Id, s => s.Site);
        public Dictionary<string, StoredToken> Tokens { get; } = snapshot.Tokens.ToDictionary(t => t.Id);
    }
}
