using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Kit;
using AppCrueNotify.Console.Messages;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage.Views;

namespace AppCrueNotify.Console.ToSettle;

/// <summary><c>/settle</c>: what waits for a person's decision, and what can be done with all that fits.</summary>
internal sealed class SettleHandler(Tallies tallies, MessageSearch search, MessageActions actions, RecallAll recalls, TimeProvider time)
{
    /// <summary>Counting one by one stops here: "more than".</summary>
    public const int CountedMost = 10_000;

    private const int PageSize = 25;

    /// <summary>The states that are decided about, in the order in which they are shown.</summary>
    public static IReadOnlyList<RecipientState> States { get; } = [RecipientState.Failed, RecipientState.Held, RecipientState.Undeliverable, RecipientState.Expired, RecipientState.Waiting];

    public static void Map(ConsoleRoutes routes) =>
        routes.Page<SettleHandler>("/settle", new(ConsoleRole.Viewer), (handler, request, cancellation) => handler.ShowAsync(request, cancellation));

    /// <summary>What can be done with messages of a state.</summary>
    public static IReadOnlyList<(string Action, bool Danger)> Possible(RecipientState state) => state switch
    {
        RecipientState.Failed or RecipientState.Undeliverable or RecipientState.Expired => [("retry", false), ("discard", true)],
        RecipientState.Held => [("sent", false), ("not-sent", false), ("discard", true)],
        RecipientState.Waiting => [("cancel", true)],
        RecipientState.Sent or RecipientState.Received or RecipientState.Opened => [(RecallAll.Action, true)],
        _ => [],
    };

    private async Task<IResult> ShowAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        long[] sites = [.. request.ShownSites.Select(s => s.Id)];
        var counts = (await tallies.NowAsync(sites, cancellationToken)).ToDictionary(t => (t.SiteId, t.State), t => t.Count);
        // What is done to all that fit is done to one site's: people decide about a site, not about an average of them.
        var site = request.ChosenSite ?? (request.Sites.Count == 1 ? request.Sites[0] : null);
        var form = SearchForm.Of(request, request.Query, site is null ? sites : [site.Id]);
        var chosen = form.Filter.States is [var state] && Possible(state).Count > 0 ? state : (RecipientState?)null;
        SettleList? list = null;
        if (site is not null && chosen is not null)
        {
            var found = await search.PageAsync(form.Filter, form.Before, PageSize, request.Access.SeesTexts, cancellationToken);
            var (count, more) = await search.CountAsync(form.Filter, CountedMost, cancellationToken);
            list = new()
            {
                Recall = request.Access.Operates && Possible(chosen.Value) is [(RecallAll.Action, _)] ? await recalls.OfferAsync(site, form.Filter, cancellationToken) : null,
                Site = site,
                State = chosen.Value,
                Found = found,
                Count = count,
                CountIsLeast = more,
                Next = found.Next is { } next ? PageAddress.With(request.Http.Request, ("before", next.ToString(CultureInfo.InvariantCulture))) : null,
                First = form.Before is null ? null : PageAddress.With(request.Http.Request, ("before", null)),
            };
        }

        var undo = site is not null && request.Query("undo") is { Length: <= 40 } action ? action : null;
        return request.Show<SettlePage>(new SettleModel
        {
            Form = form,
            Counts = counts,
            List = list,
            Undo = undo,
            UndoSite = site,
            Undoable = undo is null ? 0 : await actions.UndoableAsync(site!.Id, undo, time.GetUtcNow(), cancellationToken),
        });
    }
}

/// <summary>What the page shows.</summary>
internal sealed record SettleModel
{
    public required SearchForm Form { get; init; }
    public required IReadOnlyDictionary<(long Site, RecipientState State), long> Counts { get; init; }

    /// <summary>The messages of the site and state that were chosen.</summary>
    public SettleList? List { get; init; }

    /// <summary>What was just done and can be taken back.</summary>
    public string? Undo { get; init; }

    public Site? UndoSite { get; init; }
    public int Undoable { get; init; }

    public long Count(long site, RecipientState state) => Counts.GetValueOrDefault((site, state));
}

/// <summary>Messages of one site in one state.</summary>
internal sealed record SettleList
{
    public required Site Site { get; init; }
    public required RecipientState State { get; init; }
    public required FoundPage Found { get; init; }

    /// <summary>What can be taken back, of sent messages.</summary>
    public RecallOffer? Recall { get; init; }

    public required long Count { get; init; }

    /// <summary>There are more than were counted.</summary>
    public required bool CountIsLeast { get; init; }

    public string? Next { get; init; }
    public string? First { get; init; }
}
