using AppCrueNotify.Hosting;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;

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
}
