using AppCrueNotify.Composition.Markup;

namespace AppCrueNotify.Composition.Sources;

/// <summary>What was found in a message: its words, without what Moodle wrapped around them.</summary>
internal sealed record Reading
{
    /// <summary>The lines of the text.</summary>
    public required IReadOnlyList<TextLine> Lines { get; init; }

    /// <summary>The subject the writer gave it, where the message's own is only an announcement; null: the message's own.</summary>
    public string? Subject { get; init; }

    /// <summary>The Markdown heading the text started with; it is not among the lines.</summary>
    public string? Heading { get; init; }

    /// <summary>Where the text itself says the thing is; used when Moodle names no link.</summary>
    public string? Link { get; init; }

    /// <summary>The lines are a person's own: no rule about templates may touch them.</summary>
    public bool IsVerbatim { get; init; }

    public bool IsEmpty => Lines.Count == 0;

    public static Reading Empty { get; } = new() { Lines = [] };
}
