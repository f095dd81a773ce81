using AppCrueNotify.Storage.Postgres;
using AppCrueNotify.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace AppCrueNotify.Storage.Moving;

/// <summary>
/// Moves an installation from SQLite to an empty PostgreSQL, in one transaction: all of it or nothing. Ids and their sequences stay, so attempts, order and
/// receipts go on where they were; credentials are closed anew with the keys of the PostgreSQL.
/// </summary>
/// <param name="source">The data directory; the master key of the PostgreSQL is put into its keys.</param>
internal sealed class SqliteToPostgres(StorageOptions source, string connection)
{
    private readonly StorageOptions _target = source with { Connection = connection };

    /// <exception cref="StoreUnavailableException">Nothing was moved; the message says why.</exception>
    public async Task<MoveSummary> MoveAsync(Action<string> say, CancellationToken cancellationToken)
    {
        if (!File.Exists(source.DatabaseFile))
            throw Refusal($"There is no gateway's database in {source.Directory}. Name the gateway's data directory with --from.");
        using var alone = FileLock.TryTake(source.LockFile) ?? throw Refusal($"A gateway runs on {source.Directory}. Stop it first: what it takes during the move would be lost.");
        SqliteDatabase.Prepare(source);
        PostgresDatabase.Prepare(_target);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddStorage(_target, (_, _) => { }).BuildServiceProvider();
        try
        {
            return await MoveAsync(new(new SecretBox(source), services.GetRequiredService<SecretBox>()), say, cancellationToken);
        }
        catch (PostgresException e) when (!PostgresErrors.IsUnavailable(e) || PostgresErrors.IsCollision(e))
        {
            throw Refusal($"PostgreSQL refused a row of {e.TableName} ({e.SqlState}: {e.MessageText}). Nothing was moved.");
        }
        catch (Exception e) when (PostgresErrors.IsUnavailable(e))
        {
            throw new StoreUnavailableException($"{PostgresErrors.Sentence(e, PostgresAddress.Server(connection))} Nothing was moved.", TimeSpan.Zero, e);
        }
        catch (SqliteException e)
        {
            throw new StoreUnavailableException($"{SqliteErrors.Sentence(e, source.Directory)} Nothing was moved.", TimeSpan.Zero, e);
        }
    }

    private async Task<MoveSummary> MoveAsync(CredentialChange credentials, Action<string> say, CancellationToken cancellationToken)
    {
        MoveSummary summary;
        await using (var from = await OpenSourceAsync(cancellationToken))
        {
            await using var to = await OpenTargetAsync(cancellationToken);
            await using var transaction = await to.BeginTransactionAsync(cancellationToken);
            var tables = MovedTable.All(from, to);
            await RequireEmptyAsync(to, tables, cancellationToken);
            foreach (var table in tables)
            {
                say($"Moving {table.Name}");
                await TableCopy.CopyAsync(from, to, table, credentials, cancellationToken);
            }

            summary = await MoveCheck.CompareAsync(from, to, tables, cancellationToken);
            await transaction.CommitAsync(CancellationToken.None);
            await TableCopy.RunAsync(to, "ANALYZE", CancellationToken.None);
        }

        return summary with { UnreadableCredentials = credentials.Unreadable, KeptAs = Retire() };
    }

    /// <summary>Gives the old database another name, so that no gateway goes on with it. Its log belongs to it.</summary>
    private string Retire()
    {
        var kept = source.DatabaseFile + ".moved";
        try
        {
            if (File.Exists(source.DatabaseFile + "-wal"))
                File.Move(source.DatabaseFile + "-wal", kept + "-wal", overwrite: true);
            File.Delete(source.DatabaseFile + "-shm");
            File.Move(source.DatabaseFile, kept, overwrite: true);
            return kept;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Refusal($"Everything was moved, but {source.DatabaseFile} could not be renamed: {e.Message} Move it away before anything starts on {source.Directory}.");
        }
    }

    private async Task<SqliteConnection> OpenSourceAsync(CancellationToken cancellationToken)
    {
        var from = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source.DatabaseFile, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await from.OpenAsync(cancellationToken);
        // Commands that would write wait for the end, and then find no database.
        await TableCopy.RunAsync(from, "BEGIN IMMEDIATE", cancellationToken);
        return from;
    }

    private async Task<NpgsqlConnection> OpenTargetAsync(CancellationToken cancellationToken)
    {
        var to = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgresAddress.Complete(connection)) { Pooling = false, CommandTimeout = 0, MaxAutoPrepare = 0 }.ToString());
        await to.OpenAsync(cancellationToken);
        return to;
    }

    private async Task RequireEmptyAsync(NpgsqlConnection to, IReadOnlyList<MovedTable> tables, CancellationToken cancellationToken)
    {
        // Nodes that run on it already wait; they see all of the move or nothing.
        await TableCopy.RunAsync(to, $"LOCK TABLE {string.Join(", ", tables.Select(t => $"\"{t.Name}\""))} IN ACCESS EXCLUSIVE MODE", cancellationToken);
        foreach (var table in tables)
        {
            if (await TableCopy.ScalarAsync(to, $"SELECT EXISTS (SELECT 1 FROM \"{table.Name}\")", cancellationToken) is true)
                throw Refusal($"The PostgreSQL at {PostgresAddress.Server(connection)} is not empty: its table {table.Name} has rows. Move into a new database (createdb).");
        }
    }

    private static StoreUnavailableException Refusal(string sentence) => new(sentence, TimeSpan.Zero);
}
