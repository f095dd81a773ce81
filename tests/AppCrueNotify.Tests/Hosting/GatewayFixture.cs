using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AppCrueNotify.Hosting;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TwinPush.Simulator;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.Tests.Hosting;

/// <summary>A gateway on a directory of its own with the simulator as its TwinPush.</summary>
internal sealed class GatewayFixture : IAsyncDisposable
{
    private readonly ServiceProvider _clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
    private readonly Func<GatewayOptions, GatewayOptions> _change;
    private bool _stopped;

    private GatewayFixture(string directory, TwinPushSimulator simulator, Gateway gateway, Func<GatewayOptions, GatewayOptions> change) =>
        (Directory, Simulator, Gateway, _change) = (directory, simulator, gateway, change);

    public string Directory { get; }
    public TwinPushSimulator Simulator { get; }
    public Gateway Gateway { get; private set; }

    /// <summary>The token of the first site.</summary>
    public string Token { get; private set; } = "";

    /// <summary>The first site.</summary>
    public Site Site { get; private set; } = null!;
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<GatewayFixture> StartAsync(params (string Name, string Value)[] settings) => StartAsync(o => o, settings);

    /// <param name="change">What is different from the usual options.</param>
    public static Task<GatewayFixture> StartAsync(Func<GatewayOptions, GatewayOptions> change, params (string Name, string Value)[] settings) =>
        StartAsync(change, new SimulatorOptions { AcceptAnyAlias = true, KeepRequestBodies = true }, settings);

    /// <param name="twinPush">A TwinPush other than the usual one, which knows every alias.</param>
    public static async Task<GatewayFixture> StartAsync(Func<GatewayOptions, GatewayOptions> change, SimulatorOptions twinPush, params (string Name, string Value)[] settings)
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("acn-test-").FullName;
        var simulator = await TwinPushSimulator.StartAsync(twinPush, Cancellation);
        var fixture = new GatewayFixture(directory, simulator, await Gateway.StartAsync(change(Options(directory)), Cancellation), change);
        await fixture.AddSiteAsync("campus", settings.ToDictionary(s => s.Name, s => s.Value));
        return fixture;
    }

    public static GatewayOptions Options(string directory) => new()
    {
        Urls = "http://127.0.0.1:0",
        Storage = new() { Directory = directory },
        LogLevel = LogLevel.Critical,
        LogFiles = false,
    };

    public T Get<T>() where T : notnull => Gateway.Services.GetRequiredService<T>();

    public async Task<string> AddSiteAsync(string name, Dictionary<string, string>? settings = null, Uri? twinPush = null, string? creatorKey = null)
    {
        var app = SimulatedApp.Demo;
        var site = new Site { Id = 0, Name = name, MoodleUrl = "https://campus.example.edu", AppId = app.AppId, TwinPushUrl = twinPush ?? Simulator.ApiAddress, CreatorKey = creatorKey ?? app.CreatorKey };
        var token = SiteToken.Create();
        var id = await Get<ISiteStore>().AddAsync(site, settings ?? [], new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), Cancellation);
        if (Token.Length == 0)
            (Token, Site) = (token.Text, site with { Id = id!.Value });
        return token.Text;
    }

    public HttpClient Client(string? token = null)
    {
        var client = _clients.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = Gateway.Address;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token);
        return client;
    }

    public Task<HttpResponseMessage> PostAsync(string json, string? token = null) => PostAsync(Encoding.UTF8.GetBytes(json), token);

    public Task<HttpResponseMessage> PostAsync(byte[] body, string? token = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/json");
        return Client(token).PostAsync("/api/v1/messages", content, Cancellation);
    }

    /// <summary>Posts messages that have to be taken, and gives the results as <c>key status reason</c>.</summary>
    public async Task<IReadOnlyList<string>> TakeAsync(IEnumerable<string> messages, string? token = null)
    {
        using var answer = await PostAsync($"{{\"messages\":[{string.Join(',', messages)}]}}", token);
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True((int)answer.StatusCode == 202, body);
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.GetProperty("results").EnumerateArray().Select(r =>
            $"{r.GetProperty("key").GetString() ?? "null"} {r.GetProperty("status").GetString()}{(r.TryGetProperty("reason", out var reason) ? $" {reason.GetString()}" : "")}")];
    }

    /// <summary>Waits until no message is on its way any more.</summary>
    public Task DrainAsync() => UntilAsync(async () =>
        !(await Get<IReportStore>().CountAsync(Cancellation)).Any(c => c.State is RecipientState.Waiting or RecipientState.Sending));

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation);
    }

    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    public async Task<Dictionary<string, long>> CountsAsync() => (await Get<IReportStore>().CountAsync(Cancellation))
        .GroupBy(c => c.State.Word()).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));

    public async Task<TracedMessage> TraceAsync(string key, long? site = null) =>
        Assert.Single(await Get<IReportStore>().TraceKeyAsync(site ?? Site.Id, key, Cancellation));

    /// <summary>Stops the gateway in order; the simulator goes on.</summary>
    public async Task StopAsync()
    {
        if (!_stopped)
            await Gateway.DisposeAsync();
        _stopped = true;
    }

    /// <summary>Stops the gateway in order and starts another on the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        _stopped = false;
        Gateway = await Gateway.StartAsync(_change(Options(Directory)), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Simulator.DisposeAsync();
        await _clients.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
