using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;

namespace AppCrueNotify.Console.Messages;

/// <summary><c>/messages/SITE/ID</c>: one message's whole life.</summary>
internal sealed class MessageHandler(MessageSearch search, Originals originals, IReportStore reports, IOperatorStore operators, TimeProvider time)
{
    public static void Map(ConsoleRoutes routes)
    {
        routes.Page<MessageHandler>("/messages/{site:long}/{id:long}", new(ConsoleRole.Viewer), (handler, request, cancellation) => handler.ShowAsync(request, cancellation));
        MessageActionsHandler.Map(routes);
    }

    private async Task<IResult> ShowAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var id = long.Parse(request.Route("id"), NumberStyles.None, CultureInfo.InvariantCulture);
        if (await search.FindAsync(request.Site.Id, id, cancellationToken) is not { } found)
            return ConsoleRequest.NotFound();
        // None: it was deleted between the two reads.
        if (await reports.TraceKeyAsync(request.Site.Id, found.Key, cancellationToken) is not [var traced])
            return ConsoleRequest.NotFound();
        var sent = found.State is RecipientState.Sent or RecipientState.Received or RecipientState.Opened ? await operators.FindSentAsync(request.Site.Id, found.Key, cancellationToken) : null;
        var kept = request.Access.SeesTexts ? await originals.FindAsync(request.Site.Id, id, cancellationToken) : null;
        return request.Show<MessagePage>(new MessageModel(
            request.Site, found, request.Access.SeesTexts ? traced : traced with { Push = null }, sent,
            kept is null ? null : OriginalShown.Of(kept, found.Component, request.Site.Settings, time.GetUtcNow())));
    }
}

/// <summary>What the page shows.</summary>
/// <param name="Sent">The notification that could be taken back; null when there is none.</param>
/// <param name="Original">Null for those who see no texts, and when there is no push.</param>
internal sealed record MessageModel(Site Site, FoundMessage Found, TracedMessage Traced, SentNotification? Sent, OriginalShown? Original)
{
    public string Path => string.Create(CultureInfo.InvariantCulture, $"/messages/{Site.Id}/{Found.Id}");
}
