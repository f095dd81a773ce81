namespace AppCrueNotify.Storage;

/// <summary>For people: the sites whose TwinPush does not answer. Nothing is decided by it. Safe for concurrent use.</summary>
internal interface ISiteGateStore
{
    /// <summary>Writes how a site's TwinPush stands; null: it answers.</summary>
    Task SaveAsync(long siteId, SiteOutage? outage, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>The sites whose TwinPush does not answer.</summary>
    Task<IReadOnlyDictionary<long, SiteOutage>> AllAsync(CancellationToken cancellationToken);
}

/// <summary>A site's TwinPush does not answer, or asked for a rest.</summary>
/// <param name="Since">When the first request of the row failed.</param>
/// <param name="Reason">What the last one came to, in words.</param>
/// <param name="Failures">Requests in a row that failed.</param>
/// <param name="ProbeAt">When the next request may leave.</param>
internal sealed record SiteOutage(DateTimeOffset Since, string Reason, int Failures, DateTimeOffset ProbeAt);
