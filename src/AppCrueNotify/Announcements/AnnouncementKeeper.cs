using System.IO.Hashing;
using System.Runtime.InteropServices;
using AppCrueNotify.Composition;
using AppCrueNotify.Composition.Sources;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Announcements;

/// <summary>Turns announcements that are due into ordinary messages. Interrupted anywhere it begins again: keys that are known are not stored twice.</summary>
internal sealed partial class AnnouncementKeeper(
    AnnouncementStore store, IIntakeStore intake, IOperatorStore messages, SiteDirectory sites, Composer composer, AnnouncementSignal signal, TimeProvider time, ILogger<AnnouncementKeeper> logger)
    : BackgroundService
{
    private const int Piece = 1000;
    private const int AtOnce = 10;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Cleaning = TimeSpan.FromHours(1);
    private DateTimeOffset _cleaned;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (StoreUnavailableException e)
            {
                Log.Waits(logger, e.Message);
            }

            await signal.WaitAsync(Poll, stoppingToken);
        }
    }

    private async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var (announcement, aliases) in await store.DueAsync(time.GetUtcNow(), AtOnce, cancellationToken))
            await SendAsync(announcement, aliases, cancellationToken);
        if (time.GetUtcNow() - _cleaned < Cleaning)
            return;
        _cleaned = time.GetUtcNow();
        foreach (var site in await sites.AllAsync(cancellationToken))
            await store.ForgetAsync(site.Id, _cleaned - Longer(site.Settings.KeepSent, site.Settings.KeepUndeliverable), cancellationToken);
    }

    private async Task SendAsync(Announcement announcement, IReadOnlyList<string> aliases, CancellationToken cancellationToken)
    {
        if (await sites.FindAsync(announcement.SiteId, cancellationToken) is not { } site)
        {
            // Its site was removed.
            await store.EndAsync(announcement.Id, stored: false, time.GetUtcNow(), cancellationToken);
            return;
        }

        var push = new AnnouncementText(announcement.Title, announcement.Text, announcement.Link).Compose(composer, site);
        for (var from = 0; from < aliases.Count; from += Piece)
        {
            if (await store.IsCancelledAsync(announcement.Id, cancellationToken))
                break;
            var now = time.GetUtcNow();
            // 1. After this commit some people's messages are in the queue: a crash here begins again, and finds their keys known.
            await intake.AddAsync(site.Id, [.. Enumerable.Range(from, Math.Min(Piece, aliases.Count - from)).Select(n => Recipient(announcement, n, aliases[n], push, site, now))], now, cancellationToken);
        }

        // 2. After this commit the list is forgotten and the announcement is done.
        if (await store.EndAsync(announcement.Id, stored: true, time.GetUtcNow(), cancellationToken))
            Log.Stored(logger, announcement.Id, site.Name, aliases.Count);
        else
            await messages.CancelAsync(site.Id, new() { AnnouncementId = announcement.Id }, time.GetUtcNow(), cancellationToken);
    }

    private static NewRecipient Recipient(Announcement announcement, int number, string alias, Push push, Site site, DateTimeOffset now) => new()
    {
        Key = Announcement.Key(announcement.Id, number),
        ContentHash = "announcement",
        UserId = StandIn(alias),
        Alias = alias,
        Component = Announced.Component,
        Name = Announced.Component,
        Push = site.Settings.Enabled ? push : null,
        SkipReason = site.Settings.Enabled ? null : SkipReasons.Disabled,
        DueAt = now,
        ExpiresAt = now + site.Settings.ExpireAfter.For(Announced.Component),
    };

    /// <summary>Moodle's number of the user is not known here. A negative one of the alias' own keeps people apart, as the order per user needs.</summary>
    private static long StandIn(string alias) => -1 - (long)(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(alias.ToLowerInvariant().AsSpan())) >> 2);

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static partial class Log
    {
        [LoggerMessage(851, LogLevel.Information, "Announcement {Id} of site {Site} is in the queue for {People} people.")]
        public static partial void Stored(ILogger logger, long id, string site, int people);

        [LoggerMessage(852, LogLevel.Warning, "Announcements wait for the database: {Reason}")]
        public static partial void Waits(ILogger logger, string reason);
    }
}
