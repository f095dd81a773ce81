using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Makes the database file ready: directory, migrations, health.</summary>
internal static class SqliteDatabase
{
    private const string MigrationFolder = "AppCrueNotify.Storage.Sqlite.Migrations.";
    private const long CheckedAtStart = 128 * 1024 * 1024;

    /// <summary>Creates or upgrades the database in the data directory.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be used; the message says what to do.</exception>
    public static void Prepare(StorageOptions options)
    {
        try
        {
            Directory.CreateDirectory(options.Directory);
            // Commands and the gateway may start together: one migrates, the others wait for the lock and find nothing to do.
            using var alone = FileLock.Wait(Path.Combine(options.Directory, "migration.lock"), TimeSpan.FromSeconds(30));
            Migrate(options);
        }
        catch (SqliteException e)
        {
            throw new StoreUnavailableException(SqliteErrors.Sentence(e, options.Directory), TimeSpan.FromSeconds(30), e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            throw new StoreUnavailableException($"The data directory {options.Directory} cannot be used: {e.Message} Name another with --data, or give the gateway's user write permission there.", TimeSpan.FromSeconds(30), e);
        }
    }

    private static void Migrate(StorageOptions options)
    {
        // Opening for writing first sets WAL, and tells of a damaged file or a read-only directory in SQLite's own words.
        using (var session = new SqliteSession(options.DatabaseFile, write: true))
            session.Execute("PRAGMA user_version");
        Check(options);
        var connection = new SqliteConnectionStringBuilder { DataSource = options.DatabaseFile, Pooling = false }.ToString();
        var upgrade = DeployChanges.To.SqliteDatabase(connection)
            .WithScriptsEmbeddedInAssembly(typeof(SqliteDatabase).Assembly, name => name.StartsWith(MigrationFolder, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build();
        if (upgrade.GetExecutedButNotDiscoveredScripts() is [_, ..] unknown)
        {
            throw new StoreUnavailableException(
                $"The database in {options.Directory} was written by a newer version of the gateway ({unknown[^1]}). Start that version, or restore a backup from before the upgrade.", TimeSpan.FromSeconds(30));
        }

        if (!upgrade.IsUpgradeRequired())
            return;
        DatabaseUpgradeResult result = upgrade.PerformUpgrade();
        if (result.Successful)
            return;
        if (result.Error is SqliteException e)
            throw e;
        throw new StoreUnavailableException($"The database in {options.Directory} could not be upgraded at {result.ErrorScript?.Name}: {result.Error.Message}", TimeSpan.FromSeconds(30), result.Error);
    }

    /// <summary>Looks for damage before anything is built upon it. Larger databases are not read as a whole at each start: what is damaged there is found when it is used.</summary>
    private static void Check(StorageOptions options)
    {
        if (new FileInfo(options.DatabaseFile).Length > CheckedAtStart)
            return;
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.DatabaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check(1)";
        if (command.ExecuteScalar() is not "ok")
            throw new SqliteException("quick_check found damage", SqliteErrors.Corrupt);
    }
}
