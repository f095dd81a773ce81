using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
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

    /// <summary>Texts as a JSON array.</summary>
    public static string Json(IEnumerable<string> texts) => Text(writer =>
    {
        foreach (var text in texts)
            writer.WriteStringValue(text);
    });

    /// <summary>Rows as a JSON array of arrays.</summary>
    public static string Json<T>(IEnumerable<T> rows, Action<Utf8JsonWriter, T> columns) => Text(writer =>
    {
        foreach (var row in rows)
        {
            writer.WriteStartArray();
            columns(writer, row);
            writer.WriteEndArray();
        }
    });

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            write(writer);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
