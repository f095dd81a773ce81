using System.Data.Common;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>Statements that both databases share, on PostgreSQL.</summary>
internal sealed class PostgresSharedDatabase(PostgresConnections connections) : IDatabase
{
    public Task<T> ReadAsync<T>(Func<DbConnection, T> read, CancellationToken cancellationToken) =>
        connections.ReadAsync((session, _) => Task.FromResult(read(session.Connection)), cancellationToken);

    public Task<T> WriteAsync<T>(Func<DbConnection, T> write, CancellationToken cancellationToken) =>
        connections.WriteAsync((session, _) => Task.FromResult(write(session.Connection)), cancellationToken);
}
