using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Read-only connections, lent out one caller at a time.</summary>
internal sealed class SqliteReaders(StorageOptions options) : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    /// <summary>Runs a short query.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot answer; the message says why.</exception>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return Task.FromResult(Read(query));
        }
        catch (SqliteException e) when (!SqliteErrors.IsOfOneStatement(e))
        {
            throw new StoreUnavailableException(SqliteErrors.Sentence(e, options.Directory), TimeSpan.FromSeconds(10), e);
        }
    }

    private T Read<T>(Func<SqliteSession, T> query)
    {
        if (!_idle.TryTake(out var session))
            session = new(options.DatabaseFile, write: false);
        try
        {
            return query(session);
        }
        finally
        {
            _idle.Add(session);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
            session.Dispose();
    }
}
