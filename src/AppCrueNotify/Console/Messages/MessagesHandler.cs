using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Kit;
using AppCrueNotify.Console.ToSettle;
using AppCrueNotify.Storage.Views;

namespace AppCrueNotify.Console.Messages;

/// <summary><c>/messages</c>: finds messages.</summary>
internal sealed class MessagesHandler(MessageSearch search)
{
    private const int PageSize = 25;

    public static void Map(ConsoleRoutes routes) =>
        routes.Page<MessagesHandler>("/messages", new(ConsoleRole.Viewer), (handler, request, cancellation) => handler.ShowAsync(request, cancellation));

    private async Task<IResult> ShowAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var form = SearchForm.Of(request, request.Query, request.ShownSites.Select(s => s.Id));
        var found = await search.PageAsync(form.Filter, form.Before, PageSize, request.Access.SeesTexts, cancellationToken);
        return request.Show<MessagesPage>(new MessagesModel
        {
            Form = form,
            Found = found,
            SiteNames = request.Sites.ToDictionary(s => s.Id, s => s.Name),
            // Full: the list goes on. Not full and not at the end: it looked for as long as it may.
            Full = found.Messages.Count == PageSize,
            Next = found.Next is { } next ? PageAddress.With(request.Http.Request, ("before", next.ToString(CultureInfo.InvariantCulture))) : null,
            // One site and one state: then something can be done with all that fit.
            Decide = request is { ChosenSite: not null, Access.Operates: true } && form.Filter.States is [var state] && SettleHandler.Possible(state).Count > 0
                ? "/settle" + PageAddress.With(request.Http.Request, ("before", null))[request.Http.Request.Path.ToString().Length..]
                : null,
            First = form.Before is null ? null : PageAddress.With(request.Http.Request, ("before", null)),
        });
    }
}

/// <summary>What the page shows.</summary>
internal sealed record MessagesModel
{
    public required SearchForm Form { get; init; }
    public required FoundPage Found { get; init; }
    public required IReadOnlyDictionary<long, string> SiteNames { get; init; }
    public required bool Full { get; init; }
    public string? Next { get; init; }

    /// <summary>Where something is done with all that fit.</summary>
    public string? Decide { get; init; }

    public string? First { get; init; }
}
