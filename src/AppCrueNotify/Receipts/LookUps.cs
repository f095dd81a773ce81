using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;

namespace AppCrueNotify.Receipts;

/// <summary>Looks up the aliases that dispatch asks for: one request each, soon or not at all.</summary>
internal sealed class LookUps(IDirectoryStore store, TwinPushClientFactory clients, LookupSignal signal, ReceiptsOptions options, TimeProvider time)
{
    private readonly RequestBudget _budget = new(time);

    /// <summary>Waits for questions and answers them.</summary>
    /// <exception cref="TwinPushException">TwinPush did not answer; the questions were answered with "unsure".</exception>
    public async Task<TimeSpan> RoundAsync(Site site, CancellationToken cancellationToken)
    {
        var asked = await store.AskedAsync(site.Id, ReachRules.OpenLookups, cancellationToken);
        if (asked.Count == 0)
            await signal.WaitAsync(site.Id, options.Poll, cancellationToken);
        foreach (var alias in asked)
            await AnswerAsync(site, alias, cancellationToken);
        return TimeSpan.Zero;
    }

    private async Task AnswerAsync(Site site, string alias, CancellationToken cancellationToken)
    {
        await _budget.TurnAsync(site.Settings.MaxRequestsPerSecond * options.LookUpShare, cancellationToken);
        using var late = new CancellationTokenSource(options.LookUpTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await store.AnswerAsync(site.Id, alias, await FindAsync(site, alias, either.Token), time.GetUtcNow(), cancellationToken);
        }
        catch (Exception e) when (e is TwinPushException || (e is OperationCanceledException && late.IsCancellationRequested))
        {
            await store.AnswerAsync(site.Id, alias, Knows.Unsure, time.GetUtcNow(), cancellationToken);
            if (e is TwinPushException)
                throw;
            throw new LookUpLateException($"TwinPush did not answer a look-up of a device within {options.LookUpTimeout.TotalSeconds:0} seconds.", e);
        }
    }

    private async Task<Knows> FindAsync(Site site, string alias, CancellationToken cancellationToken)
    {
        var found = Knows.Absent;
        await foreach (var device in clients.Create(site).ListDevicesAsync(new() { Alias = alias, Active = true }, 30, cancellationToken))
        {
            // A server that does not filter must not make everybody absent or present.
            if (device.Alias is { } own && AliasFold.Of(own) == alias)
                return Knows.Active;
            if (found == Knows.Unsure)
                break;
            found = Knows.Unsure;
        }

        return found;
    }
}

/// <summary>A look-up took too long to be of use.</summary>
internal sealed class LookUpLateException(string message, Exception inner) : Exception(message, inner);
