using AppCrueNotify.Composition.Markup;

namespace AppCrueNotify.Composition.Sources;

/// <summary>The frame that Moodle's plain-text templates draw around a text: a breadcrumb, rules of 69 marks, a footer.</summary>
internal static class MoodleMail
{
    private const string Crumb = " -> ";
    private const int LongestHeader = 8;

    /// <summary>The text inside the frame; null when there is no frame.</summary>
    /// <remarks>Rules inside the text stay: the frame is the first rule, below a breadcrumb, and the last one.</remarks>
    public static string? Body(string text)
    {
        var lines = PlainText.Split(text);
        var first = lines.FindIndex(l => Rules.IsMoodleRule(l));
        if (first < 1 || first > LongestHeader || !lines.Take(first).Any(l => l.Contains(Crumb, StringComparison.Ordinal)))
            return null;
        var last = lines.FindLastIndex(l => Rules.IsMoodleRule(l));
        var end = last > first ? last : lines.Count;
        return string.Join('\n', lines[(first + 1)..end]);
    }

    /// <summary>A message to a person without the line that says it is a copy: what stands below the last rule.</summary>
    public static string WithoutTagline(string text)
    {
        var cut = text.LastIndexOf("\n---------------------------------------------------------------------", StringComparison.Ordinal);
        return cut > 0 ? text[..cut] : text;
    }

    /// <summary>Subject and text of each post of a digest in plain text.</summary>
    public static IEnumerable<string> DigestSections(string text)
    {
        // Each discussion begins with a rule of "=" and a breadcrumb; each post has a rule of "-" below its header and one below its text.
        var lines = PlainText.Split(text);
        var header = new List<string>();
        var body = new List<string>();
        var inDiscussion = false;
        var inBody = false;
        foreach (var line in lines)
        {
            if (Rules.IsMoodleRule(line) && line.TrimStart()[0] == '=')
            {
                (inDiscussion, inBody) = (true, false);
                header.Clear();
            }
            else if (inDiscussion && Rules.IsMoodleRule(line))
            {
                inBody = !inBody;
                if (inBody && Subject(header) is { } subject)
                    yield return subject;
                if (!inBody)
                    yield return string.Join('\n', body);
                header.Clear();
                body.Clear();
            }
            else if (inBody)
            {
                body.Add(line);
            }
            else if (inDiscussion)
            {
                header.Add(line);
            }
        }

        // The short form ends each post with one rule only: a text that never closed is a header.
        if (inBody && Subject(body) is { } last)
            yield return last;
    }

    /// <summary>Of a post's header the line above "by NAME - DATE", which is its last, without the address in brackets.</summary>
    private static string? Subject(List<string> header)
    {
        var written = header.Where(l => !string.IsNullOrWhiteSpace(l)).ToList();
        if (written.Count < 2)
            return null;
        var line = written[^2].Trim();
        var address = line.LastIndexOf(" (http", StringComparison.Ordinal);
        return address > 0 ? line[..address] : line.StartsWith("http", StringComparison.Ordinal) ? null : line;
    }
}
