namespace AppCrueNotify.Composition.Markup;

/// <summary>What stands at a <c>&lt;</c> in a text.</summary>
internal enum TagForm
{
    /// <summary>Not markup: a character the writer typed.</summary>
    Text,
    Open,
    Close,

    /// <summary>A comment, a doctype or a processing instruction.</summary>
    Remark,
}

/// <summary>A tag found in a text.</summary>
/// <param name="Form">What it is.</param>
/// <param name="Name">Where its name stands.</param>
/// <param name="End">One past its <c>&gt;</c>.</param>
/// <param name="Plausible">Its attributes look like attributes, not like words between angle brackets.</param>
internal readonly record struct Tag(TagForm Form, Range Name, int End, bool Plausible);

/// <summary>Reads one tag by HTML's own rules, and says when there is none: "a &lt;b then c" has no tag.</summary>
internal static class TagScanner
{
    private static readonly HashSet<string> Bare = new(StringComparer.OrdinalIgnoreCase)
    {
        "controls", "disabled", "hidden", "checked", "selected", "autoplay", "loop", "muted", "allowfullscreen", "async", "defer", "nowrap",
        "noshade", "compact", "reversed", "open", "readonly", "required", "download", "ismap", "playsinline", "itemscope", "border", "nohref",
    };

    /// <summary>The tag at <paramref name="start"/>, which holds a <c>&lt;</c>.</summary>
    public static Tag Read(ReadOnlySpan<char> text, int start)
    {
        var at = start + 1;
        if (at >= text.Length)
            return default;
        if (text[at] is '!' or '?')
            return Remark(text, start);
        var form = TagForm.Open;
        if (text[at] == '/')
        {
            form = TagForm.Close;
            at++;
        }

        var nameStart = at;
        if (at >= text.Length || !char.IsAsciiLetter(text[at]))
            return default;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is ':' or '-' or '_'))
            at++;
        var name = nameStart..at;
        if (at < text.Length && !(char.IsWhiteSpace(text[at]) || text[at] is '/' or '>'))
            return default;
        return Attributes(text, at, form, name);
    }

    private static Tag Attributes(ReadOnlySpan<char> text, int at, TagForm form, Range name)
    {
        var plausible = true;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '>')
                return new Tag(form, name, at + 1, plausible);
            if (c == '<')
                return default;
            if (char.IsWhiteSpace(c) || c == '/')
            {
                at++;
                continue;
            }

            var word = at;
            while (at < text.Length && !(char.IsWhiteSpace(text[at]) || text[at] is '=' or '>' or '<' or '/'))
                at++;
            var attribute = text[word..at];
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at >= text.Length || text[at] != '=')
            {
                plausible &= IsBare(attribute);
                at += attribute.IsEmpty ? 1 : 0;
                continue;
            }

            at = Value(text, at + 1);
            if (at < 0)
                return default;
        }

        return default;
    }

    private static bool IsBare(ReadOnlySpan<char> attribute) =>
        attribute.Length <= 20 && Bare.GetAlternateLookup<ReadOnlySpan<char>>().Contains(attribute);

    /// <summary>One past an attribute's value; -1 when it never ends.</summary>
    private static int Value(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        if (at >= text.Length)
            return -1;
        if (text[at] is '"' or '\'')
        {
            var close = text[(at + 1)..].IndexOf(text[at]);
            return close < 0 ? -1 : at + close + 2;
        }

        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] != '>')
            at++;
        return at;
    }

    private static Tag Remark(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        var isComment = rest.StartsWith("<!--", StringComparison.Ordinal);
        var isCData = rest.StartsWith("<![CDATA[", StringComparison.Ordinal);
        if (!isComment && !isCData && !(rest.Length > 2 && (char.IsAsciiLetter(rest[2]) || rest[2] == '[')))
            return default;
        var close = isComment ? rest.IndexOf("-->", StringComparison.Ordinal) : rest.IndexOf('>');
        return close < 0 ? default : new Tag(TagForm.Remark, default, start + close + (isComment ? 3 : 1), true);
    }
}
