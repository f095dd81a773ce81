using System.Globalization;
using System.Text;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Kit;
using AppCrueNotify.Exports;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Console.Reach;

/// <summary><c>/reach</c>: who can be reached, and who has no app. Aliases are for operators.</summary>
internal sealed class ReachHandler(ReachFigures figures, UnreachedPeople people)
{
    private const int OnAPage = 100;

    public static void Map(ConsoleRoutes routes)
    {
        routes.Page<ReachHandler>("/reach", new(ConsoleRole.Viewer), (handler, request, cancellation) => handler.ShowAsync(request, cancellation));
        routes.Page<ReachHandler>("/reach/{site:long}", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.PeopleAsync(request, cancellation));
        routes.Page<ReachHandler>("/reach/{site:long}/people.csv", new(ConsoleRole.Operator), (handler, request, _) => Task.FromResult<IResult>(handler.Export(request)));
    }

    private async Task<IResult> ShowAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var (sites, at) = await figures.GetAsync(cancellationToken);
        return request.Show<ReachPage>(new ReachModel([.. request.ShownSites.Select(s => (s, sites.GetValueOrDefault(s.Id) ?? new(s.Id, 0, 0, null, 0, 0)))], at));
    }

    private async Task<IResult> PeopleAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var after = request.Query("after");
        var page = await people.PageAsync(request.Site.Id, after, OnAPage + 1, cancellationToken);
        return request.Show<PeoplePage>(new PeopleModel(
            request.Site,
            [.. page.Take(OnAPage)],
            page.Count > OnAPage ? PageAddress.With(request.Http.Request, ("after", page[OnAPage - 1].Alias)) : null,
            after is null ? null : PageAddress.With(request.Http.Request, ("after", null))));
    }

    private Microsoft.AspNetCore.Http.HttpResults.PushStreamHttpResult Export(ConsoleRequest request) => TypedResults.Stream(
        async body =>
        {
            // With a byte order mark spreadsheets read it as UTF-8.
            await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
            await writer.WriteLineAsync(Csv.Row("alias", "messages", "last_at"));
            await foreach (var person in people.AllAsync(request.Site.Id, request.Http.RequestAborted))
                await writer.WriteLineAsync(Csv.Row(person.Alias, person.Messages.ToString(CultureInfo.InvariantCulture), person.LastAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)).AsMemory(), request.Http.RequestAborted);
        },
        "text/csv; charset=utf-8",
        string.Create(CultureInfo.InvariantCulture, $"without-app-{request.Site.Id}.csv"));
}

/// <summary>Figures of sites, as counted then.</summary>
internal sealed record ReachModel(IReadOnlyList<(Site Site, SiteReach Reach)> Sites, DateTimeOffset At);

/// <summary>Some of a site's people without app.</summary>
internal sealed record PeopleModel(Site Site, IReadOnlyList<UnreachedPerson> People, string? Next, string? First);
