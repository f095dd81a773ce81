using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Console.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace AppCrueNotify.Console.ToSettle;

/// <summary>What is done to all messages of a site that fit a filter, in rounds that hold the database for milliseconds.</summary>
internal sealed class SettleActions(MessageSearch search, MessageActions actions, IDispatchStore dispatch, IActivityLog activity, IStringLocalizer<SettleText> words, TimeProvider time)
{
    // A request of a person ends; what is left is done by asking again.
    private const int MostRounds = 100;

    public static void Map(ConsoleRoutes routes)
    {
        foreach (var action in (string[])["retry", "discard", "sent", "not-sent", "cancel"])
            routes.Action<SettleActions>($"/settle/{{site:long}}/{action}", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.ActAsync(request, action, cancellation));
        routes.Action<SettleActions>("/settle/{site:long}/undo", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.UndoAsync(request, cancellation));
        routes.Action<SettleActions>("/settle/{site:long}/resume", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.ResumeAsync(request, cancellation));
    }

    private async Task<IResult> ActAsync(ConsoleRequest request, string action, CancellationToken cancellationToken)
    {
        var form = SearchForm.Of(request, request.Form, [request.Site.Id]);
        var back = Back(request, form);
        if (form.Filter.States is not [var state] || !SettleHandler.Possible(state).Any(p => p.Action == action))
            return request.Refused(back, words["Changed"]);
        var undo = Guid.NewGuid().ToString("N");
        var done = 0L;
        FoundIds found;
        long? before = null;
        var rounds = 0;
        do
        {
            found = await search.IdsAsync(form.Filter, before, MessageActions.Round, cancellationToken);
            before = found.Next;
            done += await RoundAsync(request, action, found.Ids, undo, cancellationToken);
        }
        while (before is not null && ++rounds < MostRounds);
        await activity.WriteAsync(request.Access, $"messages.{action}", request.Site.Id, Detail(form), done, cancellationToken);
        if (done == 0)
            return request.Refused(back, words["Changed"]);
        var sentence = words[$"Done.{action}", done.ToString("N0", CultureInfo.CurrentCulture)];
        if (action is "cancel" or "discard")
            back = QueryHelpers.AddQueryString(back, "undo", undo);
        return request.Done(back, before is null ? sentence : $"{sentence} {words["Rest"]}");
    }

    private Task<int> RoundAsync(ConsoleRequest request, string action, IReadOnlyList<long> ids, string undo, CancellationToken cancellationToken)
    {
        var (site, now) = (request.Site, time.GetUtcNow());
        var expiry = now + site.Settings.ExpireAfter.Default;
        return action switch
        {
            "retry" => actions.RetryAsync(site.Id, ids, expiry, now, cancellationToken),
            "sent" => actions.SettleSentAsync(site.Id, ids, now, cancellationToken),
            "not-sent" => actions.SettleNotSentAsync(site.Id, ids, expiry, now, cancellationToken),
            "cancel" => actions.CancelAsync(site.Id, ids, undo, now, cancellationToken),
            "discard" => actions.DiscardAsync(site.Id, ids, undo, now, cancellationToken),
            _ => throw new InvalidOperationException($"There is no action '{action}'."),
        };
    }

    private async Task<IResult> UndoAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var undone = await actions.UndoAsync(request.Site.Id, request.Form("action"), time.GetUtcNow(), cancellationToken);
        var back = $"/settle?site={request.Site.Id}";
        if (undone == 0)
            return request.Refused(back, words["UndoLate"]);
        await activity.WriteAsync(request.Access, "messages.undo", request.Site.Id, null, undone, cancellationToken);
        return request.Done(back, words["Done.undo", undone.ToString("N0", CultureInfo.CurrentCulture)]);
    }

    private async Task<IResult> ResumeAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var back = $"/settle?site={request.Site.Id}";
        if (!await dispatch.ResumeSiteAsync(request.Site.Id, cancellationToken))
            return request.Refused(back, words["Changed"]);
        await activity.WriteAsync(request.Access, "sites.resume", request.Site.Id, null, null, cancellationToken);
        return request.Done(back, words["Done.resume"]);
    }

    /// <summary>The list that somebody acted on.</summary>
    internal static string Back(ConsoleRequest request, SearchForm form) =>
        QueryHelpers.AddQueryString("/settle", form.Values.Select(v => KeyValuePair.Create(v.Key, (string?)v.Value)).Prepend(new("site", request.Site.Id.ToString(CultureInfo.InvariantCulture))));

    // The activity log keeps no alias and no text.
    internal static string Detail(SearchForm form) => string.Join(", ", form.Values.Where(v => v.Key is not ("alias" or "text")).Select(v => $"{v.Key} {v.Value}"));
}
