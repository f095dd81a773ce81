namespace AppCrueNotify.Composition.Markup;

/// <summary>A text whose format nobody can be trusted to have told: HTML where it is HTML, else Markdown or plain as asked.</summary>
internal static class TypedText
{
    /// <summary>What a person typed into a chat or a form.</summary>
    public static (string? Heading, List<TextLine> Lines) Chat(string text)
    {
        text = Unwrapped(text);
        var read = MarkupGuess.HtmlIn(text) is HtmlShare.Blocks
            ? (null, HtmlText.Lines(HtmlText.Parse(text, guessed: true)))
            : MarkdownText.Read(text);

        // Nothing but markup is what was typed: "**", "#", "```".
        return read is (null, { Count: 0 }) ? (null, PlainText.Lines(text)) : read;
    }

    /// <summary>What a template of Moodle or of a plugin made.</summary>
    public static List<TextLine> Template(string text, bool markdown) => MarkupGuess.HtmlIn(text) switch
    {
        HtmlShare.Blocks => HtmlText.Lines(HtmlText.Parse(text, guessed: true)),
        HtmlShare.Inline when !markdown => HtmlText.Lines(HtmlText.Parse(text.ReplaceLineEndings("<br>"), guessed: true)),
        HtmlShare.Inline => WithHeading(MarkdownText.Read(text)),
        HtmlShare.None => markdown ? WithHeading(MarkdownText.Read(text)) : PlainText.Lines(text),
    };

    /// <summary>Moodle puts one paragraph around what was typed; the lines in it are still lines.</summary>
    private static string Unwrapped(string text)
    {
        text = text.Trim();
        if (!text.StartsWith("<p>", StringComparison.OrdinalIgnoreCase) || !text.EndsWith("</p>", StringComparison.OrdinalIgnoreCase))
            return text;
        var inner = text.Length < 7 ? "" : text[3..^4];
        return MarkupGuess.HtmlIn(inner) is HtmlShare.Blocks || inner.Contains("<p", StringComparison.OrdinalIgnoreCase) ? text : inner;
    }

    private static List<TextLine> WithHeading((string? Heading, List<TextLine> Lines) read)
    {
        if (read.Heading is not null)
            read.Lines.Insert(0, TextLine.Plain(read.Heading));
        return read.Lines;
    }
}
