using System.Collections.Frozen;
using System.Text;

namespace AppCrueNotify.Composition.Markup;

/// <summary>Makes any text safe to hand to the HTML parser: nothing a reader should see is taken for a tag, and no input costs more than linear time.</summary>
/// <remarks>
/// A "&lt;" that begins no tag is escaped, so its words survive. Pictures written into an attribute are dropped, nesting beyond what people
/// write is flattened, and the parser never sees more than <see cref="Window"/> characters: an alert needs a few hundred.
/// Sound input comes back as the same string.
/// </remarks>
internal static class HtmlSource
{
    /// <summary>UTF-16 units that are parsed at most.</summary>
    public const int Window = 128 * 1024;

    // A picture pasted into a post is a megabyte of attribute; beyond this nobody's first words begin.
    private const int LongestSource = 4 * 1024 * 1024;
    private const int LongestAttribute = 2048;
    private const int DeepestNesting = 200;

    // The parser opens every unclosed <b> again in each new paragraph: a few are a mistake, thousands an attack.
    private const int MostOpenLetters = 8;
    private static readonly FrozenSet<string> Letters =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u");

    /// <summary>The text, ready for the parser.</summary>
    /// <param name="html">Any text.</param>
    /// <param name="guessed">Nobody said it is HTML: only elements that exist count as tags.</param>
    public static string Prepare(string html, bool guessed)
    {
        if (html.Length > LongestSource)
            html = html[..LongestSource];
        StringBuilder? result = null;
        var copied = 0;
        var depth = 0;
        var letters = 0;
        var lastRemark = html.LastIndexOf("-->", StringComparison.Ordinal);
        HashSet<string>? unclosed = null;
        var at = html.IndexOf('<');
        while (at >= 0 && (result?.Length ?? 0) + (at - copied) < Window)
        {
            var tag = at > lastRemark && string.CompareOrdinal(html, at, "<!--", 0, 4) == 0 ? default : TagScanner.Read(html, at);
            var name = html.AsSpan()[tag.Name];
            if (tag.Form is TagForm.Text || (guessed && tag.Form is not TagForm.Remark && !(tag.Plausible && Elements.IsKnown(name))))
            {
                Replace(at, at + 1, "&lt;");
                at = Next(at + 1);
                continue;
            }

            var end = tag.End;
            if (tag.Form is TagForm.Open && !Is(Elements.Void, name))
                end = Open(at, end, name);
            else if (tag.Form is TagForm.Close)
                (depth, letters) = (Math.Max(0, depth - 1), Is(Letters, name) ? Math.Max(0, letters - 1) : letters);
            if (copied <= at && end - at > LongestAttribute && tag.Form is TagForm.Open)
                DropLongValues(at, tag.End);
            at = Next(end);
        }

        if (result is null && html.Length <= Window)
            return html;
        result ??= new StringBuilder();
        var rest = Math.Min(html.Length, at < 0 ? html.Length : at) - copied;
        result.Append(html, copied, Math.Max(0, Math.Min(rest, Window)));
        return result.ToString();

        // One past what belongs to an opening tag: itself, and for raw text all up to its end tag.
        int Open(int start, int end, ReadOnlySpan<char> name)
        {
            if (Is(Elements.Raw, name))
            {
                var close = unclosed is not null && unclosed.Contains(name.ToString()) ? -1 : html.AsSpan(end).IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
                if (close >= 0)
                    return end + close;
                (unclosed ??= []).Add(name.ToString());
                Replace(start, end, "");
                return end;
            }

            var isLetters = Is(Letters, name);
            if (isLetters && letters >= MostOpenLetters)
            {
                Replace(start, end, "");
                return end;
            }

            // Moodle's own elements, told by their class, keep their place even below a post that never closed its own.
            var deepest = html.AsSpan(start, end - start).Contains("class=", StringComparison.OrdinalIgnoreCase) ? 2 * DeepestNesting : DeepestNesting;
            if (depth >= deepest)
            {
                Replace(start, end, Elements.IsBlock(name) ? "<br>" : "");
                return end;
            }

            depth++;
            letters += isLetters ? 1 : 0;
            return end;
        }

        static bool Is(FrozenSet<string> names, ReadOnlySpan<char> name) => names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

        int Next(int from)
        {
            var found = html.AsSpan(from).IndexOf('<');
            return found < 0 ? -1 : from + found;
        }

        void Replace(int from, int to, string with)
        {
            (result ??= new StringBuilder(Math.Min(html.Length, Window) + 64)).Append(html, copied, from - copied).Append(with);
            copied = to;
        }

        void DropLongValues(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                if (html[i] is not ('"' or '\''))
                    continue;
                var close = html.IndexOf(html[i], i + 1, to - i - 1);
                if (close < 0)
                    return;
                if (close - i > LongestAttribute)
                    Replace(i + 1, close, "");
                i = close;
            }
        }
    }
}
