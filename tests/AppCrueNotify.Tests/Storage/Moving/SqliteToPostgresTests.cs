using System.Data.Common;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Moving;
using AppCrueNotify.Tests.Commands;
using AppCrueNotify.Tests.Storage.Postgres;
using AppCrueNotify.Tests.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AppCrueNotify.Tests.Storage.Moving;

/// <summary>A move from SQLite loses nothing: every row of every table is the same afterwards.</summary>
[Trait("Category", "Server")]
public sealed class SqliteToPostgresTests : IAsyncLifetime
{
    private readonly SqliteWorld _world = new();
    private PostgresTestDatabase _target = null!;
    private long _site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _target = await PostgresServer.CreateEmptyDatabaseAsync(Cancellation);
        _site = (await _world.Sites.AddAsync(Samples.Site(), new Dictionary<string, string> { ["window"] = "3s" }, new("token", "hash"), Samples.Now, Cancellation))!.Value;
        await using var connection = Source();
        await connection.OpenAsync(Cancellation);
        FilledTables.Fill(connection, _site);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _target.DisposeAsync();
    }

    [Fact]
    public async Task Every_row_of_every_table_is_moved_and_the_old_database_is_out_of_use()
    {
        Dictionary<string, List<string>> before;
        await using (var source = Source())
        {
            await source.OpenAsync(Cancellation);
            before = MovedTable.Names(source).ToDictionary(t => t, t => Rows(source, t, MovedTable.ColumnsOf(source, t)));
        }

        Assert.All(before, t => Assert.True(t.Value.Count > 0, $"{t.Key} is not filled: the move of it would not be tested"));
        var columns = before.Keys.ToDictionary(t => t, Columns);
        var finished = await Binary.RunAsync("migrate", "--from", _world.Options.Directory, "--to", _target.Connection);
        Assert.True(finished.Code == 0, finished.Errors);
        Assert.Contains("the counts in both databases are the same", finished.Output, StringComparison.Ordinal);
        Assert.Contains(finished.Lines, l => l.StartsWith("campus: ", StringComparison.Ordinal) && l.Contains("1 undeliverable", StringComparison.Ordinal));
        Assert.False(File.Exists(_world.Options.DatabaseFile));
        Assert.True(File.Exists(_world.Options.DatabaseFile + ".moved"));

        await using var target = new NpgsqlConnection($"{_target.Connection};Pooling=false");
        await target.OpenAsync(Cancellation);
        foreach (var (table, rows) in before)
            Assert.Equal(rows, Rows(target, table, columns[table]));
    }

    [Fact]
    public async Task Credentials_open_with_the_new_keys_and_new_ids_come_after_all_old_ones()
    {
        await MoveAsync(_world.Options);
        await using var store = Open(_world.Options with { Connection = _target.Connection });
        var site = (await store.GetRequiredService<ISiteStore>().LoadAsync(Cancellation)).Sites.Single(s => s.Site.Id == _site);
        Assert.Equal((Samples.Site().CreatorKey, Samples.Site().ApiToken, "3s"), (site.Site.CreatorKey, site.Site.ApiToken, site.Typed["window"]));
        Assert.Equal([StoreResult.Stored], await store.GetRequiredService<IIntakeStore>().AddAsync(_site, [Samples.Message("after", 1)], Samples.Now, Cancellation));
        await using var target = new NpgsqlConnection($"{_target.Connection};Pooling=false");
        await target.OpenAsync(Cancellation);
        Assert.Equal("501", Assert.Single(Rows(target, "recipient WHERE key = 'after'", ["id"])));
        Assert.Equal([RecipientState.Sent], (await store.GetRequiredService<IReportStore>().TraceKeyAsync(_site, "sent ñ \"'\\\t\n😀", Cancellation)).Select(m => m.State));
    }

    [Fact]
    public async Task A_running_gateway_and_a_target_with_rows_are_refused_and_nothing_is_moved()
    {
        using (FileLock.TryTake(_world.Options.LockFile))
            Assert.Contains("Stop it first", (await Assert.ThrowsAsync<StoreUnavailableException>(() => MoveAsync(_world.Options))).Message, StringComparison.Ordinal);
        await MoveAsync(_world.Options);
        await using var another = new SqliteWorld();
        Directory.CreateDirectory(another.Options.KeysDirectory);
        File.Copy(Path.Combine(_world.Options.KeysDirectory, "master.key"), Path.Combine(another.Options.KeysDirectory, "master.key"));
        Assert.Contains("is not empty", (await Assert.ThrowsAsync<StoreUnavailableException>(() => MoveAsync(another.Options))).Message, StringComparison.Ordinal);
        Assert.True(File.Exists(another.Options.DatabaseFile));
    }

    [Fact]
    public async Task A_row_that_is_refused_leaves_the_target_empty_and_the_source_in_use()
    {
        AppCrueNotify.Storage.Postgres.PostgresDatabase.Prepare(_world.Options with { Connection = _target.Connection });
        await using var target = new NpgsqlConnection($"{_target.Connection};Pooling=false");
        await target.OpenAsync(Cancellation);
        await using (var command = new NpgsqlCommand("ALTER TABLE recipient ADD CHECK (key <> 'key 11')", target))
            await command.ExecuteNonQueryAsync(Cancellation);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => MoveAsync(_world.Options));
        Assert.Contains("refused a row of recipient", refused.Message, StringComparison.Ordinal);
        Assert.Empty(Rows(target, "site", ["id"]));
        Assert.True(File.Exists(_world.Options.DatabaseFile));
    }

    [Fact]
    public async Task Wrong_usage_answers_2()
    {
        var finished = await Binary.RunAsync("migrate", "--from", _world.Options.Directory);
        Assert.Equal(2, finished.Code);
        Assert.Contains("--to", finished.Errors, StringComparison.Ordinal);
    }

    private Task<MoveSummary> MoveAsync(StorageOptions source) => new SqliteToPostgres(source, _target.Connection).MoveAsync(_ => { }, Cancellation);

    private SqliteConnection Source() => new($"Data Source={_world.Options.DatabaseFile};Pooling=False");

    private IReadOnlyList<string> Columns(string table)
    {
        using var source = Source();
        source.Open();
        return MovedTable.ColumnsOf(source, table);
    }

    private static ServiceProvider Open(StorageOptions options) => new ServiceCollection()
        .AddLogging().AddSingleton(TimeProvider.System).AddStorage(options, (_, sentence) => throw new InvalidOperationException(sentence)).BuildServiceProvider();

    /// <summary>Rows as text, in an order of ours; credentials are closed anew and compared elsewhere.</summary>
    private static List<string> Rows(DbConnection connection, string table, IReadOnlyList<string> columns)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = $"SELECT {string.Join(", ", columns.Where(c => c is not ("creator_key" or "api_token" or "totp_key")).Select(c => $"\"{c}\""))} FROM {table}";
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetValue(i) is long[] numbers ? $"[{string.Join(',', numbers)}]" : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))));
        rows.Sort(StringComparer.Ordinal);
        return rows;
    }
}
