using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace AppCrueNotify.Composition.Markup;

/// <summary>HTML as a reader sees it, line by line.</summary>
internal static class HtmlText
{
    private static readonly HtmlParserOptions Options = new()
    {
        SkipComments = true,
        SkipScriptText = true,
        DisableElementPositionTracking = true,
    };

    [ThreadStatic]
    private static HtmlParser? parser;

    /// <summary>Parses a text.</summary>
    /// <param name="html">Any text.</param>
    /// <param name="guessed">Nobody said it is HTML: see <see cref="HtmlSource.Prepare"/>.</param>
    public static IHtmlDocument Parse(string html, bool guessed = false) =>
        (parser ??= new HtmlParser(Options)).ParseDocument(HtmlSource.Prepare(html, guessed));

    /// <summary>The lines of a whole document.</summary>
    public static List<TextLine> Lines(IHtmlDocument document)
    {
        var sink = new TextSink();
        if (document.Body is { } body)
            new HtmlWalk(sink).Inside(body);
        return sink.Lines();
    }
}
