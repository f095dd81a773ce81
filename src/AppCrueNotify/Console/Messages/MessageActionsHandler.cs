using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;
using Microsoft.Extensions.Localization;
using TwinPush;

namespace AppCrueNotify.Console.Messages;

/// <summary>What can be done with one message.</summary>
internal sealed class MessageActionsHandler(
    MessageSearch search, MessageActions actions, IOperatorStore operators, Recalls recalls, IActivityLog activity, IStringLocalizer<MessagesText> words, TimeProvider time)
{
    private delegate Task<int> Change(MessageActionsHandler handler, Site site, long[] ids, string undo, CancellationToken cancellationToken);

    public static void Map(ConsoleRoutes routes)
    {
        Map(routes, "retry", (h, site, ids, _, c) => h.Actions.RetryAsync(site.Id, ids, h.Expiry(site), h.Now, c));
        Map(routes, "sent", (h, site, ids, _, c) => h.Actions.SettleSentAsync(site.Id, ids, h.Now, c));
        Map(routes, "not-sent", (h, site, ids, _, c) => h.Actions.SettleNotSentAsync(site.Id, ids, h.Expiry(site), h.Now, c));
        Map(routes, "cancel", (h, site, ids, undo, c) => h.Actions.CancelAsync(site.Id, ids, undo, h.Now, c));
        Map(routes, "discard", (h, site, ids, undo, c) => h.Actions.DiscardAsync(site.Id, ids, undo, h.Now, c));
        routes.Action<MessageActionsHandler>("/messages/{site:long}/{id:long}/recall", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.RecallAsync(request, cancellation));
    }

    private MessageActions Actions => actions;

    private DateTimeOffset Now => time.GetUtcNow();

    private static void Map(ConsoleRoutes routes, string action, Change change) => routes.Action<MessageActionsHandler>(
        $"/messages/{{site:long}}/{{id:long}}/{action}", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.ActAsync(request, action, change, cancellation));

    private async Task<IResult> ActAsync(ConsoleRequest request, string action, Change change, CancellationToken cancellationToken)
    {
        if (await FindAsync(request, cancellationToken) is not { } found)
            return ConsoleRequest.NotFound();
        var path = Path(request.Site, found);
        var undo = Guid.NewGuid().ToString("N");
        if (await change(this, request.Site, [found.Id], undo, cancellationToken) == 0)
            return request.Refused(path, words["Changed"]);
        await activity.WriteAsync(request.Access, $"messages.{action}", request.Site.Id, found.Key, 1, cancellationToken);
        return request.Done(action is "cancel" or "discard" ? $"/settle?site={request.Site.Id}&undo={undo}" : path, words[$"Done.{action}"]);
    }

    private async Task<IResult> RecallAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        if (await FindAsync(request, cancellationToken) is not { } found)
            return ConsoleRequest.NotFound();
        var path = Path(request.Site, found);
        if (await operators.FindSentAsync(request.Site.Id, found.Key, cancellationToken) is not { } sent)
            return request.Refused(path, words["Changed"]);
        int recalled;
        try
        {
            recalled = await recalls.RecallAsync(request.Site, sent, cancellationToken);
        }
        catch (TwinPushException e)
        {
            return request.Refused(path, words["NotRecalled", Reasons.ReasonCatalogue.Say(e.Message, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? e.Message]);
        }

        await activity.WriteAsync(request.Access, "messages.recall", request.Site.Id, found.Key, recalled, cancellationToken);
        return request.Done(path, words["Done.recall", recalled.ToString("N0", CultureInfo.CurrentCulture)]);
    }

    private Task<FoundMessage?> FindAsync(ConsoleRequest request, CancellationToken cancellationToken) =>
        search.FindAsync(request.Site.Id, long.Parse(request.Route("id"), NumberStyles.None, CultureInfo.InvariantCulture), cancellationToken);

    private DateTimeOffset Expiry(Site site) => Now + site.Settings.ExpireAfter.Default;

    private static string Path(Site site, FoundMessage message) => string.Create(CultureInfo.InvariantCulture, $"/messages/{site.Id}/{message.Id}");
}
