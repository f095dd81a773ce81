using AppCrueNotify.Messages;
using AppCrueNotify.Sentinels;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Dispatch;

/// <summary>Sees to it that the sentinel never keeps a request from students: it stays at home from the first rejection on, until TwinPush was asked about it.</summary>
internal sealed partial class SentinelGuard(ISentinelStore store, SentinelOptions options, TimeProvider time, ILogger<SentinelGuard> logger)
{
    /// <summary>The device that goes with the site's requests now; null: none.</summary>
    public async Task<SentinelDevice?> OfAsync(Site site, CancellationToken cancellationToken) =>
        site.ApiToken is null ? null : (await store.FindAsync(site.Id, cancellationToken))?.ForSending(site);

    /// <summary>Whether it goes with these recipients.</summary>
    public SentinelDevice? With(SentinelDevice? sentinel, IReadOnlyList<DueRecipient> recipients) => SentinelRules.Goes(recipients, options) ? sentinel : null;

    /// <summary>Takes in what TwinPush said to a request with it. A store that is away is no reason to keep the recipients waiting for their outcome.</summary>
    public async Task NoteAsync(Site site, Claim claim, Answer answer, CancellationToken cancellationToken)
    {
        if (claim.Sentinel is not { } sentinel)
            return;
        try
        {
            if (answer.Outcome == Outcome.Accepted)
                await TrustAsync(site, cancellationToken);
            else if (IsSuspicious(answer, sentinel))
                await SuspectAsync(site, answer, cancellationToken);
        }
        catch (StoreUnavailableException e)
        {
            Log.NotNoted(logger, site.Name, e.Message);
        }
    }

    // A list of aliases that TwinPush does not know says nothing against a sentinel that is not on it.
    private static bool IsSuspicious(Answer answer, SentinelDevice sentinel) => answer.Outcome switch
    {
        Outcome.NoTarget => true,
        Outcome.Rejected => answer.UnknownAliases.Count == 0 || answer.UnknownAliases.Contains(sentinel.Alias, StringComparer.OrdinalIgnoreCase),
        Outcome.Accepted or Outcome.NotSent or Outcome.Unavailable or Outcome.Misconfigured or Outcome.Unknown => false,
    };

    private async Task TrustAsync(Site site, CancellationToken cancellationToken)
    {
        if (await store.FindAsync(site.Id, cancellationToken) is { Rejections: > 0 })
            await store.TrustAsync(site.Id, cancellationToken);
    }

    private async Task SuspectAsync(Site site, Answer answer, CancellationToken cancellationToken)
    {
        var change = new SentinelChange(site.Id, SentinelState.On, SentinelState.Suspect, $"TwinPush rejected a request with it: {answer.Reason}", time.GetUtcNow(), Rejected: true);
        if (await store.ChangeAsync(change, cancellationToken))
            Log.Suspected(logger, site.Name, answer.Reason);
    }

    private static partial class Log
    {
        [LoggerMessage(241, LogLevel.Warning, "TwinPush rejected a request of site {Site} with the gateway's own device among the recipients: {Reason} Requests leave without it until TwinPush was asked about it.")]
        public static partial void Suspected(ILogger logger, string site, string reason);

        [LoggerMessage(242, LogLevel.Warning, "What TwinPush said about the gateway's own device of site {Site} could not be written: {Reason}")]
        public static partial void NotNoted(ILogger logger, string site, string reason);
    }
}
