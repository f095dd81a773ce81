using System.Text;
using AppCrueNotify.Commands;
using AppCrueNotify.Commands.Replay;
using AppCrueNotify.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;

namespace AppCrueNotify.Tests.Commands;

public sealed class ReplayTests : IDisposable
{
    private static readonly string Samples = Path.Combine(RepositoryFiles.Root, "samples", "moodle-events", "campus.jsonl");
    private readonly TempDirectory _directory = new();

    [Fact]
    public async Task The_samples_are_posted_in_batches_and_a_repeat_is_harmless()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var file = Path.Combine(_directory.Path, "token");
        await File.WriteAllTextAsync(file, gateway.Token + "\n", GatewayFixture.Cancellation);
        string[] arguments = ["replay", Samples, "--to", gateway.Gateway.Address.ToString(), "--batch", "50", "--token-file"];
        var first = await Binary.RunAsync([.. arguments, file]);
        Assert.Equal((0, ""), (first.Code, first.Errors));
        Assert.Equal("72 messages read, 2 requests accepted", first.Lines[0]);
        Assert.Contains(first.Lines, l => l.StartsWith("queued", StringComparison.Ordinal) && l.EndsWith(" 42", StringComparison.Ordinal));
        Assert.Contains(first.Lines, l => l.StartsWith("skipped", StringComparison.Ordinal) && l.EndsWith("30  not-news-forum", StringComparison.Ordinal));
        var second = await Binary.RunAsync([.. arguments, "-"], gateway.Token);
        Assert.Equal(0, second.Code);
        Assert.Contains(second.Lines, l => l.StartsWith("duplicate", StringComparison.Ordinal) && l.EndsWith(" 72", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bad_lines_are_named_and_counted_and_the_others_go_on()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var file = Path.Combine(_directory.Path, "messages.jsonl");
        await File.WriteAllLinesAsync(file, ["{\"key\":", RepositoryFiles.CampusMessages[0], "[]", "{\"key\":\"n:9:9\"}"], GatewayFixture.Cancellation);
        var finished = await Binary.RunAsync("replay", file, "--to", gateway.Gateway.Address.ToString(), "--token", gateway.Token);
        Assert.Equal(1, finished.Code);
        Assert.Contains("line 1: failed: it is not JSON", finished.Errors, StringComparison.Ordinal);
        Assert.Contains("line 3: failed: it is not a JSON object", finished.Errors, StringComparison.Ordinal);
        Assert.Contains("line 4 (key n:9:9): rejected: 'component' is missing", finished.Errors, StringComparison.Ordinal);
        Assert.Contains(finished.Lines, l => l.StartsWith("queued", StringComparison.Ordinal) && l.EndsWith(" 1", StringComparison.Ordinal));
        Assert.Contains(finished.Lines, l => l.StartsWith("failed", StringComparison.Ordinal) && l.EndsWith(" 2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_token_and_a_gateway_that_is_not_there_are_said()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var stranger = await Binary.RunAsync("replay", Samples, "--to", gateway.Gateway.Address.ToString(), "--token", "acn_wrong.wrong");
        Assert.Equal(1, stranger.Code);
        Assert.Contains("The gateway answered 401: The site token is missing, wrong or expired.", stranger.Errors, StringComparison.Ordinal);
        var nobody = await Binary.RunAsync("replay", Samples, "--to", "http://127.0.0.1:1", "--token", "t");
        Assert.Equal(1, nobody.Code);
        Assert.Contains("http://127.0.0.1:1/api/v1/messages cannot be reached", nobody.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(int.MaxValue, false)]
    public async Task Retry_After_is_honoured_a_bounded_number_of_times(int busyAnswers, bool succeeds)
    {
        var requests = 0;
        await using var server = await ServerAsync(async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null, http.RequestAborted);
            var busy = ++requests <= busyAnswers;
            http.Response.StatusCode = busy ? 503 : 202;
            if (busy)
                http.Response.Headers.RetryAfter = "7";
            else
                await http.Response.WriteAsync("""{"results":[{"key":"k","status":"queued"}]}""", http.RequestAborted);
        });
        var clock = new FakeTimeProvider();
        var said = new List<string>();
        var options = new ReplayOptions { Gateway = new(server.Urls.First()), Token = "t" };
        var run = new Replayer(options, clock).RunAsync(Lines("{}"), said.Add, GatewayFixture.Cancellation);
        while (!run.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, GatewayFixture.Cancellation);
        }

        var report = await run;
        Assert.Equal(succeeds, report.Clean);
        Assert.Equal(succeeds ? 3 : options.Tries, requests);
        Assert.Contains(said, s => s.EndsWith("Next try in 7 s.", StringComparison.Ordinal));
        Assert.True(clock.GetUtcNow() - clock.Start >= TimeSpan.FromSeconds(7 * (requests - 1)));
    }

    [Fact]
    public async Task A_request_stays_within_the_bytes_that_the_intake_takes()
    {
        var sizes = new List<long>();
        await using var server = await ServerAsync(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body, http.RequestAborted);
            sizes.Add(body.Length);
            var count = Encoding.UTF8.GetString(body.ToArray()).Split("\"x\"").Length - 1;
            http.Response.StatusCode = 202;
            await http.Response.WriteAsync($"{{\"results\":[{string.Join(',', Enumerable.Repeat("{\"key\":\"k\",\"status\":\"queued\"}", count))}]}}", http.RequestAborted);
        });
        var line = $"{{\"x\":\"{new string('á', 100)}\"}}";
        var options = new ReplayOptions { Gateway = new(server.Urls.First()), Token = "t", BatchBytes = 1000 };
        string[] lines = [.. Enumerable.Repeat(line, 20), $"{{\"x\":\"{new string('a', 1000)}\"}}"];
        var report = await new Replayer(options, TimeProvider.System).RunAsync(Lines(lines), _ => { }, GatewayFixture.Cancellation);
        Assert.All(sizes, size => Assert.InRange(size, 1, 1000));
        Assert.Equal((20, 1, 5), (report.Count("queued"), report.Count("failed"), report.Requests));
    }

    public void Dispose() => _directory.Dispose();

    private static IAsyncEnumerable<JsonLine> Lines(params string[] texts) => texts.Select((t, i) => new JsonLine(i + 1, t)).ToAsyncEnumerable();

    private static async Task<WebApplication> ServerAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        var server = builder.Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.Run(answer);
        await server.StartAsync(GatewayFixture.Cancellation);
        return server;
    }
}
