using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AppCrueNotify.Sites;
using AppCrueNotify.Tests.Dispatch;
using AppCrueNotify.Tests.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TwinPush.Simulator;
using TwinPush.Simulator.Apps;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Hosting;

/// <summary>The process is killed at random moments, while messages come and go. What was acknowledged is in the store, and ends.</summary>
public sealed class CrashTests : IAsyncDisposable
{
    private const int Rounds = 6;
    private readonly TempDirectory _directory = new();
    private readonly ServiceProvider _clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync()
    {
        _directory.Dispose();
        return _clients.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_is_repeated_without_a_record()
    {
        await using var simulator = await TwinPushSimulator.StartAsync(
            new() { AcceptAnyAlias = true, KeepRequestBodies = true, Latency = TimeSpan.FromMilliseconds(15), KeepRequests = 100_000 }, Cancellation);
        var token = await AddSiteAsync(simulator.ApiAddress);
        var random = new Random(4711);
        var acknowledged = new HashSet<string>();
        for (var round = 0; round < Rounds; round++)
        {
            using var gateway = await ServeAsync();
            var feeding = FeedAsync(gateway.Address, token, round, acknowledged);
            await GatewayFixture.UntilAsync(() => acknowledged.Count > 0);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20, 500)), TimeProvider.System, Cancellation);
            gateway.Process.Kill();
            await gateway.Process.WaitForExitAsync(Cancellation);
            await feeding;
            var stored = await OpenAttempts.QueryAsync(_directory.Path, "SELECT key FROM recipient");
            Assert.Empty(acknowledged.Except(stored));
        }

        using (var last = await ServeAsync())
        {
            await GatewayFixture.UntilAsync(async () => (await OpenAttempts.QueryAsync(_directory.Path, "SELECT key FROM recipient WHERE state IN ('waiting', 'sending') LIMIT 1")).Count == 0);
            last.Process.Kill();
            await last.Process.WaitForExitAsync(Cancellation);
        }

        Assert.True(acknowledged.Count > 100, $"only {acknowledged.Count} messages came through");
        var states = await OpenAttempts.QueryAsync(_directory.Path, "SELECT DISTINCT state FROM recipient");
        Assert.All(states, state => Assert.True(state is "sent" or "held", state));
        await AssertHistoryAsync(simulator);
    }

    /// <summary>Every push that a phone has twice belongs to an attempt whose outcome was written down as unknown; every request bears the tag of a recorded attempt.</summary>
    private async Task AssertHistoryAsync(TwinPushSimulator simulator)
    {
        var seen = simulator.State.Requests.OldestFirst.Where(r => r.Operation == "create").Select(r => JsonDocument.Parse(r.Body!).RootElement).ToList();
        var tags = seen.Select(r => r.GetProperty("tags")[0].GetString()!).ToList();
        Assert.Equal(tags.Count, tags.Distinct().Count());
        var posted = await OpenAttempts.QueryAsync(_directory.Path, "SELECT tag FROM attempt WHERE posting_at IS NOT NULL");
        Assert.Empty(tags.Except(posted));

        // Each user has one message, so an alias that was named twice was sent twice.
        var named = seen.SelectMany(Aliases).GroupBy(a => a).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        var unknown = await OpenAttempts.QueryAsync(_directory.Path, "SELECT alias FROM recipient WHERE unknowns > 0 OR state = 'held'");
        Assert.Empty(named.Except(unknown));
        var sent = seen.SelectMany(Aliases).ToHashSet();
        Assert.Empty((await OpenAttempts.QueryAsync(_directory.Path, "SELECT alias FROM recipient WHERE state = 'sent'")).Except(sent));
        Assert.All(seen.SelectMany(Aliases).GroupBy(a => a), g => Assert.InRange(g.Count(), 1, 2));
    }

    private static IEnumerable<string> Aliases(JsonElement request) =>
        request.TryGetProperty("devices_aliases", out var list) ? list.EnumerateArray().Select(a => a.GetString()!) : request.GetProperty("multiple_alias").EnumerateObject().Select(p => p.Name);

    private async Task FeedAsync(Uri address, string token, int round, HashSet<string> acknowledged)
    {
        using var client = _clients.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        for (var request = 0; ; request++)
        {
            var keys = Enumerable.Range(0, 7).Select(i => (Key: $"{round}:{request}:{i}", User: 1 + (((round * 100_000L) + request) * 10) + i)).ToList();
            try
            {
                using var content = new StringContent(Request(keys.Select(k => Message(k.Key, k.User, $"text {request % 3}"))), Encoding.UTF8, "application/json");
                using var answer = await client.PostAsync(new Uri(address, "/api/v1/messages"), content, Cancellation);
                if (answer.IsSuccessStatusCode)
                    acknowledged.UnionWith(keys.Select(k => k.Key));
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private async Task<string> AddSiteAsync(Uri twinPush)
    {
        await using var world = new SqliteWorld(o => o with { Directory = _directory.Path });
        var token = SiteToken.Create();
        await world.Sites.AddAsync(
            new()
            {
                Id = 0,
                Name = "campus",
                MoodleUrl = "https://campus.example.edu",
                AppId = SimulatedApp.Demo.AppId,
                TwinPushUrl = twinPush,
                CreatorKey = SimulatedApp.Demo.CreatorKey,
            },
            new Dictionary<string, string> { ["window"] = "20ms", ["max-requests-per-second"] = "200" }, new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), Cancellation);
        return token.Text;
    }

    private async Task<Serving> ServeAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "appcrue-notify.exe" : "appcrue-notify");
        var process = new Process
        {
            StartInfo = new(program, ["serve", "--urls", "http://127.0.0.1:0", "--data", _directory.Path, "--log", "json", "--free-space-floor", "0"]) { RedirectStandardOutput = true, RedirectStandardError = true },
            EnableRaisingEvents = true,
        };
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is { } text && text.Contains("\"Address\"", StringComparison.Ordinal))
                listening.TrySetResult(new(JsonDocument.Parse(text).RootElement.GetProperty("Address").GetString()!));
        };
        process.Exited += (_, _) => listening.TrySetException(new InvalidOperationException("The gateway ended before it listened."));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            return new(process, await listening.Task.WaitAsync(TimeSpan.FromSeconds(60), TimeProvider.System, Cancellation));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private sealed record Serving(Process Process, Uri Address) : IDisposable
    {
        public void Dispose()
        {
            if (!Process.HasExited)
                Process.Kill();
            Process.Dispose();
        }
    }
}
