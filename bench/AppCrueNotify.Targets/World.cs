using System.Net.Http.Headers;
using AppCrueNotify.Hosting;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TwinPush.Simulator;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.Targets;

/// <summary>A gateway on a fresh directory, a simulator and one site.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly ServiceProvider _clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
    private bool _stopped;

    private World(string directory, TwinPushSimulator simulator, Gateway gateway) => (Directory, Simulator, Gateway) = (directory, simulator, gateway);

    public string Directory { get; }
    public TwinPushSimulator Simulator { get; }
    public Gateway Gateway { get; }
    public string Token { get; private set; } = "";
    public long SiteId { get; private set; }

    public static async Task<World> StartAsync(TimeSpan latency, CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("acn-bench-").FullName;
        var simulator = await TwinPushSimulator.StartAsync(new() { AcceptAnyAlias = true, Latency = latency, KeepNotifications = 100 }, cancellationToken);
        var gateway = await Gateway.StartAsync(
            new() { Urls = "http://127.0.0.1:0", Storage = new() { Directory = directory }, LogLevel = LogLevel.Warning, LogFiles = false }, cancellationToken);
        var world = new World(directory, simulator, gateway);
        await world.AddSiteAsync(settings, cancellationToken);
        return world;
    }

    public T Get<T>() where T : notnull => Gateway.Services.GetRequiredService<T>();

    public HttpClient Client()
    {
        var client = _clients.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = Gateway.Address;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return client;
    }

    /// <summary>Posts one prepared request and insists on 202.</summary>
    public static async Task PostAsync(HttpClient client, byte[] body, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        using var answer = await client.PostAsync("/api/v1/messages", content, cancellationToken);
        if ((int)answer.StatusCode != 202)
            throw new InvalidOperationException($"The intake answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    public async Task<long> CountAsync(RecipientState state, CancellationToken cancellationToken) =>
        (await Get<IReportStore>().CountAsync(cancellationToken)).Where(c => c.State == state).Sum(c => c.Count);

    public async Task UntilSentAsync(long count, CancellationToken cancellationToken)
    {
        while (await CountAsync(RecipientState.Sent, cancellationToken) < count)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
    }

    /// <summary>Stops the gateway, and leaves its directory and the simulator to another process.</summary>
    public async Task StopGatewayAsync()
    {
        if (!_stopped)
            await Gateway.DisposeAsync();
        _stopped = true;
    }

    public async ValueTask DisposeAsync()
    {
        await StopGatewayAsync();
        await Simulator.DisposeAsync();
        await _clients.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }

    private async Task AddSiteAsync((string Name, string Value)[] settings, CancellationToken cancellationToken)
    {
        var app = SimulatedApp.Demo;
        var site = new Site { Id = 0, Name = "campus", MoodleUrl = "https://campus.example.edu", AppId = app.AppId, TwinPushUrl = Simulator.ApiAddress, CreatorKey = app.CreatorKey };
        var token = SiteToken.Create();
        Token = token.Text;
        SiteId = (await Get<ISiteStore>().AddAsync(site, settings.ToDictionary(s => s.Name, s => s.Value), new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), cancellationToken))!.Value;
    }
}
