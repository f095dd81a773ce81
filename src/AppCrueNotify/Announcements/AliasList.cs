using System.Text;

namespace AppCrueNotify.Announcements;

/// <summary>Who an announcement goes to, as somebody typed or exported it: one alias a line, or the column of aliases of a CSV. Pure.</summary>
internal sealed record AliasList(IReadOnlyList<string> Aliases, IReadOnlyList<ListFault> Faults)
{
    /// <summary>Bytes that a list may have. 1 MiB.</summary>
    public const int MaxBytes = 1024 * 1024;

    private const int LongestAlias = 255;

    // How exports of Moodle and of directories head this column, in the console's languages.
    private static readonly string[] Headings =
        ["alias", "aliases", "user", "username", "login", "idnumber", "usuario", "nombre de usuario", "usuari", "nom d'usuari", "nome de usuario", "erabiltzailea", "erabiltzaile-izena"];

    /// <exception cref="FormatException">It is no list at all: <c>too-large</c> or <c>not-utf8</c>.</exception>
    public static AliasList Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            throw new FormatException("too-large");
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            throw new FormatException("not-utf8");
        return Read(Encoding.UTF8.GetString(bytes));
    }

    /// <summary>The aliases in their order, each once, and what is wrong with lines. A fault never stops the others.</summary>
    public static AliasList Read(string text)
    {
        var (aliases, faults) = (new List<string>(), new List<ListFault>());
        var known = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var (number, column, isFirst) = (0, 0, true);
        foreach (var line in text.AsSpan().TrimStart('\uFEFF').EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace())
                continue;
            if (Cells(line.ToString()) is not { } cells)
            {
                faults.Add(new(number, ListFault.Quote));
                continue;
            }

            if (isFirst && cells.FindIndex(c => Headings.Contains(c, StringComparer.OrdinalIgnoreCase)) is >= 0 and var heading)
            {
                (column, isFirst) = (heading, false);
                continue;
            }

            isFirst = false;
            var alias = column < cells.Count ? cells[column] : "";
            if (Fault(alias) is { } fault)
                faults.Add(new(number, fault));
            else if (!known.Add(alias))
                faults.Add(new(number, ListFault.Twice));
            else
                aliases.Add(alias);
        }

        return new(aliases, faults);
    }

    private static string? Fault(string alias) =>
        alias.Length == 0 ? ListFault.Empty
        : alias.Length > LongestAlias ? ListFault.Long
        : alias.Any(char.IsControl) ? ListFault.Control
        : null;

    /// <summary>The cells of a line, trimmed; null when a quote is not closed.</summary>
    private static List<string>? Cells(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            var c = line[i];
            if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"')
                cell.Append(line[i++]);
            else if (c == '"' && (quoted || cell.ToString().AsSpan().IsWhiteSpace()))
                quoted = !quoted;
            else if (!quoted && c is ',' or ';' or '\t')
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
                cell.Append(c);
        }

        cells.Add(cell.ToString().Trim());
        return quoted ? null : cells;
    }
}

/// <summary>What is wrong with a line.</summary>
/// <param name="Line">From 1, as editors count.</param>
/// <param name="What">One of the words of this type.</param>
internal sealed record ListFault(int Line, string What)
{
    public const string Empty = "empty";
    public const string Long = "long";
    public const string Control = "control";
    public const string Twice = "twice";
    public const string Quote = "quote";
}
