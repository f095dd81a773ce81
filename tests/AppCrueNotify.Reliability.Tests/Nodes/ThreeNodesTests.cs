using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Postgres;
using AppCrueNotify.Tests.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TwinPush.Simulator;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Reliability.Tests.Nodes;

/// <summary>T8 and T19 with three gateways on one PostgreSQL: one is killed, one is stopped past its lease, the database crashes, one is cut off from it.</summary>
[Trait("Category", "Server")]
[Trait("Category", "Slow")]
public sealed class ThreeNodesTests : IDisposable
{
    private const int LeaseSeconds = 3;

    // After it, others count what a node posted as of unknown outcome.
    private const int PostingLeaseSeconds = 4 * LeaseSeconds;

    // Each node serves some of them at any time, so that each fault meets requests under way.
    private const int Sites = 6;

    // A load that stands still must end the test, not hang it.
    private readonly CancellationTokenSource _limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    private string _connection = "";

    private CancellationToken Cancellation => _limit.Token;

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_every_repeat_is_on_record_and_each_user_gets_messages_in_order()
    {
        _limit.CancelAfter(TimeSpan.FromMinutes(LongForm.Rounds(5, 60)));
        var directories = Enumerable.Range(0, 3).Select(_ => Directory.CreateTempSubdirectory("acn-node-").FullName).ToList();
        await using var cluster = await PostgresCluster.StartNewAsync([], Cancellation);
        await using var network = new TcpProxy(cluster.Port);
        await using var simulator = await TwinPushSimulator.StartAsync(
            new() { AcceptAnyAlias = true, KeepRequestBodies = true, KeepRequests = 1_000_000 }, Cancellation);
        // It takes a request at once, and its answer is on the way for a second or two: what a fault meets there may have been sent.
        simulator.State.AddFault(new() { Kind = FaultKind.Drip, Operation = "create", Delay = TimeSpan.FromMilliseconds(3) });
        await using (var admin = new NpgsqlConnection($"{cluster.Connection("postgres")};Pooling=false"))
        {
            await admin.OpenAsync(Cancellation);
            await using var create = new NpgsqlCommand("CREATE DATABASE gateway", admin);
            await create.ExecuteNonQueryAsync(Cancellation);
        }

        var connection = _connection = cluster.Connection("gateway");
        var tokens = await PrepareAsync(directories, connection, simulator.ApiAddress);
        // The third reaches its database through a network that can be cut.
        var far = $"{connection.Replace($"Port={cluster.Port}", $"Port={network.Port}", StringComparison.Ordinal)};Command Timeout=4";
        Node[] nodes = [new(directories[0], connection, LeaseSeconds), new(directories[1], connection, LeaseSeconds), new(directories[2], far, LeaseSeconds)];
        try
        {
            foreach (var node in nodes)
                await JoinAsync(node);
            await using var moodle = new PatientMoodle(() => [.. nodes.Select(n => n.Address)], tokens);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            var posting = moodle.RunAsync(stop.Token, Cancellation);
            var faults = new List<(string Fault, DateTimeOffset Since)>();
            for (var round = 0; round < LongForm.Rounds(1, 20); round++)
                await BreakAsync(nodes, cluster, network, (fault, node) => UnderLoadAsync(fault, node, moodle, posting, faults));
            await stop.CancelAsync();
            await posting;
            await UntilAsync("SELECT NOT EXISTS (SELECT 1 FROM recipient WHERE state IN ('waiting', 'sending'))");

            var history = await SharedHistory.ReadAsync(connection, simulator.State.Requests.OldestFirst, Cancellation);
            Assert.True(moodle.Acknowledged > 1000, $"only {moodle.Acknowledged} messages were acknowledged: that proves nothing");
            Report(moodle, simulator, history, faults);
            Assert.True(history.Unknown > 0, "no fault met a request under way: that proves nothing");
            Assert.Empty(history.Faults(moodle.LastOfUser).Take(10));
        }
        finally
        {
            foreach (var node in nodes)
                node.Dispose();
            foreach (var directory in directories)
                Directory.Delete(directory, recursive: true);
        }
    }

    private async Task BreakAsync(Node[] nodes, PostgresCluster cluster, TcpProxy network, Func<string, Node?, Task> underLoad)
    {
        await underLoad("none", null);
        await underLoad("kill -9 of a node", nodes[0]);
        await nodes[0].KillAsync(Cancellation);
        await PassAsync(LeaseSeconds + 1);
        await JoinAsync(nodes[0]);

        await underLoad("a node stopped past its leases (SIGSTOP), then continued", nodes[1]);
        await nodes[1].SignalAsync("STOP", Cancellation);
        await PassAsync(PostingLeaseSeconds + 2);
        await nodes[1].SignalAsync("CONT", Cancellation);

        await underLoad("PostgreSQL crashed (immediate stop) and restarted", null);
        await cluster.StopAsync(crash: true, Cancellation);
        await PassAsync(1);
        await cluster.StartAsync(Cancellation);

        await underLoad("a node cut off from the database past its leases", nodes[2]);
        network.Cut();
        await PassAsync(PostingLeaseSeconds + 2);
        network.Mend();
        await underLoad("none", null);
    }

    /// <summary>Starts the node and finds out under which name the database knows it.</summary>
    private async Task JoinAsync(Node node)
    {
        await using var database = new NpgsqlConnection($"{_connection};Pooling=false");
        await database.OpenAsync(Cancellation);
        await using var names = new NpgsqlCommand("SELECT array_agg(id) FROM node", database);
        var before = await names.ExecuteScalarAsync(Cancellation) as string[] ?? [];
        await node.StartAsync(Cancellation);
        while (node.Id is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
            node.Id = (await names.ExecuteScalarAsync(Cancellation) as string[] ?? []).Except(before).SingleOrDefault();
        }
    }

    /// <summary>Goes on when messages flow again, every node serves sites, and the node has just posted a request that TwinPush has not answered: so its fault meets one under way.</summary>
    private async Task UnderLoadAsync(string fault, Node? node, PatientMoodle moodle, Task posting, List<(string, DateTimeOffset)> faults)
    {
        var wanted = moodle.Acknowledged + 300;
        while (moodle.Acknowledged < wanted)
        {
            if (posting.IsFaulted)
                await posting;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
        }

        await UntilAsync("SELECT count(DISTINCT holder) = 3 FROM lease WHERE holder IS NOT NULL AND held_until > gateway_now() AND site_id > 0");
        if (node is not null)
            await UntilAsync($"SELECT EXISTS (SELECT 1 FROM attempt JOIN lease USING (site_id) WHERE state = 'posting' AND posting_at > gateway_now() - 400 AND holder = '{node.Id}')");
        faults.Add((fault, TimeProvider.System.GetUtcNow()));
    }

    private Task PassAsync(int seconds) => Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, Cancellation);

    private async Task UntilAsync(string question)
    {
        await using var database = new NpgsqlConnection($"{_connection};Pooling=false");
        await database.OpenAsync(Cancellation);
#pragma warning disable CA2100 // The test's own words.
        await using var command = new NpgsqlCommand(question, database);
#pragma warning restore CA2100
        while (await command.ExecuteScalarAsync(Cancellation) is not true)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
    }

    private static void Report(PatientMoodle moodle, TwinPushSimulator simulator, SharedHistory history, List<(string Fault, DateTimeOffset Since)> faults)
    {
        var output = TestContext.Current.TestOutputHelper!;
        output.WriteLine($"{moodle.Acknowledged} acknowledged, {moodle.Repeats} requests posted again; {string.Join(", ", history.States.Select(s => $"{s.Value} {s.Key}"))}; {simulator.State.Requests.Count("create")} requests, {history.Unknown} of unknown outcome, {history.Repeated.Count} sent twice");
        foreach (var fault in faults.Select(f => f.Fault).Distinct())
            output.WriteLine($"{fault}: {history.Repeated.Count(at => faults.LastOrDefault(f => f.Since <= at.AddSeconds(1), faults[0]).Fault == fault)} sent twice");
    }

    private async Task<IReadOnlyList<string>> PrepareAsync(List<string> directories, string connection, Uri twinPush)
    {
        var options = new StorageOptions { Directory = directories[0], Connection = connection };
        PostgresDatabase.Prepare(options);
        foreach (var other in directories.Skip(1))
        {
            Directory.CreateDirectory(Path.Combine(other, "keys"));
            File.Copy(Path.Combine(directories[0], "keys", "master.key"), Path.Combine(other, "keys", "master.key"));
        }

        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddStorage(options, (_, sentence) => throw new InvalidOperationException(sentence)).BuildServiceProvider();
        var tokens = new List<string>();
        for (var i = 1; i <= Sites; i++)
        {
            var token = SiteToken.Create();
            var site = new Site { Id = 0, Name = $"campus{i}", MoodleUrl = "https://campus.example.edu", AppId = SimulatedApp.Demo.AppId, TwinPushUrl = twinPush, CreatorKey = SimulatedApp.Demo.CreatorKey };
            await services.GetRequiredService<ISiteStore>().AddAsync(
                site, new Dictionary<string, string> { ["window"] = "20ms", ["max-requests-per-second"] = "100" }, new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), Cancellation);
            tokens.Add(token.Text);
        }

        return tokens;
    }
}
