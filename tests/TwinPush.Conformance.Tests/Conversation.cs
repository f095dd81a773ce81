using Microsoft.Extensions.Time.Testing;
using TwinPush.Notifications;
using TwinPush.Simulator;
using TwinPush.Simulator.Apps;

namespace TwinPush.Conformance.Tests;

/// <summary>
/// The client and the simulator talking to each other over a real connection, both on the same clock that only a test moves. They were
/// written from the documentation apart from each other and share no code, so what they agree on is read the same way twice.
/// </summary>
internal sealed class Conversation : IAsyncDisposable
{
    private readonly TwinPushClientFactory _factory;

    private Conversation(TwinPushSimulator simulator, FakeTimeProvider clock, TwinPushOptions? options)
    {
        Simulator = simulator;
        Clock = clock;
        _factory = TwinPushClientFactory.CreateStandalone(options, clock);
        Client = _factory.Create(App);
    }

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public TwinPushSimulator Simulator { get; }

    public SimulatorState State => Simulator.State;

    public FakeTimeProvider Clock { get; }

    public TwinPushClient Client { get; }

    public TwinPushApp App => new()
    {
        BaseAddress = Simulator.ApiAddress, AppId = SimulatedApp.Demo.AppId, CreatorKey = SimulatedApp.Demo.CreatorKey, ApiToken = SimulatedApp.Demo.ApiToken,
    };

    public static async Task<Conversation> StartAsync(Func<SimulatorOptions, SimulatorOptions>? change = null, TwinPushOptions? options = null)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
        var settings = new SimulatorOptions { Time = clock, KeepRequestBodies = true };
        return new Conversation(await TwinPushSimulator.StartAsync(change?.Invoke(settings) ?? settings, Token), clock, options);
    }

    public TwinPushClient As(Func<TwinPushApp, TwinPushApp> change) => _factory.Create(change(App));

    /// <summary>Creates a notification and lets the time pass that delivering it takes.</summary>
    public async Task<string> SendAsync(NewNotification notification)
    {
        var created = await Client.CreateNotificationAsync(notification, Token);
        Clock.Advance(TimeSpan.FromSeconds(10));
        return created.Id;
    }

    public Task<string> SendAsync(NotificationTarget target) => SendAsync(new NewNotification { Alert = "Hello", Target = target });

    /// <summary>The failure of a call, and how many requests reached the simulator meanwhile.</summary>
    public async Task<(TwinPushException Failure, long Requests)> FailAsync(Func<TwinPushClient, Task> call)
    {
        var before = State.Requests.Count();
        var failure = await Assert.ThrowsAsync<TwinPushException>(() => call(Client));
        return (failure, State.Requests.Count() - before);
    }

    public async Task AssertNotFoundAsync(string type, Func<TwinPushClient, Task> call)
    {
        var (failure, requests) = await FailAsync(call);
        Assert.Equal((FailureKind.NotFound, type, 1), (failure.Kind, failure.ErrorType, requests));
    }

    public static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> entries)
    {
        var list = new List<T>();
        await foreach (var entry in entries)
            list.Add(entry);
        return list;
    }

    public async ValueTask DisposeAsync()
    {
        _factory.Dispose();
        await Simulator.DisposeAsync();
    }
}
