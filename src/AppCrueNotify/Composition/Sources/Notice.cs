using System.Text.RegularExpressions;
using AppCrueNotify.Composition.Markup;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition.Sources;

/// <summary>Any notification: its HTML, else its text, else its short form.</summary>
internal static partial class Notice
{
    private const int MoodleMarkdown = 4;

    public static Reading Read(Message message)
    {
        var reading = FromHtml(message);
        if (reading.IsEmpty)
            reading = FromText(message);
        return reading.IsEmpty ? FromSmall(message) : reading;
    }

    /// <summary>For messages whose long form begins with what the reader knows already.</summary>
    public static Reading ReadSmallFirst(Message message)
    {
        var small = FromSmall(message);
        return small.IsEmpty ? Read(message) : small;
    }

    private static Reading FromHtml(Message message)
    {
        if (string.IsNullOrWhiteSpace(message.FullMessageHtml))
            return Reading.Empty;

        // Some senders fill the HTML with their plain text: then its line ends are line breaks.
        var html = message.FullMessageHtml;
        var lines = MarkupGuess.HtmlIn(html) is HtmlShare.None && !html.Contains('<')
            ? TypedText.Template(html, markdown: false)
            : HtmlText.Lines(HtmlText.Parse(html));
        return Of(WithoutBreadcrumb(lines));
    }

    private static Reading FromText(Message message)
    {
        if (string.IsNullOrWhiteSpace(message.FullMessage))
            return Reading.Empty;
        var lines = Lines(message, message.FullMessage);
        return new Reading { Lines = lines, Link = Of(lines).Link ?? BareAddress(lines) };
    }

    private static List<TextLine> Lines(Message message, string text)
    {
        // Moodle's quiz texts put the address in brackets after the quiz's name, where its HTML would have a link.
        if (message.Component == "mod_quiz")
            text = BracketedAddress().Replace(text, "");
        var framed = MoodleMail.Body(text);
        return framed is null
            ? TypedText.Template(text, message.FullMessageFormat == MoodleMarkdown)
            : PlainText.Lines(framed);
    }

    private static string? BareAddress(List<TextLine> lines)
    {
        foreach (var line in lines)
        {
            var match = Address().Match(line.Text);
            if (match.Success)
                return match.Value;
        }

        return null;
    }

    private static Reading FromSmall(Message message) =>
        string.IsNullOrWhiteSpace(message.SmallMessage) ? Reading.Empty : Of(TypedText.Template(message.SmallMessage, markdown: false));

    private static Reading Of(List<TextLine> lines) => new() { Lines = lines, Link = lines.SelectMany(l => l.Links).FirstOrDefault()?.Href };

    /// <summary>A first line of links from the course downwards, with arrows between them, says where and not what.</summary>
    private static List<TextLine> WithoutBreadcrumb(List<TextLine> lines) =>
        lines.Count > 1 && lines[0] is { LooseLetters: 0, Links.Count: > 1 } first
        && first.Links[0].Href.Contains("/course/view.php", StringComparison.Ordinal) && first.Text.AsSpan().IndexOfAny(">»►→") > 0
            ? lines[1..]
            : lines;

    [GeneratedRegex(@"https?://[^\s<>""']+[^\s<>""'.,;:!?)\]]")]
    private static partial Regex Address();

    [GeneratedRegex(@" \(https?://[^\s<>()]+\)")]
    private static partial Regex BracketedAddress();
}
