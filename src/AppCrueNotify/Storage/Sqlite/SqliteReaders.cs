using System.Collections.Concurrent;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Read-only connections, lent out one caller at a time.</summary>
internal sealed class SqliteReaders(StorageOptions options) : IDisposable
{
    private readonly ConcurrentBag<SqliteSession> _idle = [];

    /// <summary>Runs a short query.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteSession, T> query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_idle.TryTake(out var session))
            session = new(options.DatabaseFile, write: false);
        try
        {
            return Task.FromResult(query(session));
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
