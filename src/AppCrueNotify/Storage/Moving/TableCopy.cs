using System.Text.Json;
using System.Data.Common;
using AppCrueNotify.Storage.Postgres;
using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace AppCrueNotify.Storage.Moving;

/// <summary>Copies a table row by row as a stream (COPY): whatever its size, memory stays the same.</summary>
internal static class TableCopy
{
    public static async Task CopyAsync(SqliteConnection from, NpgsqlConnection to, MovedTable table, CredentialChange credentials, CancellationToken cancellationToken)
    {
        await using (var select = Command(from, $"SELECT {table.ColumnList} FROM \"{table.Name}\""))
        await using (var rows = (SqliteDataReader)await select.ExecuteReaderAsync(cancellationToken))
        await using (var copy = await to.BeginBinaryImportAsync($"COPY \"{table.Name}\" ({table.ColumnList}) FROM STDIN (FORMAT BINARY)", cancellationToken))
        {
            // A table as large as it may be must not run into a time limit; the caller's token ends it.
            copy.Timeout = TimeSpan.Zero;
            while (await rows.ReadAsync(cancellationToken))
            {
                await copy.StartRowAsync(cancellationToken);
                for (var i = 0; i < table.Columns.Count; i++)
                    await WriteAsync(copy, rows, i, table, credentials, cancellationToken);
            }

            await copy.CompleteAsync(cancellationToken);
        }

        if (table.Identity is { } identity)
            await ContinueAsync(from, to, table.Name, identity, cancellationToken);
    }

    public static async Task RunAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public static async Task<object?> ScalarAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = Command(connection, sql);
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    public static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names of the program's own tables.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    /// <summary>New ids come after all there ever were: SQLite remembers those of deleted rows as well.</summary>
    private static async Task ContinueAsync(SqliteConnection from, NpgsqlConnection to, string table, string identity, CancellationToken cancellationToken)
    {
        var last = await ScalarAsync(from, $"SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = '{table}'), 0), coalesce((SELECT max(\"{identity}\") FROM \"{table}\"), 0))", cancellationToken);
        if (last is > 0L)
            await RunAsync(to, $"SELECT setval(pg_get_serial_sequence('{table}', '{identity}'), {last})", cancellationToken);
    }

    private static Task WriteAsync(NpgsqlBinaryImporter copy, SqliteDataReader rows, int i, MovedTable table, CredentialChange credentials, CancellationToken cancellationToken)
    {
        if (rows.IsDBNull(i))
            return copy.WriteNullAsync(cancellationToken);
        var column = table.Columns[i];
        return column.Type switch
        {
            NpgsqlDbType.Bigint => copy.WriteAsync(rows.GetInt64(i), column.Type, cancellationToken),
            NpgsqlDbType.Array | NpgsqlDbType.Bigint => copy.WriteAsync(JsonSerializer.Deserialize(rows.GetString(i), StorageJson.Default.Int64Array) ?? [], column.Type, cancellationToken),
            NpgsqlDbType.Integer => copy.WriteAsync(rows.GetInt32(i), column.Type, cancellationToken),
            NpgsqlDbType.Smallint => copy.WriteAsync(rows.GetInt16(i), column.Type, cancellationToken),
            NpgsqlDbType.Boolean => copy.WriteAsync(rows.GetInt64(i) != 0, column.Type, cancellationToken),
            NpgsqlDbType.Double => copy.WriteAsync(rows.GetDouble(i), column.Type, cancellationToken),
            NpgsqlDbType.Bytea => copy.WriteAsync((byte[])rows.GetValue(i), column.Type, cancellationToken),
            _ when CredentialChange.Concerns(table.Name, column.Name) => copy.WriteAsync(credentials.Change(rows.GetString(i), $"{table.Name} {rows.GetValue(rows.GetOrdinal("id"))}"), column.Type, cancellationToken),
            // Written as the store itself would: what PostgreSQL's text cannot hold stands there in other characters.
            _ => copy.WriteAsync((string)PostgresRow.Value(rows.GetString(i)), column.Type, cancellationToken),
        };
    }
}
