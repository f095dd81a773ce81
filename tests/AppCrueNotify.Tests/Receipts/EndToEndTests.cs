using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AppCrueNotify.Hosting;
using AppCrueNotify.Messages;
using AppCrueNotify.Receipts;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using TwinPush.Simulator;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.Tests.Receipts;

/// <summary>A whole gateway with a site that has an API token, by its own loops.</summary>
public sealed class EndToEndTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly ServiceProvider _clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
    private TwinPushSimulator _simulator = null!;
    private Gateway _gateway = null!;
    private Site _site = null!;
    private string _token = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _simulator = await TwinPushSimulator.StartAsync(new(), Cancellation);
        var step = TimeSpan.FromMilliseconds(100);
        _gateway = await Gateway.StartAsync(GatewayFixture.Options(_directory.Path) with
        {
            Receipts = new() { Poll = TimeSpan.FromMilliseconds(50), Schedule = [step, step * 5, step * 50, TimeSpan.FromMinutes(5)], ChangesEvery = step, Overlap = TimeSpan.FromSeconds(2) },
        }, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _simulator.DisposeAsync();
        await _clients.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Of_ten_the_one_with_the_app_is_reached_and_the_nine_without_are_told_apart()
    {
        _simulator.State.RegisterPhone("user3");
        // No directory yet: the site gets its token's answers only for receipts.
        _simulator.State.AddFault(new() { Kind = TwinPush.Simulator.Faults.FaultKind.Status, Status = 500, Operation = "list-devices" });
        await AddSiteAsync(SimulatedApp.Demo.ApiToken);
        await PostAsync(Enumerable.Range(0, 10));
        await UntilAsync(async () => await CountAsync(RecipientState.Undeliverable) == 9 && await CountAsync(RecipientState.Received) == 1);
        Assert.Equal(RecipientState.Received, (await TraceAsync(3)).State);
        for (var user = 0; user < 10; user++)
        {
            if (user != 3)
                Assert.Equal((RecipientState.Undeliverable, ReceiptRules.NotReached), ((await TraceAsync(user)).State, (await TraceAsync(user)).Reason));
        }

        Assert.Equal(1, _simulator.State.Requests.Count("create"));
    }

    [Fact]
    public async Task Known_missing_people_cost_no_push_and_get_it_when_they_register()
    {
        _simulator.State.RegisterPhone("user3");
        await AddSiteAsync(SimulatedApp.Demo.ApiToken);
        await UntilAsync(async () => (await _gateway.Services.GetRequiredService<IDirectoryStore>().ReachAsync(TimeProvider.System.GetUtcNow(), Cancellation)).Any(r => r.ListedAt is not null));
        await PostAsync([7]);
        await UntilAsync(async () => await CountAsync(RecipientState.Undeliverable) == 1);
        Assert.StartsWith("no app on any phone", (await TraceAsync(7)).Reason, StringComparison.Ordinal);
        Assert.Equal(0, _simulator.State.Requests.Count("create"));

        _simulator.State.RegisterPhone("user7");
        await UntilAsync(async () => (await TraceAsync(7)).State == RecipientState.Received);
        Assert.Single(_simulator.State.Pushes("user7"));
    }

    [Fact]
    public async Task A_wrong_token_is_shown_in_words_and_disturbs_nobody()
    {
        _simulator.State.RegisterPhone("user1");
        await AddSiteAsync("wrong0token00000wrong0token00000");
        await PostAsync([1]);
        await UntilAsync(() => Task.FromResult(_simulator.State.Pushes("user1").Count == 1));
        var receipts = _gateway.Services.GetRequiredService<IReceiptStore>();
        await UntilAsync(async () => (await receipts.StatesAsync(Cancellation)).Select(s => s.Part).ToHashSet().IsSupersetOf([ReceiptParts.Directory, ReceiptParts.Receipts]));
        Assert.All(await receipts.StatesAsync(Cancellation), state =>
        {
            Assert.Contains("403", state.Error, StringComparison.Ordinal);
            Assert.True(state.RetryAt > state.ChangedAt);
        });
        Assert.Equal(RecipientState.Sent, (await TraceAsync(1)).State);
        Assert.Null(Assert.Single(await _gateway.Services.GetRequiredService<SiteDirectory>().AllAsync(Cancellation)).PauseReason);
    }

    [Fact]
    public async Task Without_a_token_everything_works_as_before()
    {
        _simulator.State.RegisterPhone("user1");
        await AddSiteAsync(null);
        await PostAsync([1, 2]);
        await UntilAsync(async () => await CountAsync(RecipientState.Sent) == 2);
        Assert.Equal(["create"], _simulator.State.Requests.OldestFirst.Select(r => r.Operation));
    }

    private async Task AddSiteAsync(string? apiToken)
    {
        var app = SimulatedApp.Demo;
        var token = SiteToken.Create();
        _site = new() { Id = 0, Name = "campus", MoodleUrl = "https://campus.example.edu", AppId = app.AppId, TwinPushUrl = _simulator.ApiAddress, CreatorKey = app.CreatorKey, ApiToken = apiToken };
        var settings = new Dictionary<string, string> { ["window"] = "100ms", ["max-requests-per-second"] = "1000", ["only-news-forum"] = "off" };
        var id = await _gateway.Services.GetRequiredService<ISiteStore>().AddAsync(_site, settings, new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), Cancellation);
        (_site, _token) = (_site with { Id = id!.Value }, token.Text);
    }

    private async Task PostAsync(IEnumerable<int> users)
    {
        var messages = users.Select(user => $$$"""
            {"key":"n:1:{{{user}}}","component":"mod_forum","name":"posts","subject":"Exam","fullmessage":"The exam moved to Monday.","fullmessageformat":2,
             "notification":true,"contexturl":"https://campus.example.edu/x","timecreated":1795456430,"userto":{"id":{{{user}}},"alias":"User{{{user}}}"}}
            """);
        using var client = _clients.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var body = new StringContent($"{{\"messages\":[{string.Join(',', messages)}]}}", Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(new Uri(_gateway.Address, "/api/v1/messages"), body, Cancellation);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }

    private async Task<long> CountAsync(RecipientState state) =>
        (await _gateway.Services.GetRequiredService<IReportStore>().CountAsync(Cancellation)).Where(c => c.State == state).Sum(c => c.Count);

    private async Task<TracedMessage> TraceAsync(int user) =>
        Assert.Single(await _gateway.Services.GetRequiredService<IReportStore>().TraceUserAsync(_site.Id, user, 10, Cancellation));

    /// <summary>Waits until it is so; much longer than it takes on the slowest machine means that it never will be.</summary>
    private static async Task UntilAsync(Func<Task<bool>> reached)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (!await reached())
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }
}
