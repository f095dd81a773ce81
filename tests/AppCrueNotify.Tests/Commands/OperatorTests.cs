using System.Text.Json;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using TwinPush.Simulator;

namespace AppCrueNotify.Tests.Commands;

/// <summary>status, trace, retry and test-push beside a running gateway.</summary>
public sealed class OperatorTests
{
    private const string Key = "n:17025:6004";

    [Fact]
    public async Task Status_counts_and_trace_tells_the_life_of_a_message()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        await PostSamplesAsync(gateway);
        var status = await RunAsync(gateway, "status");
        Assert.Equal((0, ""), (status.Code, status.Errors));
        Assert.Contains(status.Lines, l => Words(l) == "sent 42");
        Assert.Contains(status.Lines, l => Words(l) == "skipped 30");
        Assert.Contains(status.Lines, l => Words(l) == "taken 42");
        var json = JsonDocument.Parse((await RunAsync(gateway, "status", "--json")).Output).RootElement.GetProperty("sites")[0];
        Assert.Equal(("campus", 42, JsonValueKind.Null), (json.GetProperty("name").GetString(), json.GetProperty("states").GetProperty("sent").GetInt32(), json.GetProperty("paused").ValueKind));

        var trace = await RunAsync(gateway, "trace", "--site", "campus", "--key", Key);
        Assert.Equal((0, ""), (trace.Code, trace.Errors));
        Assert.Contains("Europe/Madrid", trace.Lines[0], StringComparison.Ordinal);
        Assert.All((string[])["taken from Moodle", "accepted by TwinPush as notification", "Welcome to Cálculo", "https://campus.example.edu/user/view.php"], words => Assert.Contains(words, trace.Output, StringComparison.Ordinal));
        var ofUser = JsonDocument.Parse((await RunAsync(gateway, "trace", "--site", "campus", "--user", "6004", "--json")).Output).RootElement.GetProperty("messages");
        Assert.Equal(20, ofUser.GetArrayLength());
        Assert.Contains(ofUser.EnumerateArray(), m => m.GetProperty("state").GetString() == "skipped" && m.GetProperty("explanation").GetString()!.Contains("only-news-forum=off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Trace_answers_1_when_nothing_is_known()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var finished = await RunAsync(gateway, "trace", "--site", "campus", "--user", "404");
        Assert.Equal((1, 0), (finished.Code, finished.Lines.Length));
        Assert.Contains("Nothing is known of user 404", finished.Errors, StringComparison.Ordinal);
        var stranger = await RunAsync(gateway, "trace", "--site", "nowhere", "--user", "404");
        Assert.Equal(1, stranger.Code);
        Assert.Contains("Known: campus", stranger.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_no_phone_is_undeliverable_until_a_retry_after_the_app_is_installed()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        await using var empty = await TwinPushSimulator.StartAsync(new(), GatewayFixture.Cancellation);
        var token = await gateway.AddSiteAsync("empty", new() { ["window"] = "0" }, empty.ApiAddress);
        await gateway.PostAsync($"{{\"messages\":[{RepositoryFiles.CampusMessages[0]}]}}", token);
        await gateway.DrainAsync();
        var trace = await RunAsync(gateway, "trace", "--site", "empty", "--key", Key);
        Assert.Equal((0, ""), (trace.Code, trace.Errors));
        Assert.Contains("undeliverable: TwinPush knows no phone with the app for the alias 'est18uxq8'", trace.Output, StringComparison.Ordinal);

        empty.State.RegisterPhone("est18uxq8");
        Assert.StartsWith("0 messages", (await RunAsync(gateway, "retry", "--site", "empty", "--state", "failed")).Output, StringComparison.Ordinal);
        Assert.StartsWith("0 messages", (await RunAsync(gateway, "retry", "--site", "empty", "--since", "2090-01-01T00:00")).Output, StringComparison.Ordinal);
        var retried = await RunAsync(gateway, "retry", "--site", "empty", "--since", "3 days");
        Assert.Equal((0, "1 messages of failed, undeliverable, held wait to be sent again."), (retried.Code, retried.Output));
        await gateway.DrainAsync();
        Assert.Single(empty.State.Pushes("est18uxq8"));
    }

    [Fact]
    public async Task A_test_push_says_what_TwinPush_answered()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var sent = await RunAsync(gateway, "test-push", "--site", "campus", "--alias", "ana");
        Assert.Equal((0, ""), (sent.Code, sent.Errors));
        Assert.Contains("accepted the push as notification", sent.Output, StringComparison.Ordinal);
        Assert.Equal("AppCrueNotify", Assert.Single(gateway.Simulator.State.Pushes("ana")).Title);

        await using var empty = await TwinPushSimulator.StartAsync(new(), GatewayFixture.Cancellation);
        await gateway.AddSiteAsync("empty", twinPush: empty.ApiAddress);
        await AssertRefusedAsync(gateway, "empty", "knows no phone with the alias 'ana'");
        await gateway.AddSiteAsync("away", twinPush: new("http://127.0.0.1:1/api/v2"));
        await AssertRefusedAsync(gateway, "away", "Can it reach http://127.0.0.1:1/api/v2?");
    }

    [Fact]
    public async Task A_paused_site_says_why_and_a_test_push_resumes_it()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        var store = gateway.Get<ISiteStore>();
        await store.UpdateAsync(gateway.Site with { CreatorKey = "wrong00000000000000000000000000000" }, new Dictionary<string, string> { ["window"] = "0" }, GatewayFixture.Cancellation);
        await gateway.PostAsync($"{{\"messages\":[{RepositoryFiles.CampusMessages[0]}]}}");
        while ((await store.LoadAsync(GatewayFixture.Cancellation)).Sites[0].Site.PauseReason is null)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, GatewayFixture.Cancellation);

        var status = await RunAsync(gateway, "status");
        Assert.Contains("PAUSED since", status.Output, StringComparison.Ordinal);
        Assert.Contains("appcrue-notify site set", status.Output, StringComparison.Ordinal);
        Assert.Contains("the site is paused", (await RunAsync(gateway, "trace", "--site", "campus", "--key", Key)).Output, StringComparison.Ordinal);
        await AssertRefusedAsync(gateway, "campus", "--creator-key-file");
        Assert.Equal(RecipientState.Waiting, Assert.Single(await gateway.Get<IReportStore>().CountAsync(GatewayFixture.Cancellation)).State);

        var set = await Binary.RunAsync(["site", "set", "campus", "--creator-key-file", "-", "--data", gateway.Directory], gateway.Site.CreatorKey);
        Assert.Equal(0, set.Code);
        Assert.Equal(0, (await RunAsync(gateway, "test-push", "--site", "campus", "--alias", "ana")).Code);
        Assert.DoesNotContain("PAUSED", (await RunAsync(gateway, "status")).Output, StringComparison.Ordinal);
    }

    private static async Task PostSamplesAsync(GatewayFixture gateway)
    {
        await gateway.PostAsync($"{{\"messages\":[{string.Join(',', RepositoryFiles.CampusMessages)}]}}");
        await gateway.DrainAsync();
    }

    private static async Task AssertRefusedAsync(GatewayFixture gateway, string site, string said)
    {
        var finished = await RunAsync(gateway, "test-push", "--site", site, "--alias", "ana");
        Assert.Equal((1, 0), (finished.Code, finished.Lines.Length));
        Assert.Contains(said, finished.Errors, StringComparison.Ordinal);
    }

    private static Task<Finished> RunAsync(GatewayFixture gateway, params string[] arguments) => Binary.RunAsync([.. arguments, "--data", gateway.Directory]);

    private static string Words(string line) => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
