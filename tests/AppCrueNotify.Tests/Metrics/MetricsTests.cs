using System.Net;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using AppCrueNotify.Tests.Moodle;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Tests.Metrics;

public sealed class MetricsTests
{
    [Fact]
    public async Task The_page_counts_messages_attempts_and_requests()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        await gateway.TakeAsync(MoodleCalls.Message(5, 1), MoodleCalls.Message(5, 1), MoodleCalls.Message(6, 1, alias: " ").Replace("\" 6\"", "\"\"", StringComparison.Ordinal));
        await gateway.DrainAsync();
        var page = await PageAsync(gateway);
        Assert.Contains("appcruenotify_messages_total{site=\"campus\",status=\"queued\"} 1", page);
        Assert.Contains("appcruenotify_messages_total{site=\"campus\",status=\"duplicate\"} 1", page);
        Assert.Contains("appcruenotify_messages_total{site=\"campus\",status=\"skipped\"} 1", page);
        Assert.Contains("appcruenotify_attempts_total{outcome=\"accepted\",site=\"campus\"} 1", page);
        Assert.Contains("appcruenotify_attempted_recipients_total{outcome=\"accepted\",site=\"campus\"} 1", page);
        Assert.Contains("appcruenotify_twinpush_request_seconds_count{site=\"campus\"} 1", page);
        Assert.Contains("appcruenotify_twinpush_request_seconds_bucket{site=\"campus\",le=\"120\"} 1", page);
        Assert.Contains("appcruenotify_waiting{site=\"campus\"} 0", page);
        Assert.Contains("appcruenotify_store_queue 0", page);
        Assert.Contains(page, line => line.StartsWith("appcruenotify_commit_requests_count ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_queue_and_paused_sites_are_gauges()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "5min"));
        await gateway.TakeAsync(MoodleCalls.Message(5, 1), MoodleCalls.Message(6, 1), MoodleCalls.Message(7, 1));
        var claim = (await gateway.ClaimAsync())[0];
        await gateway.CompleteAsync(claim, Messages.Outcome.Misconfigured, new RecipientChange.Requeue(null, "again", TimeProvider.System.GetUtcNow().AddHours(1), false, false, null));
        var page = await PageAsync(gateway);
        Assert.Contains("appcruenotify_waiting{site=\"campus\"} 1", page);
        Assert.Contains("appcruenotify_site_paused{site=\"campus\"} 1", page);
        var oldest = Assert.Single(page, line => line.StartsWith("appcruenotify_oldest_waiting_seconds{site=\"campus\"} ", StringComparison.Ordinal));
        Assert.InRange(double.Parse(oldest.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture), 0.000001, 600);
    }

    [Theory]
    [InlineData("unknown", true)]
    [InlineData("unavailable", false)]
    public async Task Who_may_get_a_push_twice_is_counted_and_nobody_else(string outcome, bool counted)
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        gateway.Simulator.State.AddFault(new() { Kind = counted ? FaultKind.ResetAfter : FaultKind.Status, Status = 503, ErrorType = "ServiceUnavailable" });
        await gateway.TakeAsync(MoodleCalls.Message(5, 1));
        await GatewayFixture.UntilAsync(async () => (await gateway.TraceAsync("n:1:5")).Attempts is [var attempt, ..] && attempt.State == outcome);
        Assert.Equal(counted ? ["appcruenotify_possible_repeats_total{site=\"campus\"} 1"] : [], (await PageAsync(gateway)).Where(line => line.StartsWith("appcruenotify_possible_repeats_total{", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Neither_alias_nor_text_nor_token_stands_on_the_page()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        await gateway.TakeAsync(MoodleCalls.Message(5, 1, "canarytext", "canaryalias"));
        await gateway.DrainAsync();
        var page = string.Join('\n', await PageAsync(gateway));
        Assert.DoesNotContain("canary", page, StringComparison.Ordinal);
        Assert.DoesNotContain("acn_", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_gateways_in_one_process_show_their_own_numbers()
    {
        await using var one = await GatewayFixture.StartAsync(("window", "5min"));
        await using var other = await GatewayFixture.StartAsync(("window", "5min"));
        await one.TakeAsync(MoodleCalls.Message(5, 1));
        Assert.Contains("appcruenotify_messages_total{site=\"campus\",status=\"queued\"} 1", await PageAsync(one));
        Assert.DoesNotContain("appcruenotify_messages_total{site=\"campus\",status=\"queued\"} 1", await PageAsync(other));
    }

    private static async Task<string[]> PageAsync(GatewayFixture gateway)
    {
        using var answer = await gateway.Client("no-token-needed").GetAsync(new Uri("/metrics", UriKind.Relative), GatewayFixture.Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        return (await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation)).Split('\n');
    }
}
