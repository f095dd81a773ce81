using AppCrueNotify.Commands.Replay;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Hosting;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using TwinPush.Simulator;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.Commands.Demo;

/// <summary>A gateway and a TwinPush simulator with one site, in a directory that goes away with them.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    public const string SiteName = "demo";
    private const string MoodleUrl = "https://campus.example.edu";
    private readonly DirectoryInfo _directory;

    private DemoWorld(DirectoryInfo directory, TwinPushSimulator simulator, Gateway gateway) =>
        (_directory, Simulator, Gateway) = (directory, simulator, gateway);

    public TwinPushSimulator Simulator { get; }
    public Gateway Gateway { get; }
    public string Token { get; private set; } = "";
    public long SiteId { get; private set; }
    public string DataDirectory => _directory.FullName;
    public IReportStore Reports => Gateway.Services.GetRequiredService<IReportStore>();

    /// <exception cref="CommandFailedException">The simulator cannot listen where it should.</exception>
    /// <exception cref="GatewayStartException">The gateway cannot start.</exception>
    public static async Task<DemoWorld> StartAsync(DemoOptions options, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("appcrue-notify-demo-");
        TwinPushSimulator? simulator = null;
        try
        {
            simulator = await SimulatorCommand.StartAsync(new() { Urls = options.SimulatorUrls }, "--simulator-urls", cancellationToken);
            var gateway = await Gateway.StartAsync(
                new() { Urls = options.Urls, Storage = new() { Directory = directory.FullName }, LogLevel = LogLevel.Error, LogFiles = false }, cancellationToken);
            var world = new DemoWorld(directory, simulator, gateway);
            await world.AddSiteAsync(options.Settings, cancellationToken);
            return world;
        }
        catch
        {
            if (simulator is not null)
                await simulator.DisposeAsync();
            directory.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Posts lines to the gateway's intake as Moodle would.</summary>
    public Task<ReplayReport> PostAsync(IAsyncEnumerable<JsonLine> lines, Action<string> say, CancellationToken cancellationToken) =>
        new Replayer(new() { Gateway = Gateway.Address, Token = Token }, TimeProvider.System).RunAsync(lines, say, cancellationToken);

    /// <summary>Opens the console, once.</summary>
    public async Task<Uri> ConsoleLinkAsync(CancellationToken cancellationToken) =>
        new(Gateway.Address, await Gateway.Services.GetRequiredService<AdminLinks>().ForAsync(AdminLinks.FirstName, cancellationToken));

    /// <summary>The page that shows a phone.</summary>
    public Uri PhonePage(string alias) => new(Simulator.Address, $"/phones/{SimulatedApp.Demo.AppId}/{Uri.EscapeDataString(alias)}");

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Simulator.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private async Task AddSiteAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var app = SimulatedApp.Demo;
        var site = new Site { Id = 0, Name = SiteName, MoodleUrl = MoodleUrl, AppId = app.AppId, TwinPushUrl = Simulator.ApiAddress, CreatorKey = app.CreatorKey, ApiToken = app.ApiToken };
        var token = SiteToken.Create();
        var store = Gateway.Services.GetRequiredService<ISiteStore>();
        SiteId = await store.AddAsync(site, settings, new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), cancellationToken)
            ?? throw new InvalidOperationException("A new database has a site already.");
        Token = token.Text;
    }
}
