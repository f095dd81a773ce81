using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Read-only connections, lent out one caller at a time.</summary>
internal sealed class SqliteReaders(StorageOptions options) : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    /// <summary>Runs one or more short queries, which all see the same state of the database.</summary>
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
            return AtOnce(session, query);
        }
        finally
        {
            _idle.Add(session);
        }
    }

    private static T AtOnce<T>(SqliteSession session, Func<SqliteSession, T> query)
    {
        // Otherwise each query would see what was committed before it: a message from before its attempt ended, and the attempt from after.
        session.Mark("BEGIN");
        try
        {
            return query(session);
        }
        finally
        {
            session.EndRead();
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session))
            session.Dispose();
    }
}
