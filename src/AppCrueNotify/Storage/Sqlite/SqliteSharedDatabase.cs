using System.Data.Common;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Statements that both databases share, on SQLite: reads beside the writer, writes in its turn.</summary>
internal sealed class SqliteSharedDatabase(SqliteWriter writer, SqliteReaders readers) : IDatabase
{
    public Task<T> ReadAsync<T>(Func<DbConnection, T> read, CancellationToken cancellationToken) =>
        readers.ReadAsync(session => read(session.Connection), cancellationToken);

    public Task<T> WriteAsync<T>(Func<DbConnection, T> write, CancellationToken cancellationToken) =>
        writer.WriteAsync(session => write(session.Connection), cancellationToken);
}
