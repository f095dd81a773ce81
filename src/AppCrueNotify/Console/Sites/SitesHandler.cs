using AppCrueNotify.Console.Access;
using AppCrueNotify.Doctor;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Console.Sites;

/// <summary><c>/sites</c>: all sites, one site, and its doctor. Shows and changes nothing.</summary>
internal sealed class SitesHandler(IConnectionStore connections, IReportStore reports, SiteTokens tokens, SiteDoctor doctor, TimeProvider time)
{
    public static void Map(ConsoleRoutes routes)
    {
        routes.Page<SitesHandler>("/sites", new(ConsoleRole.Viewer), (handler, request, cancellation) => handler.ListAsync(request, cancellation));
        routes.Page<SitesHandler>("/sites/{site:long}", new(ConsoleRole.Viewer), (handler, request, cancellation) => handler.ShowAsync(request, null, cancellation));
        routes.Page<SitesHandler>("/sites/{site:long}/doctor", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.ExamineAsync(request, cancellation));
    }

    /// <summary>The page of one site.</summary>
    /// <param name="newToken">A token that was made just now; it is shown this once.</param>
    public async Task<IResult> ShowAsync(ConsoleRequest request, string? newToken, CancellationToken cancellationToken) => request.Show<SitePage>(new SiteModel(
        request.Site,
        (await connections.ConnectionsAsync(cancellationToken)).FirstOrDefault(c => c.SiteId == request.Site.Id),
        await reports.BacklogAsync(request.Site.Id, cancellationToken),
        request.Access.Administers ? await tokens.ListAsync(request.Site.Id, time.GetUtcNow(), cancellationToken) : [],
        newToken));

    private async Task<IResult> ListAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var connected = (await connections.ConnectionsAsync(cancellationToken)).ToDictionary(c => c.SiteId);
        return request.Show<SitesPage>(new SitesModel([.. request.Sites.Select(s => (s, connected.GetValueOrDefault(s.Id)))]));
    }

    private async Task<IResult> ExamineAsync(ConsoleRequest request, CancellationToken cancellationToken) =>
        request.Show<DoctorPage>(new DoctorModel(request.Site, await doctor.ExamineAsync(request.Site, cancellationToken)));
}

/// <summary>The sites that are open to the reader, with their Moodles' last connections.</summary>
internal sealed record SitesModel(IReadOnlyList<(Site Site, SiteConnection? Connection)> Sites);

/// <summary>One site.</summary>
internal sealed record SiteModel(Site Site, SiteConnection? Connection, SiteBacklog Backlog, IReadOnlyList<LiveToken> Tokens, string? NewToken);

/// <summary>What the doctor found.</summary>
internal sealed record DoctorModel(Site Site, Diagnosis Diagnosis);

/// <summary>A site's state as a word of the kit's badge.</summary>
internal static class SiteStates
{
    public static string Word(this Site site) => site.PauseReason is not null ? "paused" : site.Settings.Enabled ? "active" : "disabled";
}
