using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AppCrueNotify.Composition.Markup;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition.Sources;

/// <summary>A forum post. Moodle's template is told by its classes, so the language of the interface does not matter.</summary>
internal static class ForumPost
{
    public static Reading Read(Message message)
    {
        if (!string.IsNullOrWhiteSpace(message.FullMessageHtml))
        {
            var document = HtmlText.Parse(message.FullMessageHtml);
            if (Posts(document).FirstOrDefault() is { } post)
            {
                var lines = Lines(document, post);
                if (lines.Count > 0)
                    return new Reading { Lines = lines, IsVerbatim = true };
            }
        }

        if (!string.IsNullOrWhiteSpace(message.FullMessage) && MoodleMail.Body(message.FullMessage) is { } body)
        {
            var lines = PlainText.Lines(body);
            if (lines.Count > 0)
                return new Reading { Lines = lines, IsVerbatim = true };
        }

        return Notice.Read(message);
    }

    /// <summary>The posts in a mail: elements of class <c>forumpost</c>, the outermost ones.</summary>
    public static IEnumerable<IElement> Posts(IHtmlDocument document)
    {
        if (document.Body is not { } body)
            yield break;
        var cursor = new DomCursor(body, body);
        cursor.Next();
        while (cursor.Node is { } node)
        {
            if (!IsPost(node))
            {
                cursor.Next();
                continue;
            }

            yield return (IElement)node;
            cursor.Over();
        }
    }

    /// <summary>The words of one post.</summary>
    public static List<TextLine> Lines(IHtmlDocument document, IElement post)
    {
        var root = document.Body ?? post;
        IElement? content = null, commands = null, attachments = null;
        var below = new DomCursor(post, root);
        below.Over();
        var cursor = new DomCursor(post, root);
        for (var isInside = true; cursor.Node is { } node; cursor.Next())
        {
            // Tags of the writer's may have closed the post early: its commands are then below it, above the next one.
            isInside &= node != below.Node;
            if (!isInside && (commands is not null || IsPost(node)))
                break;
            if (node is not IElement { Attributes.Length: > 0 } element)
                continue;
            if (content is null && HtmlWalk.HasClass(element, "content"))
                content = element;
            else if (content is not null && HtmlWalk.HasClass(element, "commands"))
                commands = element;
            else if (content is not null && attachments is null && HtmlWalk.HasClass(element, "attachments"))
                attachments = element;
        }

        if (content is null)
            return [];

        // The post ends where Moodle's commands begin, wherever unclosed or superfluous tags of the writer's have moved them.
        var sink = new TextSink();
        var walk = new HtmlWalk(sink) { Skipped = attachments is null ? null : new HashSet<INode> { attachments } };
        if (commands is null)
        {
            walk.Inside(content);
        }
        else
        {
            var start = new DomCursor(content, root);
            start.Next();
            walk.From(start, commands);
        }

        sink.Break();
        if (attachments is not null)
            new HtmlWalk(sink) { Skipped = Icons(attachments) }.Inside(attachments);
        return sink.Lines();
    }

    private static bool IsPost(INode node) => node is IElement element && HtmlWalk.HasClass(element, "forumpost");

    private static HashSet<INode> Icons(IElement attachments) =>
        [.. attachments.QuerySelectorAll("img").Where(i => HtmlWalk.HasClass(i, "icon"))];
}
