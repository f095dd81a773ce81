using Markdig;
using Markdig.Parsers;
using Markdig.Syntax;

namespace AppCrueNotify.Composition.Markup;

/// <summary>A text that a person typed, read as Markdown where it is Markdown and left alone where it is not.</summary>
internal static class MarkdownText
{
    // The parser takes quadratic time on brackets made to hurt, and an alert needs a few hundred characters.
    private const int Window = 16 * 1024;

    private static readonly MarkdownPipeline Pipeline = Build();

    /// <summary>The lines of a text, and its heading when it starts with one.</summary>
    public static (string? Heading, List<TextLine> Lines) Read(string text)
    {
        if (text.Length > Window)
            text = text[..Window];
        var source = LinkDefinitions.Disarm(text.ReplaceLineEndings("\n"));
        var document = Markdown.Parse(source, Pipeline);
        string? heading = null;
        if (document.Count > 0 && document[0] is HeadingBlock first)
        {
            var title = new TextSink();
            new MarkdownWalk(title, source).Inlines(first.Inline);
            heading = string.Join(' ', title.Lines().Select(l => l.Text));
            if (heading.Length == 0)
                heading = null;
            else
                document.RemoveAt(0);
        }

        var sink = new TextSink();
        new MarkdownWalk(sink, source).Blocks(document);
        return (heading, sink.Lines());
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder { TrackTrivia = false }
            .UsePipeTables()
            .UseMathematics()
            .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
            .UsePreciseSourceLocation();

        // A line of dashes under a line is a line of dashes in a chat, not a heading; and an indented line is not code.
        if (builder.BlockParsers.Find<ParagraphBlockParser>() is { } paragraphs)
            paragraphs.ParseSetextHeadings = false;
        builder.BlockParsers.TryRemove<IndentedCodeBlockParser>();
        return builder.Build();
    }
}
