using AppCrueNotify.Composition.Markup;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition.Sources;

/// <summary>A mail of the plugin local_mail: two lines of header, "From: NAME" and "Subject: LINK", then the mail. Told by form, not by words.</summary>
internal static class LocalMail
{
    public static Reading Read(Message message)
    {
        if (!string.IsNullOrWhiteSpace(message.FullMessageHtml))
        {
            var lines = HtmlText.Lines(HtmlText.Parse(message.FullMessageHtml));
            var subject = lines.FindIndex(0, Math.Min(lines.Count, 3), l => l.Links.Count == 1 && l.Text.EndsWith(l.Links[0].Text, StringComparison.Ordinal));
            if (subject > 0)
                return Mail(lines[subject].Links[0].Text, lines[subject].Links[0].Href, lines[(subject + 1)..]);
        }

        if (!string.IsNullOrWhiteSpace(message.FullMessage) && FromText(message.FullMessage) is { } read)
            return read;
        return Notice.Read(message);
    }

    private static Reading? FromText(string text)
    {
        var lines = PlainText.Lines(text);
        if (lines.Count < 2 || Value(lines[0].Text) is null || Value(lines[1].Text) is not { } subject)
            return null;
        return Mail(subject, null, lines[2..]);
    }

    /// <summary>An empty mail still has its subject to show.</summary>
    private static Reading Mail(string subject, string? link, List<TextLine> lines) => new()
    {
        Subject = subject,
        Link = link,
        Lines = lines,
        IsVerbatim = true,
    };

    /// <summary>The value of a line of the form "- Label: value".</summary>
    private static string? Value(string line)
    {
        if (!line.StartsWith("- ", StringComparison.Ordinal))
            return null;
        var colon = line.AsSpan().IndexOfAny(':', '：');
        return colon is > 2 and < 30 && !string.IsNullOrWhiteSpace(line[(colon + 1)..]) ? line[(colon + 1)..].Trim() : null;
    }
}
