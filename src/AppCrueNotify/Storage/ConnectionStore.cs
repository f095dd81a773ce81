namespace AppCrueNotify.Storage;

/// <summary>What each Moodle said of itself. Safe for concurrent use.</summary>
internal interface IConnectionStore
{
    /// <summary>Notes that a Moodle connected, and changes its settings as decided, in one transaction.</summary>
    /// <param name="decide">Pure; what it throws comes back and nothing is changed.</param>
    Task<TDecision> ConnectAsync<TDecision>(SiteConnection connection, Func<ConnectionSettings, (ConnectionSettings Settings, TDecision Decision)> decide, CancellationToken cancellationToken);

    /// <summary>The last connection of each site that ever connected.</summary>
    Task<IReadOnlyList<SiteConnection>> ConnectionsAsync(CancellationToken cancellationToken);
}

/// <summary>A Moodle's last connection.</summary>
/// <param name="Plugin">The plugin's version, in its own words.</param>
/// <param name="Moodle">Moodle's version, in its own words.</param>
internal sealed record SiteConnection(long SiteId, string Plugin, string Moodle, DateTimeOffset At);

/// <summary>A site's settings as typed, and those of them that came from Moodle.</summary>
internal sealed record ConnectionSettings(IReadOnlyDictionary<string, string> Typed, IReadOnlyDictionary<string, string> Given);
