using TwinPush.Simulator;

namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>A data directory with one site, whose TwinPush is the simulator, and the shim's page for the gateways that run on it.</summary>
internal sealed class Campus : IAsyncDisposable
{
    private readonly Directories _data = new("acn-campus-");

    private Campus(TwinPushSimulator simulator)
    {
        Simulator = simulator;
        Directory = _data.New();
    }

    public string Directory { get; }
    public TwinPushSimulator Simulator { get; }
    public Control Control { get; } = new();

    /// <summary>Opens the site.</summary>
    public string Token { get; private set; } = "";

    public long SiteId { get; private set; }

    public static async Task<Campus> OpenAsync(TimeSpan latency, CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        var simulator = await TwinPushSimulator.StartAsync(
            new() { AcceptAnyAlias = true, KeepRequestBodies = true, Latency = latency, KeepRequests = 1_000_000, KeepNotifications = 100 }, cancellationToken);
        var campus = new Campus(simulator);
        await using var store = new OpenStore(campus.Directory);
        (campus.SiteId, campus.Token) = await store.AddSiteAsync(cancellationToken, simulator.ApiAddress, "campus", settings);
        return campus;
    }

    public Task<RunningGateway> ServeAsync(CancellationToken cancellationToken, params (string Name, string Value)[] environment)
    {
        Control.Reset();
        return RunningGateway.StartAsync(new(Directory) { Control = Control, Environment = environment.ToDictionary(e => e.Name, e => e.Value) }, cancellationToken);
    }

    /// <summary>Waits until no message is on its way any more.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        while (OpenStore.Query(Directory, "SELECT key FROM recipient WHERE state IN ('waiting', 'sending') LIMIT 1").Count > 0)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
    }

    public long Count(string state) => long.Parse(
        OpenStore.Query(Directory, $"SELECT CAST(count(*) AS TEXT) FROM recipient WHERE state = '{state}'")[0], System.Globalization.CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        Control.Dispose();
        _data.Dispose();
    }
}
