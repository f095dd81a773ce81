using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Postgres;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage.Postgres;

/// <summary>What the store does when its database goes away.</summary>
[Trait("Category", "Server")]
public sealed class PostgresFailureTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_restarted_server_is_used_again_and_what_was_acknowledged_is_there()
    {
        await using var cluster = await PostgresCluster.StartNewAsync(PostgresCluster.NothingForced, Cancellation);
        using var directory = new TempDirectory();
        var options = new StorageOptions { Directory = directory.Path, Connection = cluster.Connection("postgres") };
        PostgresDatabase.Prepare(options);
        await using var node = await PostgresNode.StartAsync(options);
        var site = await node.AddSiteAsync("site");
        // Often enough that its statements are prepared on the connections that are about to die.
        for (var i = 0; i < 5; i++)
            await node.Intake.AddAsync(site, [Message($"before{i}", i)], Now, Cancellation);
        await Hosting.GatewayFixture.UntilAsync(() => node.Leases.Held(site) is not null);
        var claim = (await node.ClaimAsync(site, (await node.PeekAsync(site))[0]))!;
        Assert.True(await node.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));

        foreach (var crash in (bool[])[false, true])
        {
            await cluster.StopAsync(crash, Cancellation);
            var away = await Assert.ThrowsAsync<StoreUnavailableException>(() => node.Intake.AddAsync(site, [Message("during", 9)], Now, Cancellation));
            Assert.True(away.RetryAfter > TimeSpan.Zero);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => node.PeekAsync(site));
            await cluster.StartAsync(Cancellation);
            Assert.Contains((await node.Intake.AddAsync(site, [Message("during", 9)], Now, Cancellation))[0], (StoreResult[])[StoreResult.Stored, StoreResult.Duplicate]);
        }

        // The attempt that was under way is completed now: its answer was not lost, only late.
        Assert.True(await node.Dispatch.CompleteAsync(Completed(claim.AttemptId, Outcome.Accepted, new RecipientChange.Settle(null, RecipientState.Sent, "ok")), Now, Cancellation));
        Assert.Equal(5, (await node.PeekAsync(site)).Count);
    }

    [Fact]
    public async Task A_standby_is_named_as_one_and_a_primary_again_is_used()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var node = await PostgresNode.StartAsync(database.Node());
        var site = await node.AddSiteAsync("site");
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database.Connection).Database;
        await node.ExecuteAsync($"ALTER DATABASE {name} SET default_transaction_read_only = on");
        await node.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        StoreUnavailableException? refused = null;
        await Hosting.GatewayFixture.UntilAsync(async () =>
        {
            // The first ones may meet a connection that was just ended.
            refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => node.Intake.AddAsync(site, [Message("k", 1)], Now, Cancellation));
            return refused.Message.Contains("only reads", StringComparison.Ordinal);
        });
        await Assert.ThrowsAsync<StoreUnavailableException>(() => node.Get<ISiteStore>().ProbeAsync(Cancellation));
        await node.ExecuteAsync($"ALTER DATABASE {name} RESET default_transaction_read_only");
        Assert.Equal([StoreResult.Stored], await node.Intake.AddAsync(site, [Message("k", 1)], Now, Cancellation));
    }

    [Fact]
    public async Task Statements_that_the_server_forgot_or_whose_tables_changed_are_prepared_anew()
    {
        await using var world = await PostgresWorld.StartAsync(Cancellation);
        var site = (await world.Sites.AddAsync(Site("site"), new Dictionary<string, string>(), new("token", "hash"), Now, Cancellation))!.Value;
        await UseAsync("before");
        // As a pooler does between two of its clients; nothing runs at once here, so it is the one connection of the pool.
        await using (var connection = await world.Get<PostgresConnections>().Source.OpenConnectionAsync(Cancellation))
        await using (var command = new Npgsql.NpgsqlCommand("DEALLOCATE ALL", connection))
            await command.ExecuteNonQueryAsync(Cancellation);
        await UseAsync("forgotten");
        await using (var connection = new Npgsql.NpgsqlConnection($"{world.Database.Connection};Pooling=false"))
        await using (var command = new Npgsql.NpgsqlCommand("ALTER TABLE recipient ALTER COLUMN alias TYPE varchar(900) COLLATE \"C\"", connection))
        {
            await connection.OpenAsync(Cancellation);
            await command.ExecuteNonQueryAsync(Cancellation);
        }

        await UseAsync("changed");
        Assert.Equal(12, (await world.Dispatch.PeekAsync(site, Now, 100, Cancellation)).Count);

        // Often enough that all of its statements are prepared.
        async Task UseAsync(string key)
        {
            for (var i = 0; i < 4; i++)
            {
                Assert.Equal([StoreResult.Stored], await world.Intake.AddAsync(site, [Message($"{key}{i}", key.Length * 10 + i)], Now, Cancellation));
                Assert.NotEmpty(await world.Dispatch.PeekAsync(site, Now, 100, Cancellation));
            }
        }
    }

    [Fact]
    public async Task A_line_cut_during_the_commit_leaves_one_message_and_its_repetition_is_a_duplicate()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(database.Connection);
        await using var proxy = new CuttingProxy(connection.Port);
        connection.Port = proxy.Port;
        await using var node = await PostgresNode.StartAsync(database.Node() with { Connection = connection.ToString() });
        var site = await node.AddSiteAsync("site");
        await node.Leases.StopAsync(Cancellation);
        proxy.CutAfter("COMMIT\0");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => node.Intake.AddAsync(site, [Message("k", 1)], Now, Cancellation));
        Assert.Equal([StoreResult.Duplicate], await node.Intake.AddAsync(site, [Message("k", 1)], Now, Cancellation));
        Assert.Equal(1, await node.ScalarAsync("SELECT count(*) FROM recipient"));
    }

    [Fact]
    public async Task A_begin_whose_answer_was_cut_off_is_still_ours()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var connection = new Npgsql.NpgsqlConnectionStringBuilder(database.Connection);
        await using var proxy = new CuttingProxy(connection.Port);
        // Nothing is prepared, so that the words of the statement are on the line.
        (connection.Port, connection.MaxAutoPrepare) = (proxy.Port, 0);
        await using var node = await PostgresNode.StartAsync(database.Node() with { Connection = $"{connection};Max Auto Prepare=0" });
        var site = await node.AddSiteAsync("site");
        await node.Intake.AddAsync(site, [Message("k", 1)], Now, Cancellation);
        await Hosting.GatewayFixture.UntilAsync(() => node.Leases.Held(site) is not null);
        var claim = (await node.ClaimAsync(site, await node.PeekAsync(site)))!;
        proxy.CutAfter("posting_at = ");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => node.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));
        Assert.True(await node.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));
        Assert.False(await node.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));
    }

    [Fact]
    public async Task The_same_keys_on_two_nodes_at_once_give_one_message_each()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var one = await PostgresNode.StartAsync(database.Node());
        await using var two = await PostgresNode.StartAsync(database.Node());
        var site = await one.AddSiteAsync("site");
        var stored = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 60), new ParallelOptions { MaxDegreeOfParallelism = 12, CancellationToken = Cancellation }, async (i, _) =>
        {
            // Opposite orders, so that they meet in the middle.
            var messages = Enumerable.Range(0, 20).Select(m => Message($"k{m + (i / 12 * 20)}", m, Push($"text {m % 3}"))).ToList();
            if (i % 2 == 1)
                messages.Reverse();
            var results = await (i % 2 == 0 ? one : two).Intake.AddAsync(site, messages, Now, Cancellation);
            Assert.DoesNotContain(StoreResult.KeyReused, results);
            Interlocked.Add(ref stored, results.Count(r => r == StoreResult.Stored));
        });
        Assert.Equal(100, stored);
        Assert.Equal(100, await one.ScalarAsync("SELECT count(*) FROM recipient"));
    }
}
