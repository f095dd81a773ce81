using System.Text.RegularExpressions;

namespace AppCrueNotify.Composition.Markup;

/// <summary>The list of links that Moodle writes below a plain text, and its marks in the text.</summary>
internal static partial class Footnotes
{
    /// <summary>The lines without the footnotes that Moodle's html_to_text made; text that only looks alike stays.</summary>
    public static List<string> Removed(List<string> lines)
    {
        // "Links:" (never translated by Moodle, but we do not read the word), a short rule, then [1], [2], ... to the end.
        var last = lines.FindLastIndex(l => !string.IsNullOrWhiteSpace(l));
        var first = last;
        while (first > 0 && Note().IsMatch(lines[first]))
            first--;
        var count = last - first;
        if (count <= 0 || first < 1 || !Rules.IsRule(lines[first]) || string.IsNullOrWhiteSpace(lines[first - 1]) || !IsNumbered(lines, first + 1, count))
            return lines;
        var body = lines[..(first - 1)];
        for (var i = 0; i < body.Count; i++)
        {
            if (body[i].Contains('['))
                body[i] = Mark().Replace(body[i], m => int.TryParse(m.Groups[1].ValueSpan, out var n) && n <= count ? "" : m.Value);
        }

        return body;
    }

    private static bool IsNumbered(List<string> lines, int start, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!lines[start + i].StartsWith($"[{i + 1}] ", StringComparison.Ordinal))
                return false;
        }

        return true;
    }

    [GeneratedRegex(@"^\[[0-9]{1,4}\] \S+\s*$")]
    private static partial Regex Note();

    [GeneratedRegex(@" ?\[([0-9]{1,4})\]")]
    private static partial Regex Mark();
}
