using AppCrueNotify.Messages;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Storage;

/// <summary>Ends messages whose time ran out, finishes erasures, and deletes messages and forgets originals that were kept long enough, a bounded piece a second.</summary>
internal sealed partial class Housekeeping(IUpkeepStore store, IErasureStore erasures, SiteDirectory sites, IWorkLeases leases, TimeProvider time, ILogger<Housekeeping> logger) : BackgroundService
{
    private const int PieceLimit = 2000;
    private const int OriginalsLimit = 1000;
    private const int ErasuresARound = 5;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);
    private long _cursor;
    private long _originals;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Rest, time);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (StoreUnavailableException e)
            {
                Log.Postponed(logger, e.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        // Rounds are short and do no harm twice: what ends the lease meanwhile need not be waited for.
        if (leases.Held(IWorkLeases.Common) is null)
            return;
        var now = time.GetUtcNow();
        var expired = await store.ExpireAsync(now, PieceLimit, cancellationToken);
        if (expired > 0)
            Log.Expired(logger, expired);
        var settings = (await sites.AllAsync(cancellationToken)).ToDictionary(s => s.Id, s => s.Settings);
        var longest = settings.Values.SelectMany(s => (IEnumerable<TimeSpan>)[s.KeepSent, s.KeepUndeliverable]).DefaultIfEmpty(SiteSettings.Default.KeepSent).Max();
        var round = await store.CleanAsync(_cursor, PieceLimit, (site, state) => Keep(settings.GetValueOrDefault(site, SiteSettings.Default), state), longest, now, cancellationToken);
        _cursor = round.Cursor;
        if (round.Deleted > 0)
            Log.Cleaned(logger, round.Deleted);
        _originals = (await store.ForgetOriginalsAsync(_originals, OriginalsLimit, site => settings.GetValueOrDefault(site, SiteSettings.Default).KeepOriginals, now, cancellationToken)).Cursor;
        // Those whose request did not finish them, because messages were in a batch or the gateway stopped.
        foreach (var erasure in await erasures.ReadyAsync(ErasuresARound, cancellationToken))
            await erasures.EraseAsync(erasure, now, cancellationToken);
    }

    private static TimeSpan Keep(SiteSettings settings, RecipientState state) =>
        state is RecipientState.Sent or RecipientState.Received or RecipientState.Opened ? settings.KeepSent : settings.KeepUndeliverable;

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(121, LogLevel.Warning, "{Count} messages expired before they could be sent.")]
        public static partial void Expired(ILogger logger, int count);

        [LoggerMessage(122, LogLevel.Information, "{Count} old messages were deleted.")]
        public static partial void Cleaned(ILogger logger, int count);

        [LoggerMessage(123, LogLevel.Warning, "Housekeeping waits: {Reason}")]
        public static partial void Postponed(ILogger logger, string reason);
    }
}
