using AngleSharp.Dom;

namespace AppCrueNotify.Composition.Markup;

/// <summary>Walks a document in reading order and writes what a reader sees into a sink. Never recursive: nesting costs no stack.</summary>
internal sealed class HtmlWalk(TextSink sink)
{
    private int _preformatted;

    /// <summary>Elements that are left out, with all they hold.</summary>
    public ISet<INode>? Skipped { get; init; }

    /// <summary>Everything inside an element.</summary>
    public void Inside(IElement root)
    {
        var cursor = new DomCursor(root, root);
        if (cursor.Into())
            From(cursor, null);
    }

    /// <summary>Everything in reading order from where a cursor stands until another node begins, or the cursor's root ends.</summary>
    public void From(DomCursor cursor, INode? end)
    {
        while (cursor.Node is { } node && node != end && !sink.IsFull)
        {
            if (Enter(node))
            {
                if (cursor.Into())
                    continue;
                Leave(node);
            }

            cursor.Over(Leave);
        }
    }

    private bool Enter(INode node)
    {
        if (node is IText text)
        {
            sink.Write(text.Data, _preformatted > 0);
            return false;
        }

        if (node is not IElement element || (Skipped?.Contains(node) ?? false) || IsUnseen(element))
            return false;
        switch (Elements.KindOf(element.LocalName))
        {
            case ElementKind.Hidden:
                return false;
            case ElementKind.Break or ElementKind.Block:
                sink.Break();
                break;
            case ElementKind.Quote:
                sink.OpenQuote();
                break;
            case ElementKind.BulletList:
                sink.OpenList(null);
                break;
            case ElementKind.NumberedList:
                sink.OpenList(Number(element, "start") ?? 1);
                break;
            case ElementKind.Item:
                sink.OpenItem(Number(element, "value"));
                break;
            case ElementKind.Row:
                sink.Row();
                break;
            case ElementKind.Cell:
                sink.Cell();
                break;
            case ElementKind.Preformatted:
                sink.Break();
                _preformatted++;
                break;
            case ElementKind.Link:
                sink.OpenLink(element.GetAttribute("href") ?? "");
                break;
            case ElementKind.Image:
                sink.Write(element.GetAttribute("alt"));
                return false;
            case ElementKind.Media:
                return EnterMedia(element);
            case ElementKind.Script:
                return !TryRaise(element);
            case ElementKind.InlineQuote:
                sink.Write("\"");
                break;
            case ElementKind.Inline:
                break;
        }

        return true;
    }

    private void Leave(INode node)
    {
        if (node is not IElement element)
            return;
        switch (Elements.KindOf(element.LocalName))
        {
            case ElementKind.Break or ElementKind.Block:
                sink.Break();
                break;
            case ElementKind.Quote:
                sink.CloseQuote();
                break;
            case ElementKind.BulletList or ElementKind.NumberedList:
                sink.CloseList();
                break;
            case ElementKind.Item:
                sink.CloseItem();
                break;
            case ElementKind.Row:
                sink.Row();
                break;
            case ElementKind.Cell:
                sink.Cell();
                break;
            case ElementKind.Preformatted:
                sink.Break();
                _preformatted--;
                break;
            case ElementKind.Link:
                sink.CloseLink();
                break;
            case ElementKind.InlineQuote:
                sink.Write("\"");
                break;
            case ElementKind.Hidden or ElementKind.Image or ElementKind.Media or ElementKind.Script or ElementKind.Inline:
                break;
        }
    }

    /// <summary>A player shows nothing on a lock screen but its own words: what stands inside it, or its name.</summary>
    private bool EnterMedia(IElement element)
    {
        if (element.LocalName != "iframe" && !string.IsNullOrWhiteSpace(element.TextContent))
            return true;
        sink.Write(element.GetAttribute("title") ?? element.GetAttribute("aria-label"));
        return false;
    }

    /// <summary>"x&lt;sup&gt;2&lt;/sup&gt;" reads x², not x2.</summary>
    private bool TryRaise(IElement element)
    {
        var text = element.TextContent;
        if (text.Length is 0 or > 6 || text.Any(c => !char.IsAsciiDigit(c) && c is not ('+' or '-')))
            return false;
        var digits = element.LocalName == "sup" ? "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻" : "₀₁₂₃₄₅₆₇₈₉₊₋";
        sink.Write(string.Concat(text.Select(c => digits[c is '+' ? 10 : c is '-' ? 11 : c - '0'])));
        return true;
    }

    private static bool IsUnseen(IElement element)
    {
        if (element.Attributes.Length == 0)
            return false;
        if (element.HasAttribute("hidden"))
            return true;
        if (element.GetAttribute("style") is { Length: > 0 } style
            && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase))
            return true;
        return element.GetAttribute("class") is { Length: > 0 } names
            && (HasClass(names, "accesshide") || HasClass(names, "sr-only") || HasClass(names, "visually-hidden"));
    }

    /// <summary>Whether an element has a class.</summary>
    public static bool HasClass(IElement element, string name) => element.GetAttribute("class") is { Length: > 0 } names && HasClass(names, name);

    private static bool HasClass(string names, string name)
    {
        foreach (var part in names.AsSpan().SplitAny(" \t\r\n\f"))
        {
            if (names.AsSpan(part).Equals(name, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static int? Number(IElement element, string attribute) =>
        int.TryParse(element.GetAttribute(attribute), out var number) && number is > -1000 and < 1_000_000 ? number : null;
}
