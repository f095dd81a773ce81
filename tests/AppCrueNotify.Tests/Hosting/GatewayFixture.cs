using System.Net.Http.Headers;
using System.Text;
using AppCrueNotify.Hosting;
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

    private GatewayFixture(string directory, TwinPushSimulator simulator, Gateway gateway) =>
        (Directory, Simulator, Gateway) = (directory, simulator, gateway);

    public string Directory { get; }
    public TwinPushSimulator Simulator { get; }
    public Gateway Gateway { get; private set; }
    public string Token { get; private set; } = "";
    public Site Site { get; private set; } = null!;
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<GatewayFixture> StartAsync(params (string Name, string Value)[] settings)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var directory = System.IO.Directory.CreateTempSubdirectory("acn-test-").FullName;
        var simulator = await TwinPushSimulator.StartAsync(new() { AcceptAnyAlias = true }, cancellation);
        var fixture = new GatewayFixture(directory, simulator, await Gateway.StartAsync(Options(directory), cancellation));
        await fixture.AddSiteAsync("campus", settings.ToDictionary(s => s.Name, s => s.Value));
        return fixture;
    }

    public static GatewayOptions Options(string directory) => new()
    {
        Urls = "http://127.0.0.1:0",
        Storage = new() { Directory = directory },
        Dispatch = new() { Poll = TimeSpan.FromMilliseconds(50) },
        LogLevel = LogLevel.Critical,
        LogFiles = false,
    };

    public T Get<T>() where T : notnull => Gateway.Services.GetRequiredService<T>();

    public async Task<string> AddSiteAsync(string name, Dictionary<string, string>? settings = null, Uri? twinPush = null)
    {
        var app = SimulatedApp.Demo;
        var site = new Site { Id = 0, Name = name, MoodleUrl = "https://campus.example.edu", AppId = app.AppId, TwinPushUrl = twinPush ?? Simulator.ApiAddress, CreatorKey = app.CreatorKey };
        var token = SiteToken.Create();
        var id = await Get<ISiteStore>().AddAsync(site, settings ?? [], new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), Cancellation);
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

    public Task<HttpResponseMessage> PostAsync(string json, string? token = null) =>
        Client(token).PostAsync("/api/v1/messages", new StringContent(json, Encoding.UTF8, "application/json"), Cancellation);

    /// <summary>Waits until no message is on its way any more.</summary>
    public async Task DrainAsync()
    {
        while ((await Get<IReportStore>().CountAsync(Cancellation)).Any(c => c.State is Messages.RecipientState.Waiting or Messages.RecipientState.Sending))
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Simulator.DisposeAsync();
        await _clients.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
