using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AppCrueNotify.Tests.Storage.Sqlite;

public sealed class SqliteDatabaseTests : IDisposable
{
    // SQLITE_STMTSTATUS_REPREPARE, which the library does not name.
    private const int TimesPlannedAgain = 5;

    private readonly TempDirectory _directory = new();

    private StorageOptions Options => new() { Directory = _directory.Path };

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void The_writers_connection_keeps_a_write_ahead_log_and_syncs_it_fully()
    {
        SqliteDatabase.Prepare(Options);
        using var session = new SqliteSession(Options.DatabaseFile, write: true);
        Assert.Equal("wal", session.Scalar("PRAGMA journal_mode"));
        Assert.Equal(2L, session.Scalar("PRAGMA synchronous"));
        Assert.Equal(1L, session.Scalar("PRAGMA foreign_keys"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_statement_is_planned_once_whatever_its_values_are(bool write)
    {
        SqliteDatabase.Prepare(Options);
        using var session = new SqliteSession(Options.DatabaseFile, write);
        Assert.Equal(raw.SQLITE_OK, raw.sqlite3_prepare_v2(session.Connection.Handle, Sql.SelectDue.Text, out var statement));
        using (statement)
        {
            var limit = raw.sqlite3_bind_parameter_index(statement, "@limit");
            for (var value = 1; value <= 20; value++)
            {
                raw.sqlite3_bind_int(statement, limit, value);
                Assert.Equal(raw.SQLITE_DONE, raw.sqlite3_step(statement));
                raw.sqlite3_reset(statement);
            }

            Assert.Equal(0, raw.sqlite3_stmt_status(statement, TimesPlannedAgain, 0));
        }
    }

    [Fact]
    public void A_reading_connection_cannot_write()
    {
        SqliteDatabase.Prepare(Options);
        using var session = new SqliteSession(Options.DatabaseFile, write: false);
        Assert.Throws<SqliteException>(() => session.Execute("DELETE FROM site_version"));
    }

    [Fact]
    public async Task The_queries_of_one_read_see_one_state_whatever_is_committed_meanwhile()
    {
        await using var world = new SqliteWorld();
        var site = await world.Sites.AddAsync(Samples.Site(), new Dictionary<string, string>(), new("t", "h"), Samples.Now, TestContext.Current.CancellationToken);
        var (before, after) = await world.Readers.ReadAsync(
            session =>
            {
                var first = session.Query(Sql.SelectSiteVersion, r => r.GetInt64(0))[0];
                world.Sites.RemoveAsync(site!.Value, Samples.Now, TestContext.Current.CancellationToken).GetAwaiter().GetResult();
                return (first, session.Query(Sql.SelectSiteVersion, r => r.GetInt64(0))[0]);
            }, TestContext.Current.CancellationToken);
        Assert.Equal(before, after);
        Assert.True(await world.Sites.VersionAsync(TestContext.Current.CancellationToken) > before);
    }

    [Fact]
    public void Preparing_again_changes_nothing()
    {
        SqliteDatabase.Prepare(Options);
        var before = Schema();
        SqliteDatabase.Prepare(Options);
        Assert.Equal(before, Schema());
        Assert.Contains("recipient", before);
    }

    [Fact]
    public async Task Several_programs_may_prepare_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Factory.StartNew(
            () => SqliteDatabase.Prepare(Options), TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Contains("recipient", Schema());
    }

    [Fact]
    public void A_database_of_a_newer_version_is_refused_in_words()
    {
        SqliteDatabase.Prepare(Options);
        Change("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('AppCrueNotify.Storage.Sqlite.Migrations.9999-future.sql', '2030-01-01')");
        var e = Assert.Throws<StoreUnavailableException>(() => SqliteDatabase.Prepare(Options));
        Assert.Contains("newer version", e.Message, StringComparison.Ordinal);
        Assert.Contains("9999-future", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_in_words_and_left_as_it_is()
    {
        File.WriteAllText(Options.DatabaseFile, new string('x', 5000));
        var e = Assert.Throws<StoreUnavailableException>(() => SqliteDatabase.Prepare(Options));
        Assert.Contains("damaged", e.Message, StringComparison.Ordinal);
        Assert.Contains("backup", e.Message, StringComparison.Ordinal);
        Assert.Equal(new string('x', 5000), File.ReadAllText(Options.DatabaseFile));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_database_with_flipped_bytes_is_refused_in_words(int seed)
    {
        SqliteDatabase.Prepare(Options);
        await using (var writer = new SqliteWriter(Options, Microsoft.Extensions.Logging.Abstractions.NullLogger<SqliteWriter>.Instance, _ => { }))
        {
            await writer.WriteAsync(
                session =>
                {
                    session.Execute("INSERT INTO site VALUES (1, 'n', 'm', 'a', 't', 'c', NULL, '{}', NULL, NULL, 0, NULL)");
                    session.Execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) INSERT INTO push SELECT i, 1, 'hash ' || i, 't', 'a', 'l', '{}', 0, NULL, 0, NULL FROM n");
                    return true;
                }, TestContext.Current.CancellationToken);
        }

        Change("PRAGMA wal_checkpoint(TRUNCATE)");
        var bytes = File.ReadAllBytes(Options.DatabaseFile);
        var random = new Random(seed);
        // A run of damage over some page in the middle, header of the page included, as a bad disk or a bad copy leaves it.
        var page = 4096 * random.Next(2, bytes.Length / 4096);
        for (var i = 0; i < 512; i++)
            bytes[page + i] ^= (byte)random.Next(1, 256);
        File.WriteAllBytes(Options.DatabaseFile, bytes);
        var e = Assert.Throws<StoreUnavailableException>(() => SqliteDatabase.Prepare(Options));
        Assert.Contains("damaged", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_data_directory_that_is_a_file_is_refused_in_words()
    {
        var file = _directory.File("taken");
        File.WriteAllText(file, "");
        var e = Assert.Throws<StoreUnavailableException>(() => SqliteDatabase.Prepare(new() { Directory = file }));
        Assert.Contains("--data", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_that_meets_damage_is_refused_in_words()
    {
        await File.WriteAllTextAsync(Options.DatabaseFile, new string('x', 5000), TestContext.Current.CancellationToken);
        using var readers = new SqliteReaders(Options);
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() => new SqliteReportStore(readers).CountAsync(TestContext.Current.CancellationToken));
        Assert.Contains("damaged", e.Message, StringComparison.Ordinal);
    }

    private List<string> Schema()
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_schema ORDER BY name";
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
            names.Add(reader.GetString(0));
        return names;
    }

    private void Change(string sql)
    {
        using var connection = Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Options.DatabaseFile};Pooling=False");
        connection.Open();
        return connection;
    }
}
