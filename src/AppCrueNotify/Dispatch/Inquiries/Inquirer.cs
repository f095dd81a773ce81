using System.Diagnostics;
using AppCrueNotify.Messages;
using AppCrueNotify.Sentinels;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;

namespace AppCrueNotify.Dispatch.Inquiries;

/// <summary>Looks for one attempt of unknown outcome in the sentinel's inbox, and writes what follows.</summary>
internal sealed partial class Inquirer(
    IInquiryStore store, ISentinelStore sentinels, SentinelInbox inbox, SentinelOptions options, DispatchMetrics metrics, TimeProvider time, ILogger<Inquirer> logger)
{
    // A crash anywhere in here: the inquiry is due again, and the look is repeated. Deleting a copy twice is harmless; what is written is fenced by the inquiry's state.
    /// <param name="site">Null when it was removed.</param>
    /// <returns>Whether TwinPush answered.</returns>
    public async Task<bool> LookAsync(Site? site, DueInquiry inquiry, CancellationToken cancellationToken)
    {
        var resent = await store.StatesAsync(inquiry.Resent, cancellationToken);
        var look = site is null ? new Look.Useless("the site was removed") : await TryAsync(site, inquiry, resent, cancellationToken);
        var now = time.GetUtcNow();
        var finding = inquiry.State == InquiryState.Watched
            ? InquiryRules.Watch(inquiry, look, resent, options, now)
            : InquiryRules.Decide(inquiry, look, site?.Settings.OnUnknown ?? OnUnknown.Hold, options, now);
        await WriteAsync(site?.Name ?? "", inquiry, finding, now, cancellationToken);
        metrics.Looked(site?.Name ?? "", Word(look));
        return look is not Look.Failed;
    }

    private async Task<Look> TryAsync(Site site, DueInquiry inquiry, IReadOnlyDictionary<long, RecipientState> resent, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(site, inquiry, resent, cancellationToken);
        }
        catch (TwinPushException e) when (e.Kind == FailureKind.NotFound)
        {
            return new Look.Useless("TwinPush no longer has the gateway's own device");
        }
        catch (Exception e) when (e is TwinPushException or TimeoutException)
        {
            return new Look.Failed(e.Message);
        }
    }

    private async Task<Look> AskAsync(Site site, DueInquiry inquiry, IReadOnlyDictionary<long, RecipientState> resent, CancellationToken cancellationToken)
    {
        var device = inquiry.Claim.Sentinel!.DeviceId;
        var sentinel = await sentinels.FindAsync(site.Id, cancellationToken);
        var way = sentinel?.Way ?? SentinelWay.Inbox;
        var found = await inbox.FindAsync(site, device, way, inquiry.Claim.Tag, cancellationToken);
        if (found.Count > 0)
        {
            var extra = inquiry.State == InquiryState.Watched && InquiryRules.IsOneTooMany(resent) ? found : found.Skip(1);
            return new Look.Found(found[0], found.Count - 1, await DeleteAsync(site, extra, cancellationToken));
        }

        if (InquiryRules.IsLast(inquiry, options, time.GetUtcNow()))
        {
            // An absence is only believed of an inbox that shows what TwinPush surely took.
            if (site.ApiToken is null || sentinel is null || !await inbox.IsKnownAsync(site, device, sentinel.Alias, cancellationToken))
                return new Look.Useless("TwinPush no longer has the gateway's own device as it was registered");
            var control = await store.NewestAcceptedAsync(site.Id, device, time.GetUtcNow() - options.ControlAge, cancellationToken);
            if (control is not null && (await inbox.FindAsync(site, device, way, control, cancellationToken)).Count == 0)
                return new Look.Failed("the inbox of the gateway's own device lacks a request that TwinPush accepted, so what it lacks proves nothing yet");
        }

        return new Look.Nothing();
    }

    /// <returns>Why one could not be deleted; null when all are gone.</returns>
    private async Task<string?> DeleteAsync(Site site, IEnumerable<string> extra, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var notification in extra)
                await inbox.DeleteAsync(site, notification, cancellationToken);
            return null;
        }
        catch (Exception e) when (e is TwinPushException or TimeoutException)
        {
            return e.Message;
        }
    }

    private async Task WriteAsync(string site, DueInquiry inquiry, Finding finding, DateTimeOffset now, CancellationToken cancellationToken)
    {
        switch (finding)
        {
            case Finding.Again(var step):
                await store.PostponeAsync(step, now, cancellationToken);
                break;
            case Finding.End(var end):
                if (!await store.EndAsync(end, now, cancellationToken))
                {
                    Log.Fenced(logger, end.AttemptId);
                    break;
                }

                Log.Ended(logger, end.AttemptId, site, end.Result.Word(), end.Words, end.Misses + end.Failures);
                metrics.Inquired(site, end.Result);
                if (end.RepeatPossible && inquiry.State == InquiryState.Open)
                    metrics.Repeated(site, end.Result == InquiryResult.FoundTwice ? inquiry.Claim.Recipients.Count : end.Resent.Count);
                break;
        }
    }

    private static string Word(Look look) => look switch
    {
        Look.Found => "found",
        Look.Nothing => "nothing",
        Look.Failed => "failed",
        Look.Useless => "useless",
        _ => throw new UnreachableException(),
    };

    private static partial class Log
    {
        [LoggerMessage(231, LogLevel.Information, "The lost answer to attempt {Attempt} of site {Site} was looked up: {Result} ({Words}), after {Looks} looks without it.")]
        public static partial void Ended(ILogger logger, long attempt, string site, string result, string words, int looks);

        [LoggerMessage(232, LogLevel.Warning, "The lost answer to attempt {Attempt} was decided by somebody else; this look changes nothing.")]
        public static partial void Fenced(ILogger logger, long attempt);
    }
}
