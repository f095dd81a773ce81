using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Doctor;

/// <summary>Examines one site: asks everybody at once, judges by <see cref="DoctorRules"/>. Sends no push and changes nothing.</summary>
internal sealed class SiteDoctor(WebProbe web, KeyProbe keys, IConnectionStore connections, IReportStore reports, SiteHistory history, TimeProvider time)
{
    /// <summary>How long each question may take: a person waits for the answer. 5 seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <exception cref="StoreUnavailableException">The database cannot answer; the message says why.</exception>
    public async Task<Diagnosis> ExamineAsync(Site site, CancellationToken cancellationToken)
    {
        var twinPush = web.AskAsync(site.TwinPushUrl, cancellationToken);
        var moodle = web.AskAsync(new(site.MoodleUrl), cancellationToken);
        var gateway = site.Settings.PublicUrl is { } address ? web.AskAsync(Live(address), cancellationToken) : null;
        var creatorKey = keys.CreatorKeyAsync(site, cancellationToken);
        var apiToken = site.ApiToken is null ? null : keys.ApiTokenAsync(site, cancellationToken);
        await Task.WhenAll(new Task?[] { twinPush, moodle, gateway, creatorKey, apiToken }.OfType<Task>());
        var now = time.GetUtcNow();
        return new(site.Name, now, DoctorRules.Judge(new()
        {
            Site = site,
            Now = now,
            TwinPush = await twinPush,
            Moodle = await moodle,
            Gateway = gateway is null ? null : await gateway,
            CreatorKey = await creatorKey,
            ApiToken = apiToken is null ? null : await apiToken,
            Connection = (await connections.ConnectionsAsync(cancellationToken)).FirstOrDefault(c => c.SiteId == site.Id),
            LastAccepted = await history.LastAcceptedAsync(site.Id, cancellationToken),
            Backlog = await reports.BacklogAsync(site.Id, cancellationToken),
        }));
    }

    private static Uri Live(Uri address) => new($"{address.AbsoluteUri.TrimEnd('/')}/health/live");
}
