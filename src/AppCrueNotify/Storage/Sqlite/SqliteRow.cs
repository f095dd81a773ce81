using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>How values stand in columns: times as Unix milliseconds, absent as NULL.</summary>
internal static class SqliteRow
{
    public static DateTimeOffset Time(this SqliteDataReader reader, int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.Time(column);

    public static string? TextOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static long? NumberOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static long Column(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>Ids as the JSON array that set-based statements read.</summary>
    public static string Json(IEnumerable<long> ids) => $"[{string.Join(',', ids.Select(id => id.ToString(CultureInfo.InvariantCulture)))}]";
}
