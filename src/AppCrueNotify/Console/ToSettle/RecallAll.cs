using System.Globalization;
using AppCrueNotify.Console.Access;
using AppCrueNotify.Console.Activity;
using AppCrueNotify.Console.Messages;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;
using Microsoft.Extensions.Localization;
using TwinPush;

namespace AppCrueNotify.Console.ToSettle;

/// <summary>Takes back all sent messages that fit a filter: TwinPush deletes the notifications that carried them, with everybody who is in these.</summary>
internal sealed class RecallAll(MessageSearch search, SentBatches batches, Recalls recalls, IActivityLog activity, IStringLocalizer<SettleText> words)
{
    public const string Action = "recall";

    /// <summary>Notifications of a press: each is a request to TwinPush, and a person's request has to end.</summary>
    public const int Most = 20;

    public static void Map(ConsoleRoutes routes) =>
        routes.Action<RecallAll>($"/settle/{{site:long}}/{Action}", new(ConsoleRole.Operator), (handler, request, cancellation) => handler.ActAsync(request, cancellation));

    /// <summary>What a press would take back.</summary>
    public async Task<RecallOffer> OfferAsync(Site site, MessageFilter filter, CancellationToken cancellationToken)
    {
        var found = await search.IdsAsync(filter, null, MessageActions.Round, cancellationToken);
        var sent = await batches.OfAsync(site.Id, found.Ids, cancellationToken);
        return new([.. sent.Take(Most)], sent.Count > Most || found.Next is not null);
    }

    private async Task<IResult> ActAsync(ConsoleRequest request, CancellationToken cancellationToken)
    {
        var form = SearchForm.Of(request, request.Form, [request.Site.Id]);
        var back = SettleActions.Back(request, form);
        if (form.Filter.States is not [RecipientState.Sent or RecipientState.Received or RecipientState.Opened])
            return request.Refused(back, words["Changed"]);
        var offer = await OfferAsync(request.Site, form.Filter, cancellationToken);
        var (recalled, trouble) = (0, (string?)null);
        foreach (var sent in offer.Sent)
        {
            try
            {
                recalled += await recalls.RecallAsync(request.Site, sent, cancellationToken);
            }
            catch (TwinPushException e)
            {
                trouble = Reasons.ReasonCatalogue.Say(e.Message, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName) ?? e.Message;
                break;
            }
        }

        if (recalled > 0)
            await activity.WriteAsync(request.Access, "messages.recall", request.Site.Id, SettleActions.Detail(form), recalled, cancellationToken);
        var done = words["Done.recall", recalled.ToString("N0", CultureInfo.CurrentCulture)];
        if (trouble is not null)
            return request.Refused(back, $"{done} {words["NotRecalled", trouble]}");
        return recalled == 0 ? request.Refused(back, words["Changed"]) : request.Done(back, offer.More ? $"{done} {words["Rest"]}" : done);
    }
}

/// <summary>Notifications that can be taken back at once.</summary>
/// <param name="More">Whether there are others that fit.</param>
internal sealed record RecallOffer(IReadOnlyList<SentNotification> Sent, bool More)
{
    public long Messages => Sent.Sum(s => (long)s.Recipients);
}
