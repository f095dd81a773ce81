using System.Net;
using System.Net.Sockets;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using AppCrueNotify.Tests.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using TwinPush.Simulator;
using TwinPush.Simulator.Faults;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Dispatch;

/// <summary>From Moodle's request to the phones, with TwinPush unwell.</summary>
public sealed class FailureTests
{
    [Fact]
    public async Task While_nothing_listens_nothing_is_lost_and_afterwards_it_arrives_once()
    {
        var port = FreePort();
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        var token = await gateway.AddSiteAsync("away", new() { ["window"] = "0" }, new($"http://127.0.0.1:{port}/api/v2"));
        var site = (await gateway.Get<SiteDirectory>().FindAsync("away", GatewayFixture.Cancellation))!.Id;
        await gateway.TakeAsync([Message("k", 1)], token);
        await GatewayFixture.UntilAsync(async () => (await gateway.TraceAsync("k", site)).Attempts.Count > 0 && (await gateway.TraceAsync("k", site)).State == RecipientState.Waiting);
        await using var back = await TwinPushSimulator.StartAsync(new() { AcceptAnyAlias = true, Urls = $"http://127.0.0.1:{port}" }, GatewayFixture.Cancellation);
        await gateway.DrainAsync();
        var message = await gateway.TraceAsync("k", site);
        Assert.Equal(RecipientState.Sent, message.State);
        Assert.All(message.Attempts.SkipLast(1), a => Assert.Equal("not-sent", a.State));
        Assert.Equal("accepted", message.Attempts[^1].State);
        Assert.Single(back.State.Pushes("est1"));
    }

    [Fact]
    public async Task A_busy_TwinPush_is_asked_again_after_the_time_it_names()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        gateway.Simulator.State.AddFault(new() { Kind = FaultKind.Status, Status = 503, ErrorType = "ServiceUnavailable", Count = 1, Headers = new Dictionary<string, string> { ["Retry-After"] = "1" } });
        await gateway.TakeAsync([Message("k", 1)]);
        await gateway.DrainAsync();
        var message = await gateway.TraceAsync("k");
        Assert.Equal(["unavailable", "accepted"], message.Attempts.Select(a => a.State));
        Assert.True(message.Attempts[1].PostedAt - message.Attempts[0].CompletedAt >= TimeSpan.FromMilliseconds(990));
        Assert.Equal(503, message.Attempts[0].Status);
        Assert.Single(gateway.Simulator.State.Pushes("est1"));
    }

    [Fact]
    public async Task Nobody_with_the_app_makes_them_undeliverable_without_another_try()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        gateway.Simulator.State.AddFault(new() { Kind = FaultKind.Status, Status = 422, ErrorType = "NotificationNotCreated", ErrorMessage = "Target cannot be empty", Count = 1 });
        await gateway.TakeAsync([Message("k", 1), Message("l", 2)]);
        await gateway.DrainAsync();
        Assert.Equal(2, (await gateway.CountsAsync())["undeliverable"]);
        Assert.Single(gateway.Creations());
        Assert.Contains("no app", (await gateway.TraceAsync("k")).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 21)]
    [InlineData(2, 39)]
    public async Task Only_the_bad_ones_among_a_thousand_fail(int bad, int extraRequests)
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "1s"), ("max-requests-per-second", "1000"));
        for (var i = 0; i < bad; i++)
            gateway.Simulator.State.AddFault(new() { Kind = FaultKind.Status, Status = 422, ErrorType = "InvalidField", Alias = $"est{400 + (i * 333)}" });
        await gateway.TakeAsync(Enumerable.Range(1, 1000).Select(n => Message($"k{n}", n, bad == 1 ? "one text" : $"text {n}")));
        await gateway.DrainAsync();
        var counts = await gateway.CountsAsync();
        Assert.Equal((1000 - bad, bad), (counts["sent"], counts["failed"]));
        Assert.Equal(RecipientState.Failed, (await gateway.TraceAsync("k400")).State);
        Assert.InRange(gateway.Creations().Count, 2, 1 + extraRequests);
        await gateway.AssertEveryPostIsRecordedAsync();
    }

    [Fact]
    public async Task A_lost_answer_is_sent_once_more_and_never_a_third_time()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        gateway.Simulator.State.AddFault(new() { Kind = FaultKind.ResetAfter });
        await gateway.TakeAsync([Message("k", 1)]);
        // What becomes of the message is written together with the answer: were it to wait again, it would be seen here.
        await GatewayFixture.UntilAsync(async () => (await gateway.TraceAsync("k")).Attempts.Count(a => a.State == "unknown") == 2);
        var message = await gateway.TraceAsync("k");
        Assert.Equal(RecipientState.Held, message.State);
        Assert.Equal(["unknown", "unknown"], message.Attempts.Select(a => a.State));
        Assert.All(message.Attempts, a => Assert.True(a.RepeatPossible));
        Assert.Equal(2, message.Attempts.Select(a => a.Tag).Distinct().Count());
        Assert.Contains(message.Attempts[1].Tag, message.Reason, StringComparison.Ordinal);
        await gateway.AssertEveryPostIsRecordedAsync();
    }

    [Fact]
    public async Task A_site_that_prefers_silence_holds_at_the_first_lost_answer()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"), ("on-unknown", "hold"));
        gateway.Simulator.State.AddFault(new() { Kind = FaultKind.CutBody, Count = 1 });
        await gateway.TakeAsync([Message("k", 1)]);
        await gateway.DrainAsync();
        Assert.Equal(RecipientState.Held, (await gateway.TraceAsync("k")).State);
        Assert.Single(gateway.Creations());
        await gateway.TakeAsync([Message("later", 1)]);
        await gateway.DrainAsync();
        Assert.Equal(RecipientState.Sent, (await gateway.TraceAsync("later")).State);
    }

    [Fact]
    public async Task A_wrong_key_pauses_the_site_and_the_right_one_resumes_it()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        var token = await gateway.AddSiteAsync("wrong", new() { ["window"] = "0" }, creatorKey: "wrong");
        var site = (await gateway.Get<SiteDirectory>().FindAsync("wrong", GatewayFixture.Cancellation))!;
        await gateway.TakeAsync([Message("k", 1), Message("l", 2)], token);
        await GatewayFixture.UntilAsync(async () => (await gateway.Get<SiteDirectory>().FindAsync(site.Id, GatewayFixture.Cancellation))!.PauseReason is not null);
        var paused = (await gateway.Get<SiteDirectory>().FindAsync(site.Id, GatewayFixture.Cancellation))!;
        Assert.Contains("credentials", paused.PauseReason, StringComparison.Ordinal);
        await gateway.TakeAsync([Message("m", 3)], token);
        Assert.Equal(3, (await gateway.CountsAsync())["waiting"]);
        Assert.Single(gateway.Creations());

        await gateway.Get<ISiteStore>().UpdateAsync(site with { CreatorKey = gateway.Site.CreatorKey }, new Dictionary<string, string> { ["window"] = "0" }, GatewayFixture.Cancellation);
        await gateway.DrainAsync();
        Assert.Equal(3, (await gateway.CountsAsync())["sent"]);
        Assert.Null((await gateway.Get<SiteDirectory>().FindAsync(site.Id, GatewayFixture.Cancellation))!.PauseReason);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_pauses_the_site()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"));
        gateway.Simulator.State.AddFault(new() { Kind = FaultKind.Redirect });
        await gateway.TakeAsync([Message("k", 1)]);
        await GatewayFixture.UntilAsync(async () => (await gateway.Get<SiteDirectory>().FindAsync("campus", GatewayFixture.Cancellation))!.PauseReason is not null);
        Assert.Single(gateway.Creations());
        Assert.Equal(RecipientState.Waiting, (await gateway.TraceAsync("k")).State);
        Assert.Equal("misconfigured", Assert.Single((await gateway.TraceAsync("k")).Attempts).State);
    }

    [Fact]
    public async Task A_claimed_batch_waits_out_a_store_that_is_away()
    {
        // One request a second: the second batch is claimed and waits for its turn while the database is locked under it.
        await using var gateway = await GatewayFixture.StartAsync(("window", "0"), ("max-requests-per-second", "1"));
        await gateway.Get<AppCrueNotify.Storage.Sqlite.SqliteWriter>().WriteAsync(
            s =>
            {
                s.Execute("PRAGMA busy_timeout = 1");
                s.WaitForLocks(seconds: 1);
                return true;
            }, GatewayFixture.Cancellation);
        await gateway.TakeAsync(Enumerable.Range(1, 120).Select(n => Message($"k{n}", n, $"text {n % 2}")));
        await GatewayFixture.UntilAsync(async () => (await gateway.CountsAsync()).GetValueOrDefault("sent") == 60 && (await gateway.CountsAsync()).GetValueOrDefault("sending") == 60);
        await using (var other = new SqliteConnection($"Data Source={Path.Combine(gateway.Directory, "appcrue-notify.db")};Pooling=False"))
        {
            await other.OpenAsync(GatewayFixture.Cancellation);
            await using var command = other.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            await command.ExecuteNonQueryAsync(GatewayFixture.Cancellation);
            // Locked until the batch's turn has come and gone.
            var site = gateway.Get<ISiteStore>();
            var until = TimeProvider.System.GetTimestamp();
            await GatewayFixture.UntilAsync(async () =>
            {
                await Assert.ThrowsAsync<StoreUnavailableException>(() => site.ProbeAsync(GatewayFixture.Cancellation));
                return TimeProvider.System.GetElapsedTime(until) > TimeSpan.FromSeconds(1.5);
            });
            command.CommandText = "ROLLBACK";
            await command.ExecuteNonQueryAsync(GatewayFixture.Cancellation);
        }

        await gateway.DrainAsync();
        Assert.Equal(120, (await gateway.CountsAsync())["sent"]);
        Assert.Equal(2, gateway.Creations().Count);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
