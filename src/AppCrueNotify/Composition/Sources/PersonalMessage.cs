using AppCrueNotify.Composition.Markup;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition.Sources;

/// <summary>A message between people. Moodle keeps what was typed in <c>smallmessage</c>; the full message has a footer below it.</summary>
internal static class PersonalMessage
{
    public static Reading Read(Message message)
    {
        if (!string.IsNullOrWhiteSpace(message.SmallMessage))
        {
            var typed = From(TypedText.Chat(message.SmallMessage));
            if (typed is not null)
                return typed;
        }

        if (!string.IsNullOrWhiteSpace(message.FullMessageHtml))
        {
            var lines = HtmlText.Lines(HtmlText.Parse(message.FullMessageHtml));
            if (lines.Count > 0)
                return new Reading { Lines = lines, IsVerbatim = true };
        }

        return string.IsNullOrWhiteSpace(message.FullMessage)
            ? Reading.Empty
            : From(TypedText.Chat(MoodleMail.WithoutTagline(message.FullMessage))) ?? Reading.Empty;
    }

    /// <summary>A heading with nothing below it is the text.</summary>
    private static Reading? From((string? Heading, List<TextLine> Lines) typed) => typed switch
    {
        (null, { Count: 0 }) => null,
        ({ } heading, { Count: 0 }) => new Reading { Lines = [TextLine.Plain(heading)], IsVerbatim = true },
        var (heading, lines) => new Reading { Lines = lines, Heading = heading, IsVerbatim = true },
    };
}
