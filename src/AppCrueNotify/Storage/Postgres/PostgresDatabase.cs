using DbUp;
using DbUp.Engine;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>Makes the database ready: migrations, one node at a time.</summary>
internal static class PostgresDatabase
{
    private const string MigrationFolder = "AppCrueNotify.Storage.Postgres.Migrations.";

    // Any number that nobody else locks.
    private const long MigrationLock = 0x41707043727565;
    private const int LockSeconds = 60;

    /// <summary>Creates or upgrades the tables. Nodes may start together: one migrates, the others wait for it and find nothing to do.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be used; the message says what to do.</exception>
    public static void Prepare(StorageOptions options)
    {
        var connection = PostgresAddress.Complete(options.Connection!);
        try
        {
            Directory.CreateDirectory(options.Directory);
            using var alone = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, CommandTimeout = LockSeconds, MaxAutoPrepare = 0 }.ToString());
            alone.Open();
            CheckVersion(alone);
            Execute(alone, $"SELECT pg_advisory_lock({MigrationLock})");
            Migrate(alone, connection);
            MasterKey.Agree(options, alone);
        }
        catch (Exception e) when (PostgresErrors.IsUnavailable(e))
        {
            throw new StoreUnavailableException(PostgresErrors.Sentence(e, PostgresAddress.Server(connection)), TimeSpan.FromSeconds(30), e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The data directory {options.Directory} cannot be used: {e.Message} Name another with --data, or give the gateway's user write permission there.", TimeSpan.FromSeconds(30), e);
        }
    }

    private static void Migrate(NpgsqlConnection alone, string connection)
    {
        var upgrade = DeployChanges.To.PostgresqlDatabase(new NpgsqlConnectionStringBuilder(connection) { Pooling = false, MaxAutoPrepare = 0 }.ToString())
            .WithScriptsEmbeddedInAssembly(typeof(PostgresDatabase).Assembly, name => name.StartsWith(MigrationFolder, StringComparison.Ordinal))
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .LogToNowhere()
            .Build();
        if (upgrade.GetExecutedButNotDiscoveredScripts() is [_, ..] unknown)
        {
            throw new StoreUnavailableException(
                $"The database {alone.Database} was written by a newer version of the gateway ({unknown[^1]}). Start that version, or restore a backup from before the upgrade.", TimeSpan.FromSeconds(30));
        }

        if (!upgrade.IsUpgradeRequired())
            return;
        DatabaseUpgradeResult result = upgrade.PerformUpgrade();
        if (!result.Successful)
            throw new StoreUnavailableException($"The database {alone.Database} could not be upgraded at {result.ErrorScript?.Name}: {result.Error.Message}", TimeSpan.FromSeconds(30), result.Error);
    }

    private static void CheckVersion(NpgsqlConnection connection)
    {
        if (connection.PostgreSqlVersion.Major < 15)
            throw new StoreUnavailableException($"The server is PostgreSQL {connection.PostgreSqlVersion}; the gateway needs 15 or later.", TimeSpan.FromSeconds(30));
    }

    private static void Execute(NpgsqlConnection connection, string sql)
    {
#pragma warning disable CA2100 // The program's own statement.
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
