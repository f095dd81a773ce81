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
        var at = html.IndexOf('<');
        while (at >= 0 && (result?.Length ?? 0) + (at - copied) < Window)
        {
            var tag = TagScanner.Read(html, at);
            var name = html.AsSpan()[tag.Name];
            if (tag.Form is TagForm.Text || (guessed && tag.Form is not TagForm.Remark && !(tag.Plausible && Elements.IsKnown(name))))
            {
                Replace(at, at + 1, "&lt;");
                at = Next(at + 1);
                continue;
            }

            var end = tag.End;
            if (tag.Form is TagForm.Open && !Elements.Void.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            {
                if (Elements.Raw.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
                {
                    var close = html.AsSpan(end).IndexOf($"</{name}", StringComparison.OrdinalIgnoreCase);
                    if (close < 0)
                        Replace(at, end, "");
                    else
                        end += close;
                }
                else if (++depth > DeepestNesting)
                {
                    depth--;
                    Replace(at, end, Elements.IsBlock(name) ? "<br>" : "");
                }
            }
            else if (tag.Form is TagForm.Close && depth > 0)
            {
                depth--;
            }

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
