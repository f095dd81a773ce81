using AppCrueNotify.Messages;
using AppCrueNotify.Sentinels;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using TwinPush;
using TwinPush.Notifications;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Faults;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Dispatch.Inquiries;

/// <summary>A gateway whose site has an API token, 30 people with phones, and a self-test that passed unless it is asked not to.</summary>
internal sealed class SentinelWorld : IAsyncDisposable
{
    private const int People = 30;

    private SentinelWorld(GatewayFixture gateway, Site site) => (Gateway, Site) = (gateway, site);

    public GatewayFixture Gateway { get; }
    public Site Site { get; private set; }

    /// <summary>Looks in quick succession; nothing but what a test waits for decides.</summary>
    public static SentinelOptions Options { get; } = new()
    {
        Looks = [.. Enumerable.Range(1, 5).Select(i => TimeSpan.FromMilliseconds(30 * i))],
        LookEvery = TimeSpan.FromMilliseconds(40),
        Horizon = TimeSpan.FromHours(1),
        Watch = [.. Enumerable.Range(1, 2000).Select(i => TimeSpan.FromMilliseconds(150 * i))],
        CheckEvery = TimeSpan.FromMilliseconds(30),
        TestPatience = TimeSpan.FromSeconds(20),
        Poll = TimeSpan.FromMilliseconds(10),
    };

    public static async Task<SentinelWorld> StartAsync(Func<SentinelOptions, SentinelOptions>? change = null, string onUnknown = "resend", bool tested = true, bool token = true, string window = "300ms")
    {
        var options = change?.Invoke(Options) ?? Options;
        var settings = new (string Name, string Value)[] { ("window", window), ("on-unknown", onUnknown), ("max-requests-per-second", "1000"), ("delivery-speed", "instant") };
        var gateway = await GatewayFixture.StartAsync(o => o with { Sentinels = options }, new TwinPush.Simulator.SimulatorOptions { KeepRequestBodies = true }, settings);
        gateway.Simulator.State.RegisterPhones(Enumerable.Range(1, People).Select(i => $"est{i}"));
        var world = new SentinelWorld(gateway, gateway.Site with { ApiToken = token ? SimulatedApp.Demo.ApiToken : null });
        await gateway.Get<ISiteStore>().UpdateAsync(world.Site, settings.ToDictionary(s => s.Name, s => s.Value), GatewayFixture.Cancellation);
        if (tested)
            Assert.Equal(SentinelState.On, (await world.TestAsync())!.State);
        gateway.Simulator.State.Requests.Clear();
        return world;
    }

    /// <summary>Runs the self-test with the usual patience: a slow machine is no reason to fail it.</summary>
    public Task<StoredSentinel?> TestAsync()
    {
        var (clients, options) = (Gateway.Get<TwinPushClientFactory>(), new SentinelOptions());
        return new SelfTest(Gateway.Get<ISentinelStore>(), new(clients, options, TimeProvider.System), clients, options, TimeProvider.System).RunAsync(Site, _ => { }, GatewayFixture.Cancellation);
    }

    public async Task<StoredSentinel> SentinelAsync() => (await Gateway.Get<ISentinelStore>().FindAsync(Site.Id, GatewayFixture.Cancellation))!;

    public void Fault(FaultKind kind, string operation, int? count = null, bool? accepted = null, int? status = null, string? alias = null, string? type = null, string? message = null) =>
        Gateway.Simulator.State.AddFault(new() { Kind = kind, Operation = operation, Count = count, Accepted = accepted, Status = status, Alias = alias, ErrorType = type, ErrorMessage = message });

    /// <summary>A push to everybody: one request that the sentinel goes with.</summary>
    public Task TakeAsync(int people = People, string prefix = "k") => Gateway.TakeAsync(Enumerable.Range(1, people).Select(i => Message($"{prefix}{i}", i)));

    public Task<TracedMessage> TraceAsync(string key = "k1") => Gateway.TraceAsync(key);

    /// <summary>Waits until the inquiry into the first attempt at the message is as wanted.</summary>
    public async Task<TracedInquiry> InquiryAsync(Func<TracedInquiry, bool> wanted, string key = "k1")
    {
        TracedInquiry? seen = null;
        await GatewayFixture.UntilAsync(async () =>
        {
            seen = (await TraceAsync(key)).Attempts is [var first, ..] ? first.Inquiry : null;
            return seen is not null && wanted(seen);
        });
        return seen!;
    }

    /// <summary>Creates a notification under an attempt's tag, as one that TwinPush had kept back, or carried out twice.</summary>
    public async Task<string> ShowUpAsync(string tag)
    {
        var aliases = Enumerable.Range(1, People).Select(i => $"est{i}").Prepend((await SentinelAsync()).Alias);
        return (await Gateway.Get<TwinPushClientFactory>().Create(Site).CreateNotificationAsync(
            new() { Alert = "shows up", Target = NotificationTarget.Aliases(aliases), Tags = [tag], DeliverySpeed = DeliverySpeed.Instant }, GatewayFixture.Cancellation)).Id;
    }

    public int Pushes(string alias = "est1") => Gateway.Simulator.State.Pushes(alias).Count;

    public int Requests(string operation) => Gateway.Simulator.State.Requests.OldestFirst.Count(r => r.Operation == operation);

    public async Task<RecipientState> StateAsync(string key = "k1") => (await TraceAsync(key)).State;

    public ValueTask DisposeAsync() => Gateway.DisposeAsync();
}
