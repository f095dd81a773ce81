using AppCrueNotify.Sentinels;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Storage.Sqlite;
using TwinPush;
using TwinPush.Simulator;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Tests.Sentinels;

/// <summary>What each answer of TwinPush means for the self-test, and what is kept of it.</summary>
public sealed class SelfTestTests : IAsyncLifetime
{
    private const string Empty = """{"objects":[],"references":[],"total_pages":1,"current_page":1}""";
    private readonly SqliteWorld _store = new();
    private readonly TwinPushClientFactory _clients = TwinPushClientFactory.CreateStandalone();
    private TwinPushSimulator _twinPush = null!;
    private Site _site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private ISentinelStore Sentinels => _store.Sentinels;

    public async ValueTask InitializeAsync()
    {
        await StartTwinPushAsync(new());
        var app = SimulatedApp.Demo;
        var token = SiteToken.Create();
        _site = Storage.Samples.Site() with { AppId = app.AppId, CreatorKey = app.CreatorKey, ApiToken = app.ApiToken, TwinPushUrl = _twinPush.ApiAddress };
        _site = _site with { Id = (await _store.Sites.AddAsync(_site, new Dictionary<string, string>(), new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), Cancellation))!.Value };
    }

    public async ValueTask DisposeAsync()
    {
        await _twinPush.DisposeAsync();
        await _store.DisposeAsync();
        _clients.Dispose();
    }

    [Fact]
    public async Task All_steps_pass_and_leave_nothing_but_the_device()
    {
        _twinPush.State.RegisterPhone("est1");
        var (steps, sentinel) = await RunAsync();
        Assert.Equal(["credentials", "register", "send", "find", "filter", "report", "delete", "many texts"], steps.Select(s => s.Name));
        Assert.All(steps, s => Assert.True(s.Passed, s.Words));
        Assert.Equal((SentinelState.On, true, SentinelWay.Inbox), (sentinel!.State, sentinel.Passed, sentinel.Way));
        Assert.NotNull(sentinel.FoundAfter);
        Assert.Equal(steps, SelfTestStep.Read(sentinel.Report));
        Assert.Equal(new(sentinel.Alias, sentinel.DeviceId!), sentinel.ForSending(_site));
        Assert.Empty(_twinPush.State.Pushes("est1"));
        Assert.Equal(2, _twinPush.State.Apps[0].Devices.All.Count);
        Assert.Empty(_twinPush.State.Apps[0].Devices.Find(sentinel.DeviceId!)!.Inbox.NewestFirst);
        var stored = await Sentinels.FindAsync(_site.Id, Cancellation);
        Assert.Equal((sentinel.DeviceId, sentinel.Identity, sentinel.State, sentinel.Report), (stored!.DeviceId, stored.Identity, stored.State, stored.Report));
    }

    [Fact]
    public async Task A_second_test_finds_the_same_device()
    {
        var (_, first) = await RunAsync();
        var (_, second) = await RunAsync();
        Assert.Equal((first!.Alias, first.DeviceId), (second!.Alias, second.DeviceId));
        Assert.Single(_twinPush.State.Apps[0].Devices.All);
    }

    [Fact]
    public async Task A_TwinPush_that_counts_no_device_without_push_token_leaves_it_off()
    {
        await _twinPush.DisposeAsync();
        await StartTwinPushAsync(new() { Assumptions = new() { DevicesWithoutPushTokenAreTargets = false } });
        _site = _site with { TwinPushUrl = _twinPush.ApiAddress };
        var (steps, sentinel) = await RunAsync();
        Assert.Equal(("send", false), (steps[^1].Name, steps[^1].Passed));
        Assert.Contains("does not count a device without push token", steps[^1].Words, StringComparison.Ordinal);
        Assert.Equal((SentinelState.Off, (SentinelDevice?)null), (sentinel!.State, sentinel.ForSending(_site)));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_tried()
    {
        _site = _site with { ApiToken = null };
        var (steps, sentinel) = await RunAsync();
        Assert.Null(sentinel);
        Assert.Contains("no API token", Assert.Single(steps).Words, StringComparison.Ordinal);
        Assert.Empty(_twinPush.State.Requests.OldestFirst);
    }

    [Fact]
    public async Task A_wrong_token_ends_the_test_at_its_first_step()
    {
        _site = _site with { ApiToken = "wrong0api0token0wrong0api0token0" };
        var (steps, sentinel) = await RunAsync();
        Assert.Equal(("credentials", false), (Assert.Single(steps).Name, steps[0].Passed));
        Assert.Equal((SentinelState.Off, (string?)null), (sentinel!.State, sentinel.DeviceId));
    }

    [Fact]
    public async Task What_only_the_search_shows_is_looked_up_there()
    {
        Answer("inbox", Empty);
        var (_, sentinel) = await RunAsync();
        Assert.Equal((SentinelState.On, SentinelWay.Search), (sentinel!.State, sentinel.Way));
    }

    [Fact]
    public async Task What_nothing_shows_leaves_it_off_and_is_cleaned_up()
    {
        Answer("inbox", Empty);
        Answer("search", Empty);
        var (steps, sentinel) = await RunAsync(TimeSpan.FromMilliseconds(300));
        Assert.Equal(["credentials", "register", "send", "find", "clean up"], steps.Select(s => s.Name));
        Assert.Equal(SentinelState.Off, sentinel!.State);
        Assert.Contains("could not be looked up", sentinel.Reason, StringComparison.Ordinal);
        Assert.Equal(1, _twinPush.State.Requests.Count("delete"));
    }

    [Fact]
    public async Task A_deletion_without_effect_leaves_it_off()
    {
        Answer("delete", "{}");
        var (steps, sentinel) = await RunAsync(TimeSpan.FromMilliseconds(300));
        Assert.Equal(("delete", false), (steps[^1].Name, steps[^1].Passed));
        Assert.Equal(SentinelState.Off, sentinel!.State);
    }

    [Fact]
    public async Task A_report_that_cannot_be_read_does_not_decide()
    {
        _twinPush.State.AddFault(new() { Kind = FaultKind.Status, Operation = "report" });
        var (steps, sentinel) = await RunAsync();
        Assert.Equal((false, false), (steps.Single(s => s.Name == "report").Passed, steps.Single(s => s.Name == "report").Decisive));
        Assert.Equal(SentinelState.On, sentinel!.State);
    }

    [Fact]
    public async Task Other_credentials_or_another_app_are_not_tested()
    {
        var (_, sentinel) = await RunAsync();
        Assert.Null(sentinel!.ForSending(_site with { CreatorKey = "another" }));
        Assert.Null(sentinel.ForSending(_site with { ApiToken = "another" }));
        Assert.Null(sentinel.ForSending(_site with { AppId = "another" }));
        Assert.Null(sentinel.ForSending(_site with { TwinPushUrl = new("https://another.example/api/v2") }));
        Assert.NotNull(sentinel.ForSending(_site with { MoodleUrl = "https://another.example" }));
    }

    [Fact]
    public async Task Switched_off_it_stays_at_home_until_it_is_tested_again()
    {
        await RunAsync();
        Assert.True(await Test().SwitchOffAsync(_site, "switched off by hand", Cancellation));
        var off = await Sentinels.FindAsync(_site.Id, Cancellation);
        Assert.Equal((SentinelState.Off, "switched off by hand", (SentinelDevice?)null), (off!.State, off.Reason, off.ForSending(_site)));
        Assert.NotNull((await RunAsync()).Sentinel!.ForSending(_site));
    }

    private async Task<(List<SelfTestStep> Steps, StoredSentinel? Sentinel)> RunAsync(TimeSpan? patience = null)
    {
        var steps = new List<SelfTestStep>();
        return (steps, await Test(patience).RunAsync(_site, steps.Add, Cancellation));
    }

    private SelfTest Test(TimeSpan? patience = null)
    {
        var options = new SentinelOptions { TestPatience = patience ?? TimeSpan.FromSeconds(20) };
        return new(Sentinels, new(_clients, options, TimeProvider.System), _clients, options, TimeProvider.System);
    }

    private void Answer(string operation, string body) =>
        _twinPush.State.AddFault(new() { Kind = FaultKind.Status, Operation = operation, Status = 200, Body = body, Accepted = false });

    private async Task StartTwinPushAsync(SimulatorOptions options) => _twinPush = await TwinPushSimulator.StartAsync(options, Cancellation);
}
