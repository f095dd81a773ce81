using AppCrueNotify.Storage.Restored;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>A PostgreSQL that was set back to an earlier moment by its own means: what waits in it is held before the first gateway starts on it.</summary>
internal static class PostgresRestored
{
    // Nodes that start meanwhile wait here, and then find everything held.
    private const string Alone = "LOCK TABLE node IN EXCLUSIVE MODE";
    private const string Living = "SELECT count(*) FROM node WHERE seen_until > gateway_now()";

    /// <param name="takenAt">The moment that the database shows.</param>
    /// <returns>How many messages are held.</returns>
    /// <exception cref="StoreUnavailableException">Nothing was changed; the message says why.</exception>
    public static async Task<int> HoldAsync(StorageOptions options, DateTimeOffset takenAt, DateTimeOffset now, CancellationToken cancellationToken)
    {
        PostgresDatabase.Prepare(options);
        var address = PostgresAddress.Complete(options.Connection!);
        try
        {
            // A million messages may take longer than a statement of the gateway.
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(address) { Pooling = false, CommandTimeout = 0, MaxAutoPrepare = 0 }.ToString());
            await connection.OpenAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var alone = new NpgsqlCommand(Alone, connection))
                await alone.ExecuteNonQueryAsync(cancellationToken);
            await using (var living = new NpgsqlCommand(Living, connection))
            {
                if (await living.ExecuteScalarAsync(cancellationToken) is > 0L)
                    throw new StoreUnavailableException("A gateway works on this database, or did a few seconds ago. Stop all of them first: what they are sending now would be held.", TimeSpan.FromSeconds(15));
            }

            var held = RestoredHistory.Hold(connection, takenAt, now);
            await transaction.CommitAsync(CancellationToken.None);
            return held;
        }
        catch (Exception e) when (PostgresErrors.IsUnavailable(e))
        {
            throw new StoreUnavailableException(PostgresErrors.Sentence(e, PostgresAddress.Server(address)), TimeSpan.FromSeconds(30), e);
        }
    }
}
