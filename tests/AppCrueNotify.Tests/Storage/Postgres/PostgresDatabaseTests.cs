using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Postgres;

namespace AppCrueNotify.Tests.Storage.Postgres;

[Trait("Category", "Server")]
public sealed class PostgresDatabaseTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_that_start_together_make_the_tables_once()
    {
        await using var database = await PostgresServer.CreateEmptyDatabaseAsync(Cancellation);
        var options = database.Node();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Factory.StartNew(() => PostgresDatabase.Prepare(options), Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        await using var node = await PostgresNode.StartAsync(options);
        Assert.Equal(Directory.GetFiles(Path.Combine(RepositoryFiles.Root, "src/AppCrueNotify/Storage/Postgres/Migrations")).Length, await node.ScalarAsync("SELECT count(*) FROM schemaversions"));
    }

    [Fact]
    public async Task A_node_without_the_databases_key_or_with_another_refuses_and_says_what_to_copy()
    {
        await using var database = await PostgresServer.CreateEmptyDatabaseAsync(Cancellation);
        var first = database.Node();
        PostgresDatabase.Prepare(first);
        var without = database.Node();
        var none = Assert.Throws<StoreUnavailableException>(() => PostgresDatabase.Prepare(without));
        Assert.Contains("master.key", none.Message, StringComparison.Ordinal);
        Assert.Contains("Copy", none.Message, StringComparison.Ordinal);

        await using var other = await PostgresServer.CreateEmptyDatabaseAsync(Cancellation);
        var wrong = other.Node();
        PostgresDatabase.Prepare(wrong);
        var another = Assert.Throws<StoreUnavailableException>(() => PostgresDatabase.Prepare(wrong with { Connection = database.Connection }));
        Assert.Contains("another database's key", another.Message, StringComparison.Ordinal);

        File.Copy(Path.Combine(first.KeysDirectory, "master.key"), Path.Combine(without.KeysDirectory, "master.key"));
        PostgresDatabase.Prepare(without);
    }

    [Fact]
    public async Task What_one_node_closed_another_opens_and_the_database_alone_does_not()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var one = await PostgresNode.StartAsync(database.Node());
        await using var two = await PostgresNode.StartAsync(database.Node());
        var closed = one.Get<SecretBox>().Close("the secret");
        Assert.DoesNotContain("secret", closed, StringComparison.Ordinal);
        Assert.Equal("the secret", two.Get<SecretBox>().Open(closed));
        Assert.Equal(one.Get<StorageKeys>().Links, two.Get<StorageKeys>().Links);
        Assert.Equal(0, await one.ScalarAsync("SELECT count(*) FROM protection_key WHERE xml LIKE '%masterKey%'"));
        Assert.Equal(1, await one.ScalarAsync("SELECT count(*) FROM protection_key"));
    }

    [Fact]
    public async Task The_queries_of_a_read_at_once_see_one_state_whatever_is_committed_meanwhile()
    {
        await using var world = await PostgresWorld.StartAsync(Cancellation);
        var site = await world.Sites.AddAsync(Samples.Site(), new Dictionary<string, string>(), new("t", "h"), Samples.Now, Cancellation);
        var (before, after) = await world.Get<PostgresConnections>().ReadAtOnceAsync(
            async (session, token) =>
            {
                var first = await session.QueryAsync(Sql.SelectSiteVersion, r => r.GetInt64(0), [], token);
                await world.Sites.RemoveAsync(site!.Value, Samples.Now, token);
                return (first[0], (await session.QueryAsync(Sql.SelectSiteVersion, r => r.GetInt64(0), [], token))[0]);
            }, Cancellation);
        Assert.Equal(before, after);
        Assert.True(await world.Sites.VersionAsync(Cancellation) > before);
    }

    [Fact]
    public async Task A_newer_versions_database_is_refused()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var options = database.Node();
        await using (var node = await PostgresNode.StartAsync(options))
            await node.ExecuteAsync("INSERT INTO schemaversions (scriptname, applied) VALUES ('AppCrueNotify.Storage.Postgres.Migrations.9999-future.sql', now())");
        Assert.Contains("newer version", Assert.Throws<StoreUnavailableException>(() => PostgresDatabase.Prepare(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_address_is_said_without_its_password()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        var node = database.Node();
        var sentences = new[] { "Host=127.0.0.1;Port=1;Database=x;Username=u;Password=hidden", "Password=hidden", "Host=h;Nonsense=1;Password=hidden", $"{database.Connection};Database=nowhere;Password=hidden" }
            .Select(connection => Assert.Throws<StoreUnavailableException>(() => PostgresDatabase.Prepare(node with { Connection = connection })).Message).ToList();
        Assert.All(sentences, s => Assert.DoesNotContain("hidden", s, StringComparison.Ordinal));
        Assert.Contains("cannot be reached", sentences[0], StringComparison.Ordinal);
        Assert.Contains("cannot be read", sentences[1], StringComparison.Ordinal);
        Assert.Contains("cannot be read", sentences[2], StringComparison.Ordinal);
        Assert.Contains("createdb", sentences[3], StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", (node with { Connection = "Password=hidden" }).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_operator_wrote_is_kept()
    {
        var complete = PostgresAddress.Complete("Host=db;Maximum Pool Size=7;Timeout=9;Options=-c work_mem=8MB");
        Assert.Contains("Maximum Pool Size=7", complete, StringComparison.Ordinal);
        Assert.Contains("Timeout=9", complete, StringComparison.Ordinal);
        Assert.Contains("work_mem=8MB", complete, StringComparison.Ordinal);
        Assert.Contains("Maximum Pool Size=20", PostgresAddress.Complete("Host=db"), StringComparison.Ordinal);
        Assert.Contains("ReadWrite", PostgresAddress.Complete("Host=db1,db2").Replace("read-write", "ReadWrite", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
