using AppCrueNotify.Sites;

namespace AppCrueNotify.Storage;

/// <summary>Which aliases of a site have the app, as far as TwinPush told. Aliases are folded (<see cref="AliasFold"/>). Safe for concurrent use.</summary>
internal interface IDirectoryStore
{
    /// <summary>What is known; the directory begins anew when it was another app's.</summary>
    Task<DirectoryState> OpenAsync(long siteId, string identity, CancellationToken cancellationToken);

    /// <returns>The number of the listing that begins.</returns>
    Task<int> BeginListingAsync(long siteId, CancellationToken cancellationToken);

    /// <summary>These aliases have the app: their undeliverable recipients that have not expired wait again, once.</summary>
    /// <param name="listing">The listing that said so; null when it was not one.</param>
    /// <returns>How many recipients wait again.</returns>
    Task<int> ActiveAsync(long siteId, IReadOnlyCollection<string> aliases, int? listing, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Of these aliases a device went.</summary>
    Task InactiveAsync(long siteId, IReadOnlyCollection<string> aliases, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The listing that began then is complete: what it and the one before lacked is forgotten, in bounded pieces.</summary>
    Task EndListingAsync(long siteId, DirectoryListing listing, CancellationToken cancellationToken);

    /// <summary>Changes are known until then.</summary>
    Task ReadUntilAsync(long siteId, DateTimeOffset? active, DateTimeOffset? inactive, CancellationToken cancellationToken);

    /// <summary>The aliases that dispatch wants looked up, oldest first.</summary>
    Task<IReadOnlyList<string>> AskedAsync(long siteId, int limit, CancellationToken cancellationToken);

    /// <summary>What a look-up found.</summary>
    Task AnswerAsync(long siteId, string alias, Knows found, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>How many of each site's people can be reached; in short reads, however many there are.</summary>
    /// <param name="since">From when on messages count.</param>
    Task<IReadOnlyList<SiteReach>> ReachAsync(DateTimeOffset since, CancellationToken cancellationToken);
}

/// <summary>How far a site's directory is.</summary>
internal sealed record DirectoryState
{
    public required int ListingsDone { get; init; }

    /// <summary>When the last complete listing began.</summary>
    public DateTimeOffset? ListedAt { get; init; }

    public DateTimeOffset? ListingEndedAt { get; init; }
    public DateTimeOffset? ActiveReadUntil { get; init; }
    public DateTimeOffset? InactiveReadUntil { get; init; }

    /// <summary>What a directory belongs to: the app, wherever it is.</summary>
    public static string IdentityOf(Site site) => $"{site.TwinPushUrl} {site.AppId}";
}

/// <summary>A listing that is complete.</summary>
internal sealed record DirectoryListing(int Number, DateTimeOffset BeganAt, DateTimeOffset EndedAt);

/// <summary>How many of a site's people can be reached.</summary>
/// <param name="Known">Aliases the directory has learned of; those with the app are <paramref name="Active"/>.</param>
/// <param name="ListedAt">When the last complete listing began; null: there is none.</param>
/// <param name="Recipients">Messages taken to be sent, in the time asked for.</param>
/// <param name="Unreachable">Those of them that are undeliverable.</param>
internal sealed record SiteReach(long SiteId, long Known, long Active, DateTimeOffset? ListedAt, long Recipients, long Unreachable)
{
    /// <summary>From 0 to 1; 0 when there were no recipients.</summary>
    public double UnreachableShare => Recipients == 0 ? 0 : (double)Unreachable / Recipients;
}
