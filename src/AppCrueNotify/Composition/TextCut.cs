using System.Globalization;
using System.Text;

namespace AppCrueNotify.Composition;

/// <summary>Makes a text fit TwinPush, by construction.</summary>
internal static class TextCut
{
    /// <summary>TwinPush's limit for title, alert and serialized custom_properties, in UTF-16 units.</summary>
    public const int Limit = 255;

    private const int NearestWord = 60;
    private const char Ellipsis = '…';

    /// <summary>The text within <paramref name="limit"/> units: cut between graphemes, at a word boundary where one is near, the ellipsis inside.</summary>
    public static string Fit(string text, int limit = Limit)
    {
        text = WithoutTags(text);
        if (text.Length <= limit)
            return text;
        var closers = "";
        for (var room = limit - 1; room > 0; room = limit - 1 - closers.Length)
        {
            var cut = WithoutDanglingMark(text[..End(text, room)]);
            var open = OpenDirections(cut);
            if (cut.Length + 1 + open.Length <= limit)
                return cut + Ellipsis + open;
            if (open.Length <= closers.Length)
                break;
            closers = open.Length < limit / 2 ? open : "";
            if (closers.Length == 0)
                break;
        }

        return WithoutDanglingMark(text[..End(text, limit - 1)]) + Ellipsis;
    }

    /// <summary>A bullet, a number, a quote mark or a cell's border with nothing behind it any more goes too.</summary>
    private static string WithoutDanglingMark(string cut)
    {
        cut = cut.TrimEnd();
        var line = cut.LastIndexOf('\n') + 1;
        var isMarks = line > 0;
        foreach (var word in cut.AsSpan(line).Split(' '))
            isMarks &= IsMark(cut.AsSpan(line)[word]);
        if (isMarks)
            cut = cut[..line].TrimEnd();
        return cut.EndsWith(" |", StringComparison.Ordinal) ? cut[..^2].TrimEnd() : cut;
    }

    private static bool IsMark(ReadOnlySpan<char> word) =>
        word is "" or "•" or ">" || (word.Length is > 1 and < 9 && word[^1] is '.' or ')' && word[..^1].IndexOfAnyExceptInRange('0', '9') < 0);

    /// <summary>How much of the text is kept: whole graphemes, whole words where the last space is not far.</summary>
    private static int End(string text, int room)
    {
        var end = 0;
        while (end < text.Length)
        {
            var next = StringInfo.GetNextTextElementLength(text.AsSpan(end));
            if (end + next > room)
                break;
            end += next;
        }

        // One letter with more marks than the limit has units: cut between its code points.
        if (end == 0)
            return char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
        if (char.IsWhiteSpace(text[end]))
            return end;
        for (var i = end; i > 0 && i > end - NearestWord; i--)
        {
            if (char.IsWhiteSpace(text[i - 1]))
                return i;
        }

        return end;
    }

    /// <summary>What closes the changes of direction that a cut left open, so that the phone's own words after it read as they should.</summary>
    private static string OpenDirections(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u202A', '\u2069') < 0)
            return "";
        var open = new Stack<char>();
        foreach (var c in text)
        {
            if (c is '\u2066' or '\u2067' or '\u2068')
                open.Push('\u2069');
            else if (c is '\u202A' or '\u202B' or '\u202D' or '\u202E')
                open.Push('\u202C');
            else if (open.Count > 0 && c == open.Peek())
                open.Pop();
        }

        return string.Concat(open);
    }

    /// <summary>TwinPush refuses texts with HTML tags; a post about HTML has them. A word joiner, which nobody sees, keeps "&lt;b&gt;" from being one.</summary>
    private static string WithoutTags(string text)
    {
        var at = text.IndexOf('<', StringComparison.Ordinal);
        if (at < 0 || text.IndexOf('>', at) < 0)
            return text;
        var safe = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            safe.Append(text[i]);
            if (text[i] == '<' && LooksLikeTag(text, i))
                safe.Append('\u2060');
        }

        return safe.ToString();
    }

    private static bool LooksLikeTag(string text, int at)
    {
        if (at + 1 >= text.Length || !(char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!' or '?'))
            return false;
        var next = text.AsSpan(at + 1).IndexOfAny('<', '>');
        return next >= 0 && text[at + 1 + next] == '>';
    }
}
