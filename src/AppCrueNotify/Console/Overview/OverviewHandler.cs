using AppCrueNotify.Console.Access;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;

namespace AppCrueNotify.Console.Overview;

/// <summary><c>/</c>: what needs a person, then how it goes.</summary>
internal sealed class OverviewHandler(Tallies tallies, TimeProvider time)
{
    public static void Map(ConsoleRoutes routes) =>
        routes.Page<OverviewHandler>("/", new(ConsoleRole.Viewer), (handler, request, cancellation) => handler.ShowAsync(request, cancellation));

    private async Task<IResult> ShowAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var sites = request.ShownSites;
        long[] ids = [.. sites.Select(s => s.Id)];
        var since = TallyRules.Start(TallyRules.Hour(time.GetUtcNow()) - (OverviewModel.Hours - 1));
        var now = await tallies.NowAsync(ids, cancellationToken);
        var oldest = new Dictionary<long, DateTimeOffset?>();
        foreach (var waiting in now.Where(t => t.State == RecipientState.Waiting))
            oldest[waiting.SiteId] = await tallies.OldestWaitingAsync(waiting.SiteId, waiting.Count, cancellationToken);
        return request.Show<OverviewPage>(OverviewModel.Of(
            sites, now, await tallies.HoursAsync(ids, since, cancellationToken), await tallies.DelaysAsync(ids, since, cancellationToken), oldest, since));
    }
}
