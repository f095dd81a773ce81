using System.Text;
using AppCrueNotify.Hosting;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Tests.Hosting;

/// <summary>Whole gateways on one PostgreSQL.</summary>
[Trait("Category", "Server")]
public sealed class NodesTests
{
    [Fact]
    public async Task Two_gateways_take_the_same_keys_at_once_and_each_message_leaves_once()
    {
        const int Users = 300;
        await using var database = await PostgresServer.CreateDatabaseAsync(GatewayFixture.Cancellation);
        await using var one = await GatewayFixture.StartAsync(o => o with { Storage = database.Node() }, ("window", "100ms"));
        await using var two = await Gateway.StartAsync(GatewayFixture.Options("") with { Storage = database.Node() }, GatewayFixture.Cancellation);
        using var client = one.Client();
        client.BaseAddress = two.Address;
        var statuses = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = GatewayFixture.Cancellation }, async (i, token) =>
        {
            var messages = Enumerable.Range(i / 2 * 10, 10).Select(user =>
                $$$"""{"key":"n:{{{user}}}:{{{user}}}","component":"mod_assign","name":"assign_notification","subject":"Entrega","smallmessage":"Hola {{{user % 7}}}","userto":{"id":{{{user}}},"alias":"u{{{user}}}"}}""");
            using var content = new StringContent($"{{\"messages\":[{string.Join(',', messages)}]}}", System.Text.Encoding.UTF8, "application/json");
            using var answer = i % 2 == 0 ? await one.Client().PostAsync("/api/v1/messages", content, token) : await client.PostAsync("/api/v1/messages", content, token);
            using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(token));
            foreach (var result in json.RootElement.GetProperty("results").EnumerateArray())
                statuses.Add(result.GetProperty("status").GetString()!);
        });
        Assert.Equal([("duplicate", Users), ("queued", Users)], statuses.GroupBy(s => s).Select(g => (g.Key, g.Count())).Order());
        await one.DrainAsync();
        Assert.Equal(new() { ["sent"] = Users }, await one.CountsAsync());
        Assert.All(Enumerable.Range(0, 20), i => Assert.Single(one.TraceAsync($"n:{i}:{i}").GetAwaiter().GetResult().Attempts));
    }

    [Fact]
    public async Task The_same_key_ten_times_at_once_on_two_gateways_is_one_message_and_another_body_is_refused()
    {
        // T16.
        await using var database = await PostgresServer.CreateDatabaseAsync(GatewayFixture.Cancellation);
        await using var one = await GatewayFixture.StartAsync(o => o with { Storage = database.Node() }, ("window", "0"));
        await using var two = await Gateway.StartAsync(GatewayFixture.Options("") with { Storage = database.Node() }, GatewayFixture.Cancellation);
        for (var round = 0; round < 10; round++)
        {
            // Nine times the same, once another text: whichever comes first is the message, and the others are told the truth about it.
            var posts = Enumerable.Range(0, 10).Select(i => TakeAsync(i % 2 == 0 ? one.Gateway : two, one, Moodle.Message($"k{round}", 1 + round, i == 4 ? "another text" : "the text"))).ToList();
            var results = await Task.WhenAll(posts);
            Assert.Single(results, r => r == "queued");
            var otherWon = results[4] == "queued";
            Assert.Equal(otherWon ? 0 : 8, results.Count(r => r == "duplicate"));
            Assert.Equal(otherWon ? 9 : 1, results.Count(r => r == "rejected"));
        }

        await one.DrainAsync();
        Assert.Equal(10, (await one.CountsAsync())["sent"]);
        await GatewayFixture.UntilAsync(() => Enumerable.Range(1, 10).All(user => one.Simulator.State.Pushes($"est{user}").Any()));
        Assert.All(Enumerable.Range(1, 10), user => Assert.Single(one.Simulator.State.Pushes($"est{user}")));
    }

    [Fact]
    public async Task A_sites_limits_hold_over_all_gateways_also_while_it_changes_hands()
    {
        // Each request comes 100 ms after the one before it, and one site may have a single one under way.
        const int Requests = 20;
        var latency = TimeSpan.FromMilliseconds(100);
        await using var database = await PostgresServer.CreateDatabaseAsync(GatewayFixture.Cancellation);
        GatewayOptions Small(GatewayOptions options) => options with { Storage = database.Node(), Dispatch = options.Dispatch with { BatchSize = 10 } };
        await using var one = await GatewayFixture.StartAsync(Small, ("window", "0"), ("max-requests-per-second", "10"), ("max-in-flight", "4"));
        var serial = await one.AddSiteAsync("serial", new() { ["window"] = "0", ["max-requests-per-second"] = "100", ["max-in-flight"] = "1" });
        await using var two = await Gateway.StartAsync(Small(GatewayFixture.Options("")), GatewayFixture.Cancellation);
        one.Simulator.State.AddFault(new() { Kind = FaultKind.Latency, Operation = "create", Delay = latency });
        // In turns to both, so that each of them would send.
        for (var i = 0; i < Requests; i++)
        {
            await TakeAsync(i % 2 == 0 ? one.Gateway : two, one, [.. Enumerable.Range(0, 10).Select(m => Moodle.Message($"p{i}-{m}", 1 + (i * 10) + m, "paced"))]);
            await TakeAsync(i % 2 == 0 ? one.Gateway : two, one, [.. Enumerable.Range(0, 10).Select(m => Moodle.Message($"s{i}-{m}", 1 + (i * 10) + m, "serial"))], serial);
        }

        // One of them goes in the middle of it, and the other serves both sites.
        await GatewayFixture.UntilAsync(() => one.Simulator.State.Requests.Count("create") > Requests / 2);
        await one.StopAsync();
        var reports = two.Services.GetRequiredService<IReportStore>();
        await GatewayFixture.UntilAsync(async () => (await reports.CountAsync(GatewayFixture.Cancellation)).All(c => c.State == RecipientState.Sent));

        var seen = one.Simulator.State.Requests.OldestFirst.Where(r => r.Operation == "create").ToLookup(r => Encoding.UTF8.GetString(r.Body!).Contains("serial", StringComparison.Ordinal), r => r.At);
        var single = seen[true].ToList();
        Assert.True(single.Count >= Requests, $"only {single.Count} requests: that proves nothing");
        // The simulator notes a request when its latency is over and answers it then.
        Assert.All(single.Zip(single.Skip(1), (before, after) => after - before), gap => Assert.True(gap >= latency - TimeSpan.FromMilliseconds(2), $"{gap.TotalMilliseconds} ms after the one before"));
        var paced = seen[false].ToList();
        Assert.True(paced.Count >= Requests, $"only {paced.Count} requests: that proves nothing");
        // Ten a second, and one more at the start of each of the two that served it.
        Assert.True(paced[^1] - paced[0] >= (paced.Count - 3) * TimeSpan.FromMilliseconds(100), $"{paced.Count} requests within {paced[^1] - paced[0]}");
    }

    [Fact]
    public async Task A_gateway_stops_cleanly_and_the_other_goes_on_with_its_sites()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(GatewayFixture.Cancellation);
        await using var one = await GatewayFixture.StartAsync(o => o with { Storage = database.Node() }, ("window", "0"));
        await using var two = await Gateway.StartAsync(GatewayFixture.Options("") with { Storage = database.Node() }, GatewayFixture.Cancellation);
        await one.AddSiteAsync("second", twinPush: one.Simulator.ApiAddress);
        await one.TakeAsync(["""{"key":"n:1:1","component":"mod_assign","name":"a","subject":"s","smallmessage":"one","userto":{"id":1,"alias":"u1"}}"""]);
        await one.DrainAsync();
        await one.StopAsync();
        using var content = new StringContent(
            """{"messages":[{"key":"n:2:2","component":"mod_assign","name":"a","subject":"s","smallmessage":"two","userto":{"id":2,"alias":"u2"}}]}""", System.Text.Encoding.UTF8, "application/json");
        using var clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = clients.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", one.Token);
        using var answer = await client.PostAsync(new Uri(two.Address, "/api/v1/messages"), content, GatewayFixture.Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        var reports = two.Services.GetRequiredService<IReportStore>();
        await GatewayFixture.UntilAsync(async () => (await reports.TraceKeyAsync(one.Site.Id, "n:2:2", GatewayFixture.Cancellation)) is [{ State: RecipientState.Sent }]);
    }

    private static Task<string> TakeAsync(Gateway gateway, GatewayFixture fixture, string message) => TakeAsync(gateway, fixture, [message]);

    /// <returns>What became of the first message.</returns>
    private static async Task<string> TakeAsync(Gateway gateway, GatewayFixture fixture, string[] messages, string? token = null)
    {
        using var content = new StringContent(Moodle.Request(messages), Encoding.UTF8, "application/json");
        using var client = fixture.Client(token);
        using var answer = await client.PostAsync(new Uri(gateway.Address, "/api/v1/messages"), content, GatewayFixture.Cancellation);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        using var json = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync(GatewayFixture.Cancellation));
        return json.RootElement.GetProperty("results")[0].GetProperty("status").GetString()!;
    }
}
