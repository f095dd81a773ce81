using AngleSharp.Html.Dom;
using AppCrueNotify.Composition.Markup;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition.Sources;

/// <summary>A day's posts in one mail: of each its subject and its words, in the order of the mail.</summary>
internal static class ForumDigest
{
    public static Reading Read(Message message)
    {
        if (!string.IsNullOrWhiteSpace(message.FullMessageHtml))
        {
            var document = HtmlText.Parse(message.FullMessageHtml);
            var lines = new List<TextLine>();
            foreach (var post in ForumPost.Posts(document).Take(20))
            {
                if (post.QuerySelector(".subject")?.TextContent is { } subject && !string.IsNullOrWhiteSpace(subject))
                    lines.Add(TextLine.Plain(Words.OneLine(subject)));
                lines.AddRange(ForumPost.Lines(document, post));
            }

            if (lines.Count == 0)
                lines.AddRange(Subjects(document));
            if (lines.Count > 0)
                return new Reading { Lines = lines, Link = Link(document), IsVerbatim = true };
        }

        return FromText(message);
    }

    /// <summary>The short form names each post in a line of its own: its subject, linked, then author and date.</summary>
    private static IEnumerable<TextLine> Subjects(IHtmlDocument document) =>
        document.QuerySelectorAll("div > a:first-child")
            .OfType<IHtmlAnchorElement>()
            .Where(a => (a.GetAttribute("href") ?? "").Contains("/mod/forum/discuss.php", StringComparison.Ordinal))
            .Select(a => TextLine.Plain(Words.OneLine(a.TextContent)))
            .Where(l => l.Text.Length > 0);

    /// <summary>The one discussion, or else the one forum, or else the course's list of forums.</summary>
    private static string? Link(IHtmlDocument document)
    {
        var links = document.QuerySelectorAll("a").Select(a => a.GetAttribute("href") ?? "").ToList();
        string[] stations = ["/mod/forum/discuss.php", "/mod/forum/view.php", "/mod/forum/index.php"];
        foreach (var station in stations)
        {
            var found = links.Where(l => l.Contains(station, StringComparison.Ordinal)).Select(Page).Distinct().Take(2).ToList();
            if (found.Count == 1)
                return found[0];
        }

        return links.FirstOrDefault(l => l.Contains(stations[0], StringComparison.Ordinal));
    }

    /// <summary>A link to a discussion without the post and the parent it points at.</summary>
    private static string Page(string link)
    {
        var end = link.AsSpan().IndexOfAny('#', '&');
        return end < 0 ? link : link[..end];
    }

    /// <summary>Of the plain form, what stands between pairs of drawn lines; the short form has no texts, so its headers.</summary>
    private static Reading FromText(Message message)
    {
        if (string.IsNullOrWhiteSpace(message.FullMessage))
            return Notice.Read(message);
        var sections = MoodleMail.DigestSections(message.FullMessage);
        var lines = sections.SelectMany(s => PlainText.Lines(s)).ToList();
        return lines.Count > 0 ? new Reading { Lines = lines, IsVerbatim = true } : Notice.Read(message);
    }
}
