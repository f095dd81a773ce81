using System.Data.Common;

namespace AppCrueNotify.Storage;

/// <summary>
/// The database, for statements whose text is the same on SQLite and PostgreSQL: accounts, activity and the console's reads. The stores of the flow have
/// statements of their own for each. Safe for concurrent use.
/// </summary>
internal interface IDatabase
{
    /// <summary>Runs a short query on a connection that cannot write.</summary>
    /// <exception cref="StoreUnavailableException">The database cannot answer; the message says why.</exception>
    Task<T> ReadAsync<T>(Func<DbConnection, T> read, CancellationToken cancellationToken);

    /// <summary>Runs statements in one transaction, which is committed when this returns. What the function throws undoes them all.</summary>
    /// <exception cref="StoreUnavailableException">Nothing was written; the message says why.</exception>
    Task<T> WriteAsync<T>(Func<DbConnection, T> write, CancellationToken cancellationToken);
}
