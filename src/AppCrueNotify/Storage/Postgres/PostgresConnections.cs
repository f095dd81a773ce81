using System.Data;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>The connections to the server: a pool, and what its errors mean. Safe for concurrent use.</summary>
internal sealed partial class PostgresConnections : IAsyncDisposable
{
    // Collisions are rare and short: whoever meets so many in a row is better off coming back.
    private const int Tries = 8;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private readonly ILogger<PostgresConnections> _logger;
    private readonly string _server;

    public PostgresConnections(StorageOptions options, ILogger<PostgresConnections> logger)
    {
        _logger = logger;
        var connection = PostgresAddress.Complete(options.Connection!);
        _server = PostgresAddress.Server(connection);
        Source = NpgsqlDataSource.Create(connection);
    }

    public NpgsqlDataSource Source { get; }

    /// <summary>Runs queries; a connection that turns out dead is replaced once.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot answer; the message says why.</exception>
    public Task<T> ReadAsync<T>(Func<PostgresSession, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        TranslatedAsync(token => WithAsync(read, token), repeatLost: true, cancellationToken);

    /// <summary>Runs queries that all see the same state of the database; a connection that turns out dead is replaced once.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot answer; the message says why.</exception>
    public Task<T> ReadAtOnceAsync<T>(Func<PostgresSession, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        TranslatedAsync(token => TransactAsync(read, IsolationLevel.RepeatableRead, token), repeatLost: true, cancellationToken);

    /// <summary>Runs one query.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot answer; the message says why.</exception>
    public Task<List<T>> QueryAsync<T>(Sql sql, Func<NpgsqlDataReader, T> map, (string Name, object? Value)[] parameters, CancellationToken cancellationToken) =>
        ReadAsync((session, token) => session.QueryAsync(sql, map, parameters, token), cancellationToken);

    /// <summary>Runs one statement that writes; it is its own transaction.</summary>
    /// <returns>How many rows it changed.</returns>
    /// <exception cref="StoreUnavailableException">The database cannot be written; the message says why.</exception>
    public Task<int> RunAsync(Sql sql, (string Name, object? Value)[] parameters, CancellationToken cancellationToken) =>
        TranslatedAsync(token => WithAsync((session, t) => session.RunAsync(sql, parameters, t), token), repeatLost: false, cancellationToken);

    /// <summary>Runs statements that write and are one transaction by themselves: a single one, or some that are sent together.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be written; the message says why.</exception>
    public Task<T> WriteTogetherAsync<T>(Func<PostgresSession, CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        TranslatedAsync(token => WithAsync(write, token), repeatLost: false, cancellationToken);

    /// <summary>Runs statements in one transaction, which is committed when this returns; run again when somebody else's was in the way.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot be written; the message says why. When the connection broke during the commit, nobody knows whether it was.</exception>
    public Task<T> WriteAsync<T>(Func<PostgresSession, CancellationToken, Task<T>> write, CancellationToken cancellationToken) =>
        TranslatedAsync(token => TransactAsync(write, IsolationLevel.ReadCommitted, token), repeatLost: false, cancellationToken);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    private async Task<T> TransactAsync<T>(Func<PostgresSession, CancellationToken, Task<T>> work, IsolationLevel isolation, CancellationToken cancellationToken)
    {
        await using var connection = await Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(isolation, cancellationToken);
        var result = await work(new(connection), cancellationToken);
        // Not cancelled half way: an answer is worth waiting for.
        await transaction.CommitAsync(CancellationToken.None);
        return result;
    }

    private async Task<T> WithAsync<T>(Func<PostgresSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await using var connection = await Source.OpenConnectionAsync(cancellationToken);
        return await work(new(connection), cancellationToken);
    }

    private async Task<T> TranslatedAsync<T>(Func<CancellationToken, Task<T>> work, bool repeatLost, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await work(cancellationToken);
            }
            catch (Exception e) when (PostgresErrors.IsUnavailable(e))
            {
                if (PostgresErrors.EndsConnections(e))
                {
                    // Idle connections to a server that stopped or became a standby would fail one by one.
                    Source.Clear();
                }

                var again = PostgresErrors.IsCollision(e) || PostgresErrors.IsStalePlan(e) ? tries < Tries : repeatLost && tries == 1 && PostgresErrors.EndsConnections(e);
                if (!again)
                {
                    var sentence = PostgresErrors.Sentence(e, _server);
                    Log.Unavailable(_logger, sentence);
                    throw new StoreUnavailableException(sentence, RetryAfter, e);
                }
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(131, LogLevel.Warning, "{Reason}")]
        public static partial void Unavailable(ILogger logger, string reason);
    }
}
