using AppCrueNotify.Receipts;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Storage;
using AppCrueNotify.Tests.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TwinPush;
using TwinPush.Simulator;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Devices;

namespace AppCrueNotify.Tests.Receipts;

/// <summary>A store and a simulator on one clock that only the test moves, with the parts of receipts to be called by hand.</summary>
internal sealed class ReceiptsWorld : IAsyncDisposable
{
    private readonly TempDirectory _directory;
    private readonly ServiceProvider _services;
    private readonly IAsyncDisposable? _database;

    private ReceiptsWorld(ServiceProvider services, TempDirectory directory, IAsyncDisposable? database, TwinPushSimulator simulator, FakeTimeProvider clock) =>
        (_services, _directory, _database, Simulator, Clock) = (services, directory, database, simulator, clock);

    public FakeTimeProvider Clock { get; }
    public TwinPushSimulator Simulator { get; }
    public Site Site { get; private set; } = null!;
    public DateTimeOffset Now => Clock.GetUtcNow();
    public DirectoryKeeper Keeper => field ??= ActivatorUtilities.CreateInstance<DirectoryKeeper>(_services);
    public LookUps LookUps => field ??= ActivatorUtilities.CreateInstance<LookUps>(_services);
    public ReceiptPoller Poller => field ??= ActivatorUtilities.CreateInstance<ReceiptPoller>(_services);
    public IDirectoryStore Directory => Get<IDirectoryStore>();
    public IReceiptStore Receipts => Get<IReceiptStore>();
    public IDispatchStore Dispatch => Get<IDispatchStore>();
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ReceiptsWorld> StartAsync(ReceiptsOptions? options = null, PhoneBehaviour? phones = null, PostgresTestDatabase? database = null)
    {
        var clock = new FakeTimeProvider(Samples.Now);
        var directory = new TempDirectory();
        var storage = database?.Node() ?? new StorageOptions { Directory = directory.Path };
        StorageServices.Prepare(storage);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(clock)
            .AddStorage(storage, (_, sentence) => throw new InvalidOperationException(sentence))
            .AddTwinPush()
            .AddReceipts(options ?? new())
            .BuildServiceProvider();
        var simulator = await TwinPushSimulator.StartAsync(new() { Time = clock, Phones = phones ?? new() { ReceivedAfter = TimeSpan.FromSeconds(2) } }, Cancellation);
        var world = new ReceiptsWorld(services, directory, database, simulator, clock);
        await world.AddSiteAsync();
        return world;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Lists the directory, twice where look-ups should not be needed.</summary>
    public async Task ListAsync(int times = 1)
    {
        await Keeper.RoundAsync(Site, Cancellation);
        for (var i = 1; i < times; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(10));
            await Keeper.RoundAsync(Site, Cancellation);
        }
    }

    /// <summary>Stores a message for each alias and returns them as dispatch sees them.</summary>
    public async Task<IReadOnlyList<DueRecipient>> TakeAsync(params IReadOnlyList<string> aliases)
    {
        var first = Random.Shared.Next(1, int.MaxValue / 2);
        await Get<IIntakeStore>().AddAsync(Site.Id, [.. aliases.Select((alias, i) => Message($"n:{first + i}", first + i, alias))], Now, Cancellation);
        return await Dispatch.PeekAsync(Site.Id, Now, int.MaxValue, Cancellation);
    }

    /// <summary>Sends what is due as one accepted request, as dispatch does.</summary>
    public async Task<Claim> SendAsync(IReadOnlyList<DueRecipient> recipients)
    {
        var claim = Assert.Single(await Dispatch.ClaimAsync(Site.Id, [new(BatchKind.Simple, "tag", recipients)], Now, Now.AddMinutes(3), Cancellation));
        Assert.True(await Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));
        var created = await Get<TwinPushClientFactory>().Create(Site).CreateNotificationAsync(
            new() { Alert = "Exam moved", Target = TwinPush.Notifications.NotificationTarget.Aliases(recipients.Select(r => r.Alias)) }, Cancellation);
        var completion = Samples.Completed(claim.AttemptId, Messages.Outcome.Accepted, new RecipientChange.Settle(null, Messages.RecipientState.Sent, "accepted"));
        Assert.True(await Dispatch.CompleteAsync(completion with { NotificationId = created.Id }, Now, Cancellation));
        return claim;
    }

    public async Task<TracedMessage> TraceAsync(DueRecipient recipient) =>
        Assert.Single(await Get<IReportStore>().TraceUserAsync(Site.Id, recipient.UserId, 10, Cancellation));

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Simulator.DisposeAsync();
        if (_database is not null)
            await _database.DisposeAsync();
        _directory.Dispose();
    }

    private async Task AddSiteAsync()
    {
        var app = SimulatedApp.Demo;
        // Fast enough that no test waits for its turn on a clock that stands still.
        var settings = SiteSettings.Default with { MaxRequestsPerSecond = 1_000_000 };
        var site = Samples.Site() with { AppId = app.AppId, CreatorKey = app.CreatorKey, ApiToken = app.ApiToken, TwinPushUrl = Simulator.ApiAddress, Settings = settings };
        var token = SiteToken.Create();
        var id = await Get<ISiteStore>().AddAsync(site, new Dictionary<string, string>(), new(token.Id, token.Hash()), Now, Cancellation);
        Site = site with { Id = id!.Value };
    }

    private NewRecipient Message(string key, long user, string alias) =>
        Samples.Message(key, user) with { Alias = alias, DueAt = Now, ExpiresAt = Now.AddHours(24) };
}
