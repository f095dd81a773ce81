using System.Net;
using System.Text;

namespace AppCrueNotify.Composition.Markup;

/// <summary>Plain text as Moodle writes it: hard-wrapped, with links as footnotes. Gives back the lines the writer meant.</summary>
internal static class PlainText
{
    // Moodle's html_to_text wraps at 75 bytes of UTF-8.
    private const int WrapColumn = 75;

    /// <summary>The lines of a text, unwrapped, without footnotes, entities decoded.</summary>
    public static List<TextLine> Lines(string text)
    {
        var sink = new TextSink();
        foreach (var line in Unwrapped(Footnotes.Removed(Split(text))))
        {
            sink.Write(WebUtility.HtmlDecode(line), preformatted: false);
            sink.Break();
        }

        return sink.Lines();
    }

    /// <summary>The lines as they stand, the line end of any system taken away; no more than a push could ever need.</summary>
    public static List<string> Split(string text)
    {
        var lines = new List<string>();
        foreach (var line in (text.Length > HtmlSource.Window ? text.AsSpan(0, HtmlSource.Window) : text).EnumerateLines())
            lines.Add(line.ToString());
        return lines;
    }

    private static IEnumerable<string> Unwrapped(List<string> lines)
    {
        // A line that is longer, and could have been broken, shows that nobody wrapped this text.
        var isWrapped = lines.Count > 1 && !lines.Any(l => Bytes(l.AsSpan().TrimEnd()) > WrapColumn && l.AsSpan().Trim().Contains(' '));
        var whole = new StringBuilder();
        for (var i = 0; i < lines.Count; i++)
        {
            whole.Append(lines[i].AsSpan().TrimEnd());
            if (isWrapped && i + 1 < lines.Count && WasBroken(lines[i], lines[i + 1]))
            {
                whole.Append(' ');
                if (lines[i].StartsWith('>') && lines[i + 1].StartsWith('>'))
                    lines[i + 1] = lines[i + 1].TrimStart('>', ' ');
                continue;
            }

            yield return whole.ToString();
            whole.Clear();
        }
    }

    /// <summary>Whether the wrapper broke between two lines: the second one's first word did not fit any more.</summary>
    private static bool WasBroken(string line, string next)
    {
        var following = next.AsSpan();
        if (line.StartsWith('>') && next.StartsWith('>'))
            following = following.TrimStart("> ");
        if (following.IsEmpty || char.IsWhiteSpace(following[0]) || line.AsSpan().IsWhiteSpace())
            return false;
        if (following.StartsWith("http://", StringComparison.Ordinal) || following.StartsWith("https://", StringComparison.Ordinal))
            return false;
        var space = following.IndexOf(' ');
        var word = space < 0 ? following : following[..space];
        return Bytes(line.AsSpan().TrimEnd()) + 1 + Bytes(word) > WrapColumn && !Rules.IsRule(line) && !Rules.IsRule(next);
    }

    private static int Bytes(ReadOnlySpan<char> text) => Encoding.UTF8.GetByteCount(text);
}

/// <summary>Lines drawn with dashes or the like.</summary>
internal static class Rules
{
    /// <summary>Whether a line is drawn: three or more of the same mark and nothing else.</summary>
    public static bool IsRule(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.Length >= 3 && line[0] is '-' or '=' or '_' or '*' or '~' && line.TrimStart(line[0]).IsEmpty;
    }

    /// <summary>Whether a line is the rule that Moodle's own templates draw, 69 marks long.</summary>
    public static bool IsMoodleRule(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        return line.Length is >= 60 and <= 80 && line[0] is '-' or '=' && line.TrimStart(line[0]).IsEmpty;
    }
}
