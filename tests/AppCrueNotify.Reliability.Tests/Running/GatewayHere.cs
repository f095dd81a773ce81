using System.Text;
using AppCrueNotify.Hosting;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TwinPush.Simulator;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>A gateway in this process, for proofs that need its clock or its store at hand, with sites that have a TwinPush each.</summary>
internal sealed class GatewayHere : IAsyncDisposable
{
    private readonly Directories _data;
    private readonly Gateway _gateway;
    private readonly TimeProvider _time;
    private readonly List<SiteHere> _sites = [];

    private GatewayHere(Directories data, string directory, Gateway gateway, TimeProvider time) => (_data, Directory, _gateway, _time) = (data, directory, gateway, time);

    public string Directory { get; }

    public static async Task<GatewayHere> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var data = new Directories("acn-here-");
        var directory = data.New();
        var gateway = await Gateway.StartAsync(new()
        {
            Urls = "http://127.0.0.1:0",
            Storage = new() { Directory = directory, FreeSpaceFloor = 0 },
            LogLevel = LogLevel.Debug,
            LogForm = null,
            Time = time,
            Dispatch = new() { StopGrace = TimeSpan.FromMilliseconds(100) },
        }, cancellationToken);
        return new(data, directory, gateway, time);
    }

    public T Get<T>() where T : notnull => _gateway.Services.GetRequiredService<T>();

    public async Task<SiteHere> AddSiteAsync(string name, CancellationToken cancellationToken, params (string Name, string Value)[] settings)
    {
        var simulator = await TwinPushSimulator.StartAsync(new() { AcceptAnyAlias = true, KeepRequests = 100_000, KeepNotifications = 100 }, cancellationToken);
        var token = SiteToken.Create();
        var site = new Site { Id = 0, Name = name, MoodleUrl = "https://campus.example.edu", AppId = SimulatedApp.Demo.AppId, TwinPushUrl = simulator.ApiAddress, CreatorKey = SimulatedApp.Demo.CreatorKey };
        var id = await Get<ISiteStore>().AddAsync(site, settings.ToDictionary(s => s.Name, s => s.Value), new(token.Id, token.Hash()), _time.GetUtcNow(), cancellationToken);
        var here = new SiteHere(id!.Value, simulator);
        _sites.Add(here);
        return here;
    }

    /// <summary>Stores messages as the intake does after composing them.</summary>
    public Task TakeAsync(SiteHere site, IEnumerable<int> users, string text, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        var push = new Push { Title = Canaries.Title, Alert = $"{Canaries.Text} {text}", Link = "", CustomProperties = "{}" };
        return Get<IIntakeStore>().AddAsync(site.Id, [.. users.Select(user => new NewRecipient
        {
            Key = $"{text}:{user}", ContentHash = Convert.ToHexString(Encoding.UTF8.GetBytes(text)), UserId = user, Alias = $"{Canaries.Alias}{user}", Component = "mod_forum", Name = "posts",
            Push = push, DueAt = now, ExpiresAt = now.AddDays(1),
        })], now, cancellationToken);
    }

    public async Task<long> CountAsync(SiteHere site, RecipientState state, CancellationToken cancellationToken) =>
        (await Get<IReportStore>().CountAsync(cancellationToken)).Where(c => c.SiteId == site.Id && c.State == state).Sum(c => c.Count);

    /// <summary>Waits in true time.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, CancellationToken cancellationToken)
    {
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var site in _sites)
            site.TwinPush.State.ClearFaults();
        await _gateway.DisposeAsync();
        foreach (var site in _sites)
            await site.TwinPush.DisposeAsync();
        Canaries.AssertNoneInLogs(Directory);
        _data.Dispose();
    }
}

/// <summary>A site with a TwinPush of its own.</summary>
internal sealed record SiteHere(long Id, TwinPushSimulator TwinPush)
{
    public long Requests => TwinPush.State.Requests.Count();
}
