using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;
using TwinPush.Notifications;

namespace AppCrueNotify.Receipts;

/// <summary>Asks TwinPush what became of one site's accepted requests: the report each time, the deliveries when the report's counts changed.</summary>
internal sealed class ReceiptPoller(IReceiptStore store, TwinPushClientFactory clients, SitesAtOnce room, ReceiptsOptions options, TimeProvider time)
{
    private const int NewAtOnce = 1000;
    private const int MostErrors = 50;
    private readonly RequestBudget _budget = new(time);

    /// <summary>Asks after what is due, a bounded number.</summary>
    /// <returns>How long to rest.</returns>
    /// <exception cref="TwinPushException">TwinPush did not answer; what was not asked after is due again later.</exception>
    public async Task<TimeSpan> RoundAsync(Site site, CancellationToken cancellationToken)
    {
        var scheduled = await store.ScheduleNewAsync(site.Id, options.Schedule[0], NewAtOnce, cancellationToken);
        var now = time.GetUtcNow();
        var due = await store.ClaimAsync(site.Id, options.ReceiptsAtOnce, now, now + options.Lease, cancellationToken);
        foreach (var receipt in due)
            await PollAsync(site, receipt, cancellationToken);
        return scheduled == NewAtOnce || due.Count == options.ReceiptsAtOnce ? TimeSpan.Zero : options.Poll;
    }

    private async Task PollAsync(Site site, DueReceipt due, CancellationToken cancellationToken)
    {
        LearnedReceipt learned;
        try
        {
            learned = await SitesAtOnce.InAsync(room.Others, () => LearnAsync(site, due, cancellationToken), cancellationToken);
        }
        catch (TwinPushException e) when (e.Kind == FailureKind.NotFound)
        {
            learned = Unchanged(due) with { EndReason = "TwinPush no longer has the notification" };
        }
        catch (Exception e) when (e is TwinPushException or ListTooLongException)
        {
            var again = ReceiptRules.AfterFailure(options, due.AcceptedAt, time.GetUtcNow());
            await store.SaveAsync(Unchanged(due) with { NextAt = again, EndReason = again is null ? $"given up: {e.Message}" : null }, time.GetUtcNow(), cancellationToken);
            throw;
        }

        await store.SaveAsync(learned, time.GetUtcNow(), cancellationToken);
    }

    private async Task<LearnedReceipt> LearnAsync(Site site, DueReceipt due, CancellationToken cancellationToken)
    {
        var client = clients.Create(site);
        await TurnAsync(site, cancellationToken);
        var report = await client.GetReportAsync(due.NotificationId, cancellationToken);
        var counts = new ReceiptCounts(report.DeliveryCount, report.ReceivedCount, report.OpeningCount);
        var ended = report.Status is NotificationStatus.Sent or NotificationStatus.Error;
        var now = time.GetUtcNow();
        var learned = new LearnedReceipt
        {
            AttemptId = due.AttemptId,
            Status = report.StatusText,
            Counts = counts,
            Complete = due.Complete,
            Errors = [.. report.Errors.Take(MostErrors).Select(e => Traced(e, now))],
            NextAt = ReceiptRules.Next(options.Schedule, due.AcceptedAt, now),
        };
        if (learned.NextAt is null)
            learned = learned with { EndReason = "the last look of the schedule" };
        // Deliveries are many requests, and say nothing new while the counts stand still.
        if (due.Complete && counts == due.Counts)
            return learned;

        var (rows, deliveries) = await DeliveriesAsync(site, client, due.NotificationId, counts, cancellationToken);
        var complete = ended && rows >= counts.Deliveries;
        var recipients = await store.RecipientsAsync(due.AttemptId, cancellationToken);
        var changes = ReceiptRules.Decide(due.AttemptId, recipients, deliveries, complete, now);
        learned = learned with { Complete = complete, Changes = changes };
        return complete && ReceiptRules.Settled(recipients, changes) ? learned with { NextAt = null, EndReason = "nothing more can come" } : learned;
    }

    private async Task<(int Rows, Dictionary<string, List<PhoneReceipt>> ByAlias)> DeliveriesAsync(
        Site site, TwinPushClient client, string notificationId, ReceiptCounts counts, CancellationToken cancellationToken)
    {
        var (rows, byAlias) = (0, new Dictionary<string, List<PhoneReceipt>>());
        // A list that moves while its pages are read has some twice.
        var known = new HashSet<string>();
        try
        {
            var list = client.ListDeliveriesAsync(notificationId, options.PageSize, cancellationToken);
            await foreach (var delivery in list.PacedAsync(token => TurnAsync(site, token), options.PageSize, options.DeliveryRequests, cancellationToken))
            {
                if (delivery.Id.Length > 0 && !known.Add(delivery.Id))
                    continue;
                rows++;
                if (delivery.Device?.Alias is not { Length: > 0 } alias)
                    continue;
                if (!byAlias.TryGetValue(AliasFold.Of(alias), out var phones))
                    byAlias.Add(AliasFold.Of(alias), phones = []);
                phones.Add(Phones.Of(delivery));
            }
        }
        catch (TwinPushException e) when (e.Kind == FailureKind.NotFound && counts.Deliveries == 0)
        {
            // DeliveryNotFound where there are none: the same as an empty list.
        }

        return (rows, byAlias);
    }

    private Task TurnAsync(Site site, CancellationToken cancellationToken) =>
        _budget.TurnAsync(site.Settings.MaxRequestsPerSecond * options.BackgroundShare, cancellationToken);

    private static LearnedReceipt Unchanged(DueReceipt due) => new() { AttemptId = due.AttemptId, Counts = due.Counts, Complete = due.Complete };

    private static TracedPlatformError Traced(ReportError error, DateTimeOffset now) =>
        new(error.Platform ?? "all", error.Level ?? "error", error.Key ?? "", PlatformErrors.Words(error.Key, error.Message), error.CreatedAt ?? now);
}
