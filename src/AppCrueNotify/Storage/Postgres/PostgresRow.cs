using System.Text;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>
/// How values stand in columns: times as Unix milliseconds, absent as NULL. PostgreSQL's text holds no NUL character, which a message may have: it stands
/// there as two characters that begin with <see cref="Mark"/>.
/// </summary>
internal static class PostgresRow
{
    private const char Mark = '\u0010';
    private const char Nul = '0';
    private const char Itself = '1';

    public static DateTimeOffset Time(this NpgsqlDataReader reader, int column) => DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.Time(column);

    public static string Text(this NpgsqlDataReader reader, int column) => Read(reader.GetString(column));

    public static string? TextOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.Text(column);

    public static long? NumberOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public static long Column(this DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <summary>A value as its parameter gets it.</summary>
    public static object Value(object? value) => value switch
    {
        null => DBNull.Value,
        string text => Write(text),
        string?[] texts => Array.ConvertAll(texts, text => text is null ? null : Write(text)),
        _ => value,
    };

    private static string Write(string text)
    {
        if (text.AsSpan().IndexOfAny('\0', Mark) < 0 && IsWellFormed(text))
            return text;
        var written = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == 0)
                written.Append(Mark).Append(Nul);
            else if (rune.Value == Mark)
                written.Append(Mark).Append(Itself);
            else
                written.Append(rune.ToString());
        }

        return written.ToString();
    }

    // Half of a surrogate pair has no place in UTF-8; read as runes it becomes the replacement character.
    private static bool IsWellFormed(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff'); i >= 0 && i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return false;
            i++;
        }

        return true;
    }

    private static string Read(string text) => text.Contains(Mark, StringComparison.Ordinal)
        ? text.Replace($"{Mark}{Nul}", "\0", StringComparison.Ordinal).Replace($"{Mark}{Itself}", $"{Mark}", StringComparison.Ordinal)
        : text;
}
