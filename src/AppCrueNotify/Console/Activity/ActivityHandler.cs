using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Kit;

namespace AppCrueNotify.Console.Activity;

/// <summary><c>/activity</c>: who did what.</summary>
internal sealed class ActivityHandler(IActivityLog log)
{
    public static void Map(ConsoleRoutes routes) =>
        routes.Page<ActivityHandler>("/activity", new(ConsoleRole.Viewer), (handler, request, cancellation) => handler.ShowAsync(request, cancellation));

    private async Task<IResult> ShowAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var before = long.TryParse(request.Query("before"), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        var page = await log.ReadAsync(new()
        {
            Sites = request.ChosenSite is null && request.Access.SeesEverySite ? null : [.. request.ShownSites.Select(s => s.Id)],
            Who = request.Query("who"),
            Before = before,
        }, cancellationToken);
        return request.Show<ActivityPage>(new ActivityModel
        {
            Entries = page.Entries,
            Who = request.Query("who"),
            SiteNames = request.Sites.ToDictionary(s => s.Id, s => s.Name),
            Next = page.More ? PageAddress.With(request.Http.Request, ("before", page.Entries[^1].Id.ToString(CultureInfo.InvariantCulture))) : null,
            First = before is null ? null : PageAddress.With(request.Http.Request, ("before", null)),
        });
    }
}

/// <summary>What the page shows.</summary>
internal sealed record ActivityModel
{
    public required IReadOnlyList<ActivityEntry> Entries { get; init; }
    public required IReadOnlyDictionary<long, string> SiteNames { get; init; }
    public string? Who { get; init; }
    public string? Next { get; init; }
    public string? First { get; init; }
}
