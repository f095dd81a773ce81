using Microsoft.Data.Sqlite;
using Npgsql;
using NpgsqlTypes;

namespace AppCrueNotify.Storage.Moving;

/// <summary>A table that both databases have, as the databases themselves describe it.</summary>
/// <param name="Columns">SQLite's columns with the type that PostgreSQL gives them.</param>
/// <param name="Identity">The column that the database numbers; null when it numbers none.</param>
internal sealed record MovedTable(string Name, IReadOnlyList<MovedColumn> Columns, string? Identity)
{
    // What is not moved, and why.
    private static readonly HashSet<string> Left = new(StringComparer.OrdinalIgnoreCase)
    {
        "SchemaVersions", // each database's own migrations
        "site_version", // counts the changes that the move makes as well
        "tally", // counted by the triggers as the messages come in
        "tally_hour", // likewise
    };

    /// <summary>SQLite's tables that are moved, those first that others refer to.</summary>
    /// <exception cref="StoreUnavailableException">PostgreSQL lacks a table or a column.</exception>
    public static IReadOnlyList<MovedTable> All(SqliteConnection source, NpgsqlConnection target)
    {
        var columns = Texts(target, "SELECT table_name, column_name, data_type, is_identity FROM information_schema.columns WHERE table_schema = current_schema()").ToLookup(r => r[0]);
        var tables = Names(source).Select(name => Describe(name, ColumnsOf(source, name), columns[name].ToDictionary(r => r[1]))).ToList();
        var references = Texts(target, "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid AND connamespace = current_schema()::regnamespace").ToLookup(r => r[0], r => r[1]);
        var sorted = new List<MovedTable>();
        while (sorted.Count < tables.Count)
        {
            var ready = tables.Where(t => !sorted.Contains(t) && references[t.Name].All(r => sorted.Any(s => s.Name == r) || tables.All(other => other.Name != r))).ToList();
            if (ready.Count == 0)
                throw new StoreUnavailableException("Tables refer to each other in a circle: they cannot be moved one after the other.", TimeSpan.Zero);
            sorted.AddRange(ready);
        }

        return sorted;
    }

    /// <summary>SQLite's tables that are moved.</summary>
    public static IReadOnlyList<string> Names(SqliteConnection source) =>
        [.. Texts(source, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").Select(r => r[0]).Where(n => !Left.Contains(n))];

    public static IReadOnlyList<string> ColumnsOf(SqliteConnection source, string table) => [.. Texts(source, $"SELECT name FROM pragma_table_info('{table}')").Select(r => r[0])];

    public string ColumnList => string.Join(", ", Columns.Select(c => $"\"{c.Name}\""));

    private static MovedTable Describe(string name, IReadOnlyList<string> columns, Dictionary<string, string[]> target)
    {
        var missing = columns.Where(c => !target.ContainsKey(c)).ToList();
        if (missing.Count > 0)
            throw new StoreUnavailableException($"PostgreSQL has no place for {name} ({string.Join(", ", missing)}): the two schemas differ.", TimeSpan.Zero);
        return new(name, [.. columns.Select(c => new MovedColumn(c, TypeOf(target[c][2])))], columns.FirstOrDefault(c => target[c][3] == "YES"));
    }

    private static NpgsqlDbType TypeOf(string type) => type switch
    {
        "bigint" => NpgsqlDbType.Bigint,
        "integer" => NpgsqlDbType.Integer,
        "smallint" => NpgsqlDbType.Smallint,
        "boolean" => NpgsqlDbType.Boolean,
        "double precision" => NpgsqlDbType.Double,
        "text" => NpgsqlDbType.Text,
        "bytea" => NpgsqlDbType.Bytea,
        // All arrays are of ids; SQLite holds them as JSON.
        "ARRAY" => NpgsqlDbType.Array | NpgsqlDbType.Bigint,
        _ => throw new StoreUnavailableException($"Nothing of the type {type} can be moved.", TimeSpan.Zero),
    };

#pragma warning disable CA2100 // Questions of the program about its own tables.
    private static List<string[]> Texts(System.Data.Common.DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }
#pragma warning restore CA2100
}

/// <summary>A column and its type in PostgreSQL.</summary>
internal sealed record MovedColumn(string Name, NpgsqlDbType Type);
