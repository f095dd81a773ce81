using System.Data.Common;
using System.Globalization;

namespace AppCrueNotify.Storage.Moving;

/// <summary>Counts both databases and compares, before the move is committed.</summary>
internal static class MoveCheck
{
    private const string ByState = "SELECT s.name, r.state, count(*) FROM recipient r JOIN site s ON s.id = r.site_id GROUP BY s.id, s.name, r.state ORDER BY s.id, r.state";

    /// <exception cref="StoreUnavailableException">They differ.</exception>
    public static async Task<MoveSummary> CompareAsync(DbConnection from, DbConnection to, IReadOnlyList<MovedTable> tables, CancellationToken cancellationToken)
    {
        var counts = new List<(string, long)>();
        foreach (var table in tables)
        {
            var sql = $"SELECT count(*) FROM \"{table.Name}\"";
            var (before, after) = (Number(await TableCopy.ScalarAsync(from, sql, cancellationToken)), Number(await TableCopy.ScalarAsync(to, sql, cancellationToken)));
            if (before != after)
                throw new StoreUnavailableException($"The table {table.Name} had {before} rows and would have {after}. Nothing was moved.", TimeSpan.Zero);
            counts.Add((table.Name, after));
        }

        var messages = await MessagesAsync(to, cancellationToken);
        if (!(await MessagesAsync(from, cancellationToken)).ToHashSet().SetEquals(messages))
            throw new StoreUnavailableException("The messages by site and state would not be the same. Nothing was moved.", TimeSpan.Zero);
        return new(counts, messages, [], "");
    }

    private static async Task<List<MovedMessages>> MessagesAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using var command = TableCopy.Command(connection, ByState);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<MovedMessages>();
        while (await reader.ReadAsync(cancellationToken))
            rows.Add(new(reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        return rows;
    }

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
