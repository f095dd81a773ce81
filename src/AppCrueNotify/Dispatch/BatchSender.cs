using AppCrueNotify.Dispatch.Inquiries;
using AppCrueNotify.Messages;
using AppCrueNotify.Sentinels;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;
using TwinPush.Notifications;

namespace AppCrueNotify.Dispatch;

/// <summary>Carries one claimed batch through its three commit points.</summary>
internal sealed partial class BatchSender(
    IDispatchStore store, TwinPushClientFactory clients, SentinelGuard guard, SentinelOptions sentinels, DispatchMetrics metrics, DispatchOptions options, TimeProvider time, Random random, ILogger<BatchSender> logger)
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(1);

    // Commit point 1, the claim, was the caller's. A crash before it: nothing happened. A crash from here on until commit point 2:
    // nothing was sent; the recipients wait again when the lease ends (on SQLite: at the next start).
    public async Task<Answer?> SendAsync(Site site, Claim claim, IReadOnlyDictionary<long, Push> pushes, SiteGate gate, CancellationToken abort)
    {
        var began = time.GetTimestamp();
        // Commit point 2: from here on TwinPush may have the request. A crash before commit point 3: the outcome is unknown,
        // and is treated as unknown, never as unsent.
        if (!await WrittenAsync(claim.AttemptId, () => store.BeginPostingAsync(claim.AttemptId, time.GetUtcNow(), CancellationToken.None), abort))
        {
            Log.ClaimLost(logger, claim.AttemptId, site.Name);
            return null;
        }

        var answer = await gate.SendAsync(token => metrics.TimeAsync(site.Name, t => PostAsync(site, claim, pushes, began, t), token), abort);
        metrics.Answered(site.Name, answer, claim.Recipients.Count);
        var completion = Decide(claim, answer, site.Settings.OnUnknown);
        if (answer.RepeatPossible && completion.LookAt is null)
            metrics.Repeated(site.Name, completion.Changes.OfType<RecipientChange.Requeue>().Sum(c => c.Ids?.Count ?? claim.Recipients.Count));
        // Before the recipients wait again, so that they leave without it.
        await guard.NoteAsync(site, claim, answer, abort);

        if (answer.Outcome == Outcome.Misconfigured)
            gate.Refused();

        // Commit point 3: outcome and recipients in one transaction. After it the batch is history.
        await CompleteAsync(completion, abort);
        Log.Completed(logger, claim.AttemptId, site.Name, claim.Recipients.Count, answer.Outcome.Word(), answer.Reason);
        return answer;
    }

    /// <summary>Ends attempts that a crash left open.</summary>
    public async Task EndOrphanAsync(OrphanedAttempt orphan, OnUnknown onUnknown, CancellationToken cancellationToken)
    {
        if (!orphan.Posting)
        {
            await store.ReleaseAsync(orphan.AttemptId, "the gateway stopped before it was sent", time.GetUtcNow(), cancellationToken);
            return;
        }

        var answer = new Answer { Outcome = Outcome.Unknown, Reason = "the gateway stopped while TwinPush's answer was awaited", RepeatPossible = true };
        var claim = new Claim(orphan.AttemptId, orphan.Kind, orphan.Tag, orphan.Recipients) { Sentinel = orphan.Sentinel };
        await CompleteAsync(Decide(claim, answer, onUnknown), cancellationToken);
    }

    private Completion Decide(Claim claim, Answer answer, OnUnknown onUnknown)
    {
        var now = time.GetUtcNow();
        return OutcomeRules.Decide(claim, answer, onUnknown, now, random.NextDouble(), InquiryRules.First(sentinels, now));
    }

    private async Task<Answer> PostAsync(Site site, Claim claim, IReadOnlyDictionary<long, Push> pushes, long began, CancellationToken abort)
    {
        // A process that slept here (a stopped machine, a debugger) may wake after its lease: others hold the batch for unknown by then and may have sent it again.
        if (time.GetElapsedTime(began) > options.PostWithin)
            return new() { Outcome = Outcome.NotSent, Reason = "the gateway stood still before it could post" };
        try
        {
            var notification = Build(site, claim, pushes);
            var created = await clients.Create(site).CreateNotificationAsync(notification, abort);
            return Answer.Accepted(created.Id);
        }
        catch (TwinPushException e)
        {
            return Answer.Of(e);
        }
        catch (InvalidBatchException e)
        {
            return new() { Outcome = Outcome.Rejected, Reason = e.Message };
        }
        catch (OperationCanceledException) when (abort.IsCancellationRequested)
        {
            return new() { Outcome = Outcome.Unknown, Reason = "the gateway stopped while TwinPush's answer was awaited", RepeatPossible = true };
        }
    }

    /// <summary>A request that cannot even be written is rejected like one that TwinPush refuses: splitting finds the bad recipient and spares the others.</summary>
    private NewNotification Build(Site site, Claim claim, IReadOnlyDictionary<long, Push> pushes)
    {
        try
        {
            return NotificationBuilder.Build(site, claim.Kind, claim.Tag, claim.Recipients, pushes, claim.Sentinel?.Alias);
        }
        catch (Exception e) when (e is not TwinPushException)
        {
            Log.BuildFailed(logger, claim.AttemptId, site.Name, e);
            throw new InvalidBatchException($"the request could not be written ({e.GetType().Name})", e);
        }
    }

    private async Task CompleteAsync(Completion completion, CancellationToken abort)
    {
        if (!await WrittenAsync(completion.AttemptId, () => store.CompleteAsync(completion, time.GetUtcNow(), CancellationToken.None), abort))
            Log.Fenced(logger, completion.AttemptId);
    }

    /// <summary>What is known must be written: a full disk or a locked database is waited out, as long as the process lives.</summary>
    private async Task<bool> WrittenAsync(long attemptId, Func<Task<bool>> write, CancellationToken abort)
    {
        while (true)
        {
            try
            {
                return await write();
            }
            catch (StoreUnavailableException e) when (!abort.IsCancellationRequested)
            {
                Log.WriteDelayed(logger, attemptId, e.Message);
                await Task.Delay(StoreRetry, time, abort);
            }
        }
    }

    private sealed class InvalidBatchException(string message, Exception inner) : Exception(message, inner);

    private static partial class Log
    {
        [LoggerMessage(205, LogLevel.Error, "The request of attempt {Attempt} of site {Site} could not be written.")]
        public static partial void BuildFailed(ILogger logger, long attempt, string site, Exception exception);

        [LoggerMessage(201, LogLevel.Warning, "Attempt {Attempt} of site {Site} is no longer ours; it was not sent.")]
        public static partial void ClaimLost(ILogger logger, long attempt, string site);

        [LoggerMessage(202, LogLevel.Information, "Attempt {Attempt} of site {Site} with {Recipients} recipients: {Outcome} ({Reason}).")]
        public static partial void Completed(ILogger logger, long attempt, string site, int recipients, string outcome, string reason);

        [LoggerMessage(203, LogLevel.Warning, "Attempt {Attempt} was decided by somebody else; its late result changes nothing.")]
        public static partial void Fenced(ILogger logger, long attempt);

        [LoggerMessage(204, LogLevel.Error, "What became of attempt {Attempt} cannot be written yet: {Reason} It is tried again every second.")]
        public static partial void WriteDelayed(ILogger logger, long attempt, string reason);
    }
}
