using AppCrueNotify.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AppCrueNotify.Tests.Storage.Postgres;

/// <summary>A database of its own on the test server.</summary>
internal sealed class PostgresWorld : StoreWorld
{
    private readonly PostgresTestDatabase _database;
    private ServiceProvider _services;

    private PostgresWorld(PostgresTestDatabase database)
    {
        _database = database;
        Options = database.Node();
        _services = Open(Options);
    }

    public StorageOptions Options { get; }
    public PostgresTestDatabase Database => _database;

    public static async Task<PostgresWorld> StartAsync(CancellationToken cancellationToken) => new(await PostgresServer.CreateDatabaseAsync(cancellationToken));

    public override T Get<T>() => _services.GetRequiredService<T>();

    public override async Task ReopenAsync()
    {
        await _services.DisposeAsync();
        _services = Open(Options);
    }

    /// <summary>Leases run by the database's clock, which nobody can move: they are moved instead.</summary>
    public override async Task PassAsync(TimeSpan time)
    {
        await using var connection = new NpgsqlConnection($"{_database.Connection};Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("UPDATE attempt SET lease_until = lease_until - $1", connection) { Parameters = { new() { Value = (long)time.TotalMilliseconds } } };
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _database.DisposeAsync();
    }

    private static ServiceProvider Open(StorageOptions options) => new ServiceCollection()
        .AddLogging()
        .AddSingleton(TimeProvider.System)
        .AddStorage(options, (_, sentence) => throw new InvalidOperationException(sentence))
        .BuildServiceProvider();
}
