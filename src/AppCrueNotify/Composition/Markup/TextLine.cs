namespace AppCrueNotify.Composition.Markup;

/// <summary>One line of a message as a reader sees it, with what is known of the links in it.</summary>
/// <param name="Text">The line, without a line break and without white space at its ends.</param>
/// <param name="Links">The addresses of the links in it, in order.</param>
/// <param name="LooseLetters">Letters and digits that stand outside links: 0 in a line of navigation.</param>
internal sealed record TextLine(string Text, IReadOnlyList<Anchor> Links, int LooseLetters)
{
    public static TextLine Plain(string text) => new(text, [], text.Count(char.IsLetterOrDigit));
}

/// <summary>A link inside a message.</summary>
/// <param name="Href">Its address as written, entities decoded.</param>
/// <param name="Text">Its words.</param>
internal sealed record Anchor(string Href, string Text);
