namespace AppCrueNotify.Composition.Markup;

/// <summary>How much HTML a text of unknown format holds.</summary>
internal enum HtmlShare
{
    /// <summary>None: whatever angle brackets it has were typed.</summary>
    None,

    /// <summary>Some letters in bold, a link or a break; lines are still lines.</summary>
    Inline,

    /// <summary>Paragraphs, lists, tables: line ends mean nothing.</summary>
    Blocks,
}

/// <summary>Tells markup from text that only looks like it. Moodle's format marks are often wrong, so the text itself decides.</summary>
internal static class MarkupGuess
{
    // Each look may read the whole text: bounded, so that no text costs more than linear time.
    private const int MostLooks = 100;

    public static HtmlShare HtmlIn(string text)
    {
        if (text.Length > HtmlSource.Window)
            text = text[..HtmlSource.Window];
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
            var isVoid = Elements.Void.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
            if (++looks > MostLooks)
                break;
            if (!isVoid && !IsClosed(text, tag.End, name))
                continue;
            if (!isVoid && Elements.IsBlock(name))
                return HtmlShare.Blocks;
            share = HtmlShare.Inline;
        }

        return share;
    }

    private static bool IsClosed(string text, int from, ReadOnlySpan<char> name)
    {
        return text.AsSpan(from).IndexOf($"</{name}>", StringComparison.OrdinalIgnoreCase) >= 0;
    }
}
