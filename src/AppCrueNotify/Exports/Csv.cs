using System.Buffers;

namespace AppCrueNotify.Exports;

/// <summary>Comma-separated values for spreadsheets.</summary>
internal static class Csv
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",;\"\r\n\t");

    /// <summary>A line without its end.</summary>
    public static string Row(params ReadOnlySpan<string> cells)
    {
        var quoted = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
            quoted[i] = Cell(cells[i]);
        return string.Join(',', quoted);
    }

    /// <summary>A cell. A spreadsheet takes one that begins like a formula for a formula: an apostrophe keeps it a text.</summary>
    public static string Cell(string text)
    {
        var safe = text.AsSpan().TrimStart() is [('=' or '+' or '-' or '@' or '|' or '%'), ..] || text is [('\t' or '\r' or '\n'), ..] ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(NeedsQuotes) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
