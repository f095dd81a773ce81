using System.Net;
using System.Text;
using CsCheck;

namespace AppCrueNotify.Tests.Composition;

/// <summary>Texts made up by CsCheck: as a document whose words are known, and as broken rubbish.</summary>
internal static class GeneratedText
{
    /// <summary>Words of many scripts; none of them is markup, and none is a mark the composer itself writes.</summary>
    public static readonly string[] Words =
    [
        "examen", "miércoles", "Łódź", "C#", "a&b", "x<y", "fin.", "¿Cuándo?", "R&D", "50%", "(aula", "3)", "e\u0301tude", "naïve", "日本語", "試験は", "한국어",
        "امتحان", "יום", "נִקּוּד", "👍", "👩‍👩‍👧‍👦", "🏳️‍🌈", "🇪🇸", "می‌خواهم", "ภาษาไทย", "हिन्दी", "snake_case", "\"cita\"", "it's", "l'aula", "$x^2$", "10:00",
        "prof@example.edu", "«hoy»", "…", "—", "Ångström", "ﬁn", "n\u0303", "𝒳", "tres·cents",
    ];

    public static Gen<string> Word { get; } = Gen.OneOf(Words);

    private static readonly Gen<string[]> Line = Word.Array[1, 8];

    /// <summary>A document of nested blocks with its words in reading order.</summary>
    public static Gen<Block> Document { get; } = Blocks(3);

    private static readonly string[] Scraps =
    [
        "<", ">", "&", "&amp;", "&nbsp;", "&#x1F600;", "&#xD83D;", "&bogus;", "<p>", "</p>", "<br>", "<b>", "</i>", "<div class=\"content\">", "<table class=\"forumpost\">",
        "<td class=\"content\">", "<div class=\"commands\">", "</table>", "<a href=\"https://campus.example.edu/x\">", "</a>", "<img alt=\"plano\">", "<script>", "</script>", "<!--", "-->",
        "<![CDATA[", "<ul><li>", "</ul>", "<pre>", "<svg><title>", "<math>", "<template>", "<select><option>", "<textarea>", "<plaintext>", "<frameset>", "<o:p>", "<x y='", "\"", "'", "`", "```", "**", "*", "_", "~~",
        "# ", "\n# título\n", "\n- ", "\n1. ", "\n> ", "\n---\n", "\n| a | b |\n|---|---|\n", "[x](", "](y)", "![", "[1]: ", "$$", "$", "\\(", "\\", "\r\n", "\n\n", "\t", "\0", "\u0007",
        "\u00A0", "\u00AD", "\u200B", "\u200D", "\u200E", "\u202E", "\u2066", "\uFEFF", "\uFFFE", "\uFE0F", "\u0301", "\u0301\u0301\u0301\u0301\u0301\u0301", "\uD83D", "\uDE00", "👍", "👩‍👩‍👧‍👦", "ع", "日",
        "---------------------------------------------------------------------", "\nLinks:\n------\n[1] https://example.org\n", " -> ", "{{", "%}",
    ];

    /// <summary>Anything, mostly broken.</summary>
    public static Gen<string> Rubbish { get; } = Gen.Frequency(
        (6, Gen.OneOf(Gen.OneOf(Scraps), Word, Gen.Const(" ")).Array[0, 60].Select(string.Concat)),
        (1, Gen.String[0, 300]),
        (1, Gen.Select(Gen.OneOf(Scraps), Gen.Int[1, 400], (s, n) => string.Concat(Enumerable.Repeat(s, n)))));

    private static Gen<Block> Blocks(int depth)
    {
        var paragraph = Line.Select(w => new Block("p", w, []));
        if (depth == 0)
            return paragraph;
        var container = Gen.Select(Gen.OneOf("div", "ul", "ol", "blockquote", "table"), Blocks(depth - 1).Array[1, 3], (kind, inner) => new Block(kind, [], inner));
        return Gen.Select(Gen.Frequency((3, paragraph), (2, container)).Array[1, 4], inner => new Block("div", [], inner));
    }
}

/// <summary>A block of a made-up document: words, or blocks inside.</summary>
internal sealed record Block(string Kind, string[] Words, Block[] Inner)
{
    /// <summary>All words as a reader meets them.</summary>
    public IEnumerable<string> Reading => Words.Concat(Inner.SelectMany(b => b.Reading));

    /// <summary>As HTML; <paramref name="style"/> chooses among the ways people and editors write it.</summary>
    public string Html(int style)
    {
        var html = new StringBuilder();
        WriteHtml(html, new Random(style));
        return html.ToString();
    }

    // A failing case shows itself.
    public override string ToString() => Html(0);

    /// <summary>As Markdown.</summary>
    public string Markdown(string indent = "")
    {
        if (Words.Length > 0)
            return indent + string.Join(' ', Words.Select(Escaped)) + "\n\n";
        var text = new StringBuilder();
        foreach (var block in Inner)
        {
            text.Append(Kind switch
            {
                "blockquote" => string.Concat(block.Markdown().Split('\n').Select(l => $"{indent}> {l}\n")) + "\n",
                "ul" or "ol" when block.Words.Length > 0 => $"{indent}{(Kind == "ul" ? "-" : "1.")} {string.Join(' ', block.Words.Select(Escaped))}\n\n",
                _ => block.Markdown(indent),
            });
        }

        return text.ToString();
    }

    private void WriteHtml(StringBuilder html, Random random)
    {
        if (Words.Length > 0)
        {
            var tag = random.Next(4) switch { 0 => "p", 1 => "div", 2 => "h3", _ => "p style='margin: 0'" };
            html.Append('<').Append(tag).Append('>');
            foreach (var word in Words)
                html.Append(Dressed(Encoded(word, random), random)).Append(random.Next(8) switch { 0 => "\r\n", 1 => "&nbsp;", 2 => " <!-- x --> ", 3 => "\u00A0 ", 4 => "<br>", _ => " " });
            html.Append("</").Append(tag.Split(' ')[0]).Append('>');
            return;
        }

        html.Append('<').Append(Kind).Append('>');
        foreach (var block in Inner)
        {
            html.Append(Kind switch { "ul" or "ol" => "<li>", "table" => "<tr><td>", _ => "" });
            block.WriteHtml(html, random);
            html.Append(Kind switch { "ul" or "ol" => random.Next(2) == 0 ? "</li>" : "\n", "table" => random.Next(2) == 0 ? "</td></tr>" : "", _ => "\n" });
        }

        html.Append("</").Append(Kind).Append('>');
    }

    private static string Dressed(string word, Random random) => random.Next(10) switch
    {
        0 => $"<b>{word}</b>",
        1 => $"<span lang=\"es\"><em>{word}</em></span>",
        2 => $"<a href=\"https://example.org/?a=1&amp;b=2\">{word}</a>",
        3 => word + "<script>var hidden = '<p>';</script>",
        4 => "<span hidden>nada</span>" + word + "<wbr>",
        5 => $"<o:p></o:p><img alt=\"{word}\" src=\"data:image/png;base64,AAAA\">",
        _ => word,
    };

    private static string Encoded(string word, Random random)
    {
        var html = WebUtility.HtmlEncode(word);
        if (random.Next(6) == 0 && word.Length > 3 && char.IsAsciiLetter(word[1]) && char.IsAsciiLetter(word[2]) && html == word)
            return $"{word[..2]}&shy;{word[2..]}";
        return random.Next(6) == 0 ? string.Concat(word.EnumerateRunes().Select(r => $"&#x{r.Value:X};")) : html;
    }

    private static string Escaped(string word) => word.Replace("<", "\\<", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal);
}
