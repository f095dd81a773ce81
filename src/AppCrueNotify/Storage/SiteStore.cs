using AppCrueNotify.Sites;

namespace AppCrueNotify.Storage;

/// <summary>Sites and their tokens.</summary>
internal interface ISiteStore
{
    /// <summary>Changes whenever a site or a token changes: cheap to ask.</summary>
    Task<long> VersionAsync(CancellationToken cancellationToken);

    /// <summary>Passes through the writer as a message would.</summary>
    /// <exception cref="StoreUnavailableException">Nothing can be stored now.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);

    Task<SiteSnapshot> LoadAsync(CancellationToken cancellationToken);

    /// <returns>The new site's id, or null when the name is taken.</returns>
    Task<long?> AddAsync(Site site, IReadOnlyDictionary<string, string> settings, StoredToken token, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Replaces credentials and settings; a paused site is resumed.</summary>
    Task<bool> UpdateAsync(Site site, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken);

    /// <summary>Adds a token; the others end at the moment given.</summary>
    Task RotateTokenAsync(long siteId, StoredToken token, DateTimeOffset othersExpireAt, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Removes the site: tokens and credentials are erased, waiting messages cancelled, history kept for its time.</summary>
    /// <returns>How many waiting messages were cancelled.</returns>
    Task<int> RemoveAsync(long siteId, DateTimeOffset now, CancellationToken cancellationToken);
}

/// <summary>A token as stored: never the token itself.</summary>
internal sealed record StoredToken(string Id, string Hash)
{
    public long SiteId { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>All sites and tokens at one moment.</summary>
internal sealed record SiteSnapshot(long Version, IReadOnlyList<StoredSite> Sites, IReadOnlyList<StoredToken> Tokens);

/// <summary>A site with its settings as typed.</summary>
internal sealed record StoredSite(Site Site, IReadOnlyDictionary<string, string> Typed);
