using AppCrueNotify.Messages;
using AppCrueNotify.Storage.Moving;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Tests.Storage.Moving;

/// <summary>Rows in every table there is, however many tables there will be.</summary>
internal static class FilledTables
{
    public static void Fill(SqliteConnection connection, long site)
    {
        Run(connection, "PRAGMA foreign_keys = OFF");
        foreach (var table in MovedTable.Names(connection))
        {
            // Numbers and texts that are the same in all tables, so that what refers to another table finds it.
            for (var row = 11; row <= 13; row++)
                Insert(connection, table, row);
        }

        foreach (var state in Enum.GetValues<RecipientState>())
        {
            Run(connection, "INSERT INTO recipient (site_id, key, content_hash, user_id, alias, component, name, push_id, state, reason, state_at, created_at, due_at, expires_at, priority) VALUES (@site, @key, '00', 7, 'Ñandú', 'mod_forum', 'posts', 11, @state, '', 1, 2, 3, 4, 1)",
                ("@site", site), ("@key", $"{state.Word()} ñ \"'\\\t\n😀"), ("@state", state.Word()));
        }

        // The highest id there ever was belongs to a row that is gone.
        Run(connection, "UPDATE sqlite_sequence SET seq = 500 WHERE name = 'recipient'");
    }

    private static void Insert(SqliteConnection connection, string table, int row)
    {
        var columns = new List<(string Name, string Type, bool Required)>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT name, type, \"notnull\" OR pk FROM pragma_table_info(@table)";
            command.Parameters.AddWithValue("@table", table);
            using var reader = command.ExecuteReader();
            while (reader.Read())
                columns.Add((reader.GetString(0), reader.GetString(1), reader.GetBoolean(2)));
        }

        // The last row has only what it must have.
        var given = columns.Where(c => row < 13 || c.Required).ToList();
        Run(connection, $"INSERT INTO {table} ({string.Join(", ", given.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", given.Select((_, i) => $"@v{i}"))})",
            [.. given.Select((c, i) => ($"@v{i}", Value(c.Name, c.Type, row)))]);
    }

    private static object Value(string column, string type, int row) => (column, type) switch
    {
        (_, "INTEGER") => (long)row,
        (_, "REAL") => row + 0.5,
        (_, "BLOB") => new byte[] { 0, (byte)row, 255 },
        ("settings" or "given", _) => "{}",
        ("twinpush_url", _) => $"https://push{row}.example.edu/api/v2",
        ("resent", _) => $"[{row},{row + 1}]",
        ("key", _) => $"key {row}",
        _ => $"text {row}",
    };

    private static void Run(SqliteConnection connection, string sql, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in values)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }
}
