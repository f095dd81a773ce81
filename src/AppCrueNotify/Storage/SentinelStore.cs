using System.Security.Cryptography;
using System.Text;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Storage;

/// <summary>Each site's own device at TwinPush, and what its self-test showed. Safe for concurrent use.</summary>
internal interface ISentinelStore
{
    Task<StoredSentinel?> FindAsync(long siteId, CancellationToken cancellationToken);

    Task<IReadOnlyList<StoredSentinel>> AllAsync(CancellationToken cancellationToken);

    /// <summary>Writes what a self-test showed, over what was there.</summary>
    Task SaveAsync(StoredSentinel sentinel, CancellationToken cancellationToken);

    /// <summary>Changes a sentinel that is still in the state given, and only then.</summary>
    /// <returns>False: it changed meanwhile.</returns>
    Task<bool> ChangeAsync(SentinelChange change, CancellationToken cancellationToken);

    /// <summary>A request with it was accepted: earlier rejections had another cause.</summary>
    Task TrustAsync(long siteId, CancellationToken cancellationToken);
}

/// <summary>A site's sentinel as stored.</summary>
internal sealed record StoredSentinel
{
    public required long SiteId { get; init; }

    /// <summary>The device's alias, in no student's way.</summary>
    public required string Alias { get; init; }

    /// <summary>TwinPush's identifier; null when it was never registered.</summary>
    public string? DeviceId { get; init; }

    /// <summary>What it was registered at: see <see cref="AppOf"/>.</summary>
    public required string App { get; init; }

    /// <summary>What was tested: see <see cref="IdentityOf"/>.</summary>
    public required string Identity { get; init; }

    public required SentinelState State { get; init; }
    public required string Reason { get; init; }
    public required SentinelWay Way { get; init; }
    public TimeSpan? FoundAfter { get; init; }

    /// <summary>Requests with it that TwinPush rejected in a row.</summary>
    public int Rejections { get; init; }

    /// <summary>The steps of the last self-test, as JSON.</summary>
    public required string Report { get; init; }

    /// <summary>Whether the last self-test passed.</summary>
    public required bool Passed { get; init; }

    public required DateTimeOffset TestedAt { get; init; }
    public required DateTimeOffset CheckedAt { get; init; }
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Whether the site's address, app and credentials are those that were tested.</summary>
    public bool IsOf(Site site) => Identity == IdentityOf(site);

    /// <summary>The device as dispatch adds it to a request; null unless it is on and tested with the site's very credentials.</summary>
    public SentinelDevice? ForSending(Site site) =>
        State == SentinelState.On && Passed && DeviceId is { } id && IsOf(site) ? new(Alias, id) : null;

    /// <summary>Where a device is registered.</summary>
    public static string AppOf(Site site) => $"{site.TwinPushUrl} {site.AppId}";

    /// <summary>Tells other credentials apart without keeping them: they are long and random.</summary>
    public static string IdentityOf(Site site) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{AppOf(site)}\n{site.CreatorKey}\n{site.ApiToken}")));
}

/// <summary>The device that is added to a request.</summary>
internal sealed record SentinelDevice(string Alias, string DeviceId);

/// <summary>Whether a sentinel goes with requests.</summary>
internal enum SentinelState
{
    /// <summary>It goes with requests.</summary>
    On,

    /// <summary>TwinPush rejected a request with it: it stays at home until TwinPush was asked about it.</summary>
    Suspect,

    /// <summary>It stays at home until a self-test passes.</summary>
    Off,
}

/// <summary>Where a device's notifications are found by their tag.</summary>
internal enum SentinelWay
{
    /// <summary>TwinPush's operation "inbox".</summary>
    Inbox,

    /// <summary>TwinPush's operation "search received notifications".</summary>
    Search,
}

/// <summary>A sentinel's new state.</summary>
/// <param name="Rejected">Whether one more request with it was rejected.</param>
/// <param name="Checked">Whether TwinPush was asked about it.</param>
internal sealed record SentinelChange(long SiteId, SentinelState From, SentinelState To, string Reason, DateTimeOffset At, bool Rejected = false, bool Checked = false);
