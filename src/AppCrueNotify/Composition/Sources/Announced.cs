using AppCrueNotify.Composition.Markup;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Composition.Sources;

/// <summary>An announcement that somebody typed for this very push: its lines are as they were meant.</summary>
internal static class Announced
{
    /// <summary>Its component. Moodle's own have an underscore in their names.</summary>
    public const string Component = "announcement";

    public static Reading Read(Message message)
    {
        var sink = new TextSink();
        foreach (var line in PlainText.Split(message.FullMessage ?? ""))
        {
            sink.Write(line, preformatted: false);
            sink.Break();
        }

        return new() { Lines = sink.Lines(), IsVerbatim = true };
    }
}
