using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AppCrueNotify.Composition.Markup;

/// <summary>Writes a Markdown document into a sink as a reader sees it. The parser bounds the nesting.</summary>
internal sealed class MarkdownWalk(TextSink sink, string source)
{
    public void Blocks(ContainerBlock container)
    {
        foreach (var block in container)
            One(block);
    }

    public void Inlines(ContainerInline? container)
    {
        for (var inline = container?.FirstChild; inline is not null && !sink.IsFull; inline = inline.NextSibling)
            One(inline);
    }

    private void One(Block block)
    {
        if (sink.IsFull)
            return;
        switch (block)
        {
            case QuoteBlock quote:
                sink.OpenQuote();
                Blocks(quote);
                sink.CloseQuote();
                break;
            case ListBlock list when list.All(i => i is ContainerBlock { Count: 0 }):
                // "2." alone is an answer, not a list without items.
                Verbatim(Source(list.Span));
                break;
            case ListBlock list:
                sink.OpenList(list.IsOrdered ? int.TryParse(list.OrderedStart, out var first) ? first : 1 : null, list.OrderedDelimiter == ')' ? ')' : '.');
                foreach (var item in list)
                {
                    if (item is ContainerBlock { Count: 0 })
                    {
                        Verbatim(Source(item.Span));
                        continue;
                    }

                    sink.OpenItem(list.IsOrdered && item is ListItemBlock { Order: > 0 } numbered ? numbered.Order : null);
                    if (item is ContainerBlock content)
                        Blocks(content);
                    sink.CloseItem();
                }

                sink.CloseList();
                break;
            case Table table:
                foreach (var row in table.OfType<TableRow>())
                {
                    sink.Row();
                    foreach (var cell in row.OfType<TableCell>())
                    {
                        sink.Cell();
                        Blocks(cell);
                    }
                }

                sink.Row();
                break;
            case LinkReferenceDefinitionGroup:
                break;
            case HtmlBlock html:
                new HtmlWalk(sink).Inside(HtmlText.Parse(Source(html.Span), guessed: true).Body!);
                sink.Break();
                break;
            case ThematicBreakBlock rule:
                sink.Break();
                sink.Write(Source(rule.Span));
                sink.Break();
                break;
            case MathBlock math:
                Verbatim(Source(math.Span));
                break;
            case CodeBlock code:
                Verbatim(code.Lines.ToString());
                break;
            case LeafBlock leaf:
                sink.Break();
                if (leaf.Inline?.FirstChild is null)
                    sink.Write(Source(leaf.Span));
                Inlines(leaf.Inline);
                sink.Break();
                break;
            case ContainerBlock other:
                Blocks(other);
                break;
        }
    }

    private void One(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                // "\(x\)" is a formula in Moodle: the backslash is part of it.
                if (literal.IsFirstCharacterEscaped && literal.Content.Length > 0 && "()[]{}".Contains(literal.Content.CurrentChar))
                    sink.Write("\\");
                sink.Write(literal.Content.AsSpan());
                break;
            case EmphasisInline emphasis when IsTyped(emphasis):
                var mark = new string(emphasis.DelimiterChar, emphasis.DelimiterCount);
                sink.Write(mark);
                Inlines(emphasis);
                sink.Write(mark);
                break;
            case LinkInline { IsImage: true } image:
                Inlines(image);
                break;
            case LinkInline link:
                sink.OpenLink(link.Url ?? "");
                if (link.FirstChild is null)
                    sink.Write(link.Url);
                Inlines(link);
                sink.CloseLink();
                break;
            case AutolinkInline auto:
                sink.OpenLink(auto.Url);
                sink.Write(auto.Url);
                sink.CloseLink();
                break;
            case CodeInline code:
                sink.Write(code.ContentSpan);
                break;
            case MathInline math:
                sink.Write(Source(math.Span));
                break;
            case HtmlEntityInline entity:
                sink.Write(entity.Transcoded.AsSpan());
                break;
            case LineBreakInline:
                sink.Break();
                break;
            case HtmlInline html:
                Tag(html.Tag);
                break;
            case ContainerInline container:
                Inlines(container);
                break;
            default:
                sink.Write(Source(inline.Span));
                break;
        }
    }

    /// <summary>A tag in the middle of a text: letters in bold need nothing, and what is no element of HTML was typed.</summary>
    private void Tag(string text)
    {
        var tag = TagScanner.Read(text, 0);
        if (tag.Form is TagForm.Open or TagForm.Close && !(tag.Plausible && Elements.IsKnown(text.AsSpan()[tag.Name])))
            sink.Write(text);
        else if (tag.Form is TagForm.Open && Elements.KindOf(text[tag.Name]) is ElementKind.Break)
            sink.Break();
        else if (tag.Form is TagForm.Open && Elements.KindOf(text[tag.Name]) is ElementKind.Image)
            new HtmlWalk(sink).Inside(HtmlText.Parse(text, guessed: true).Body!);
    }

    /// <summary>"2*3*4" is arithmetic and "a_b_c" a name: one mark between letters or digits on both sides was typed for itself.</summary>
    private bool IsTyped(EmphasisInline emphasis)
    {
        var (before, after) = (emphasis.Span.Start - 1, emphasis.Span.End + 1);
        return emphasis.DelimiterCount == 1 && before >= 0 && after < source.Length
            && char.IsLetterOrDigit(source[before]) && char.IsLetterOrDigit(source[after]);
    }

    private void Verbatim(string text)
    {
        sink.Break();
        sink.Write(text, preformatted: true);
        sink.Break();
    }

    private string Source(SourceSpan span) =>
        span.Start >= 0 && span.End < source.Length && span.Length > 0 ? source.Substring(span.Start, span.Length) : "";
}
