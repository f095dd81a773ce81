using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush;
using TwinPush.Devices;

namespace AppCrueNotify.Receipts;

/// <summary>Keeps one site's directory: a listing at first, then changes by date, and a listing again now and then. Pages go straight into the store.</summary>
internal sealed partial class DirectoryKeeper(
    IDirectoryStore store, TwinPushClientFactory clients, SitesAtOnce room, ReceiptsOptions options, TimeProvider time, ILogger<DirectoryKeeper> logger)
{
    private const int Piece = 1000;
    private readonly RequestBudget _budget = new(time);

    /// <summary>Reads what is due.</summary>
    /// <returns>How long nothing is due.</returns>
    /// <exception cref="TwinPushException">TwinPush did not answer; what was read until then is kept.</exception>
    public async Task<TimeSpan> RoundAsync(Site site, CancellationToken cancellationToken)
    {
        var state = await store.OpenAsync(site.Id, DirectoryState.IdentityOf(site), cancellationToken);
        state = await ReadChangesAsync(site, state, cancellationToken);
        if (DirectoryRules.ListingDue(options, state) <= time.GetUtcNow())
            await SitesAtOnce.InAsync(room.Listings, () => ListAsync(site, state, cancellationToken), cancellationToken);
        return options.Poll;
    }

    private async Task<DirectoryState> ListAsync(Site site, DirectoryState state, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var number = await store.BeginListingAsync(site.Id, cancellationToken);
        var (devices, aliases, returned) = (0, new HashSet<string>(), 0);
        await foreach (var device in Devices(site, new() { Active = true }, options.ListingRequests, cancellationToken))
        {
            devices++;
            if (AliasOf(device) is { } alias)
                aliases.Add(alias);
            if (aliases.Count < Piece)
                continue;
            returned += await store.ActiveAsync(site.Id, aliases, number, time.GetUtcNow(), cancellationToken);
            aliases.Clear();
            // A long listing must not make the directory stale.
            state = await ReadChangesAsync(site, state, cancellationToken);
        }

        returned += await store.ActiveAsync(site.Id, aliases, number, time.GetUtcNow(), cancellationToken);
        if (state.ActiveReadUntil is null || state.ActiveReadUntil < began)
            await store.ReadUntilAsync(site.Id, began, began, cancellationToken);
        await store.EndListingAsync(site.Id, new(number, began, time.GetUtcNow()), cancellationToken);
        Log.Listed(logger, site.Name, devices, returned);
        return state;
    }

    private async Task<DirectoryState> ReadChangesAsync(Site site, DirectoryState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // Losses first: who lost one phone and has another is put right by what follows.
        if (state.InactiveReadUntil is { } losses && Due(losses, options.LossesEvery, now))
        {
            await ReadAsync(site, losses, active: false, cancellationToken);
            await store.ReadUntilAsync(site.Id, null, now, cancellationToken);
            state = state with { InactiveReadUntil = now };
        }

        if (state.ActiveReadUntil is { } gains && Due(gains, options.ChangesEvery, now))
        {
            await ReadAsync(site, gains, active: true, cancellationToken);
            await store.ReadUntilAsync(site.Id, now, null, cancellationToken);
            state = state with { ActiveReadUntil = now };
        }

        return state;
    }

    private Task<int> ReadAsync(Site site, DateTimeOffset since, bool active, CancellationToken cancellationToken) =>
        SitesAtOnce.InAsync(room.Others, async () =>
        {
            var (aliases, returned) = (new HashSet<string>(), 0);
            await foreach (var device in Devices(site, new() { Active = active, ChangedSince = since - options.Overlap }, options.ListingRequests, cancellationToken))
            {
                if (AliasOf(device) is { } alias)
                    aliases.Add(alias);
                if (aliases.Count < Piece)
                    continue;
                returned += await WriteAsync(site, aliases, active, cancellationToken);
                aliases.Clear();
            }

            returned += await WriteAsync(site, aliases, active, cancellationToken);
            if (returned > 0)
                Log.Returned(logger, site.Name, returned);
            return returned;
        }, cancellationToken);

    private async Task<int> WriteAsync(Site site, HashSet<string> aliases, bool active, CancellationToken cancellationToken)
    {
        if (aliases.Count == 0)
            return 0;
        if (active)
            return await store.ActiveAsync(site.Id, aliases, null, time.GetUtcNow(), cancellationToken);
        await store.InactiveAsync(site.Id, aliases, time.GetUtcNow(), cancellationToken);
        return 0;
    }

    private IAsyncEnumerable<Device> Devices(Site site, DeviceFilter filter, int mostRequests, CancellationToken cancellationToken) =>
        clients.Create(site).ListDevicesAsync(filter, options.PageSize, cancellationToken)
            .PacedAsync(token => _budget.TurnAsync(site.Settings.MaxRequestsPerSecond * options.BackgroundShare, token), options.PageSize, mostRequests, cancellationToken);

    // What is older than a listing's rest is left to the listing that is due then: after a long stop it costs no more than the changes would.
    private bool Due(DateTimeOffset last, TimeSpan every, DateTimeOffset now) => last + every <= now && now < last + options.ListEvery;

    private static string? AliasOf(Device device) => string.IsNullOrEmpty(device.Alias) ? null : AliasFold.Of(device.Alias);

    private static partial class Log
    {
        [LoggerMessage(601, LogLevel.Information, "The directory of site {Site} was listed: {Devices} active devices; {Returned} recipients wait again.")]
        public static partial void Listed(ILogger logger, string site, int devices, int returned);

        [LoggerMessage(602, LogLevel.Information, "People of site {Site} registered the app: {Returned} recipients wait again.")]
        public static partial void Returned(ILogger logger, string site, int returned);
    }
}

/// <summary>When the directory is listed. Pure.</summary>
internal static class DirectoryRules
{
    public static DateTimeOffset ListingDue(ReceiptsOptions options, DirectoryState state) => state switch
    {
        { ListingsDone: 0 } or { ListingEndedAt: null } => DateTimeOffset.MinValue,
        { ListingsDone: 1, ListingEndedAt: { } first } => first + options.SecondListingAfter,
        { ListingEndedAt: { } last } => last + options.ListEvery,
    };
}
