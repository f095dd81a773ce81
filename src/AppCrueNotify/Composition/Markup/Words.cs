using System.Net;
using System.Text;

namespace AppCrueNotify.Composition.Markup;

/// <summary>Small texts: a subject, a name.</summary>
internal static class Words
{
    /// <summary>A text on one line: white space collapsed, nothing invisible.</summary>
    public static string OneLine(string text)
    {
        var sink = new TextSink();
        sink.Write(text);
        return string.Join(' ', sink.Lines().Select(l => l.Text));
    }

    /// <summary>A subject as a reader sees it: Moodle sends some with entities and some with tags.</summary>
    public static string Subject(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        if (MarkupGuess.HtmlIn(text) is HtmlShare.None)
            return OneLine(text.Contains('&') ? WebUtility.HtmlDecode(text) : text);
        return string.Join(' ', HtmlText.Lines(HtmlText.Parse(text, guessed: true)).Select(l => l.Text));
    }

    /// <summary>The text with every lone half of a surrogate pair replaced: valid UTF-16.</summary>
    public static string WellFormed(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return text;
        var repaired = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            repaired.Append(rune);
        return repaired.ToString();
    }

    /// <summary>Whether a reader sees anything: a text of nothing but joiners and marks of direction is blank.</summary>
    public static bool IsBlank(string? text)
    {
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format
                && rune.Value is not (>= 0xFE00 and <= 0xFE0F) and not 0x034F and not 0x115F and not 0x1160 and not 0x3164 and not 0xFFA0 and not 0x2800)
                return false;
        }

        return true;
    }
}
