using AppCrueNotify.Storage.Postgres;
using Npgsql;

[assembly: AssemblyFixture(typeof(AppCrueNotify.Tests.Storage.Postgres.PostgresServer))]

namespace AppCrueNotify.Tests.Storage.Postgres;

/// <summary>The server of a test process: started by the first test that asks for a database, stopped after the last test.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly SemaphoreSlim Starting = new(1, 1);
    private static PostgresCluster? _cluster;
    private static TempDirectory? _keys;
    private static int _databases;

    /// <summary>A new migrated database.</summary>
    internal static async Task<PostgresTestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var cluster = await StartedAsync(cancellationToken);
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(cluster, $"CREATE DATABASE {name} TEMPLATE migrated STRATEGY file_copy", cancellationToken);
        return new(cluster.Connection(name), _keys!.Path, () => ExecuteAsync(cluster, $"DROP DATABASE {name} WITH (FORCE)", CancellationToken.None));
    }

    /// <summary>A new database with nothing in it.</summary>
    internal static async Task<PostgresTestDatabase> CreateEmptyDatabaseAsync(CancellationToken cancellationToken)
    {
        var cluster = await StartedAsync(cancellationToken);
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(cluster, $"CREATE DATABASE {name}", cancellationToken);
        return new(cluster.Connection(name), null, () => ExecuteAsync(cluster, $"DROP DATABASE {name} WITH (FORCE)", CancellationToken.None));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (_cluster is { } cluster)
            await cluster.DisposeAsync();
        _keys?.Dispose();
        _cluster = null;
    }

    private static async Task<PostgresCluster> StartedAsync(CancellationToken cancellationToken)
    {
        await Starting.WaitAsync(cancellationToken);
        try
        {
            if (_cluster is { } running)
                return running;
            var cluster = await PostgresCluster.StartNewAsync(PostgresCluster.NothingForced, cancellationToken);
            await ExecuteAsync(cluster, "CREATE DATABASE migrated", cancellationToken);
            _keys = new();
            PostgresDatabase.Prepare(new() { Directory = _keys.Path, Connection = cluster.Connection("migrated") });
            return _cluster = cluster;
        }
        finally
        {
            Starting.Release();
        }
    }

    private static async Task ExecuteAsync(PostgresCluster cluster, string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection($"{cluster.Connection("postgres")};Pooling=false");
        await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // Names that we counted.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
