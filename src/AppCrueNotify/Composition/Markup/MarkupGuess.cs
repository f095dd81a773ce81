namespace AppCrueNotify.Composition.Markup;

/// <summary>How much HTML a text of unknown format holds.</summary>
internal enum HtmlShare
{
    /// <summary>None: whatever angle brackets it has were typed.</summary>
    None,

    /// <summary>Some letters in bold or a link; lines are still lines.</summary>
    Inline,

    /// <summary>Paragraphs and breaks: line ends mean nothing.</summary>
    Blocks,
}

/// <summary>Tells markup from text that only looks like it. Moodle's format marks are often wrong, so the text itself decides.</summary>
internal static class MarkupGuess
{
    // Each look may read the whole text: bounded, so that no text costs more than linear time.
    private const int MostLooks = 100;

    public static HtmlShare HtmlIn(string text)
    {
        var share = HtmlShare.None;
        var looks = 0;
        for (var at = text.IndexOf('<'); at >= 0; at = text.IndexOf('<', at + 1))
        {
            var tag = TagScanner.Read(text, at);
            if (tag.Form is not TagForm.Open || !tag.Plausible)
                continue;
            var name = text.AsSpan()[tag.Name];
            if (!Elements.IsKnown(name))
                continue;
            if (Elements.IsBlock(name) && (Elements.Void.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) || IsClosed(text, tag.End, name)))
                return HtmlShare.Blocks;
            if (Elements.Void.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) || IsClosed(text, tag.End, name))
                share = HtmlShare.Inline;
            if (++looks > MostLooks)
                break;
        }

        return share;
    }

    private static bool IsClosed(string text, int from, ReadOnlySpan<char> name)
    {
        var rest = text.AsSpan(from, Math.Min(text.Length - from, HtmlSource.Window));
        return rest.IndexOf($"</{name}>", StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
