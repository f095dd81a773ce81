using System.Collections.Frozen;

namespace AppCrueNotify.Composition.Markup;

/// <summary>What an HTML element means for a reader.</summary>
internal enum ElementKind
{
    Inline,
    Block,
    Hidden,
    Break,
    Quote,
    BulletList,
    NumberedList,
    Item,
    Row,
    Cell,
    Preformatted,
    Link,
    Image,
    Media,
    Script,
    InlineQuote,
}

/// <summary>The HTML elements we know, by name.</summary>
internal static class Elements
{
    /// <summary>Raw text: their content is no markup, up to their end tag.</summary>
    public static readonly FrozenSet<string> Raw =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "plaintext");

    public static readonly FrozenSet<string> Void = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr");

    private static readonly Dictionary<string, ElementKind> Kinds = Named(
        (ElementKind.Hidden, "script style head title template datalist base meta link rp input annotation annotation-xml area param track source"),
        (ElementKind.Break, "br hr"),
        (ElementKind.Block, "address article aside body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html legend main nav noscript optgroup option p section select summary table tbody tfoot thead caption"),
        (ElementKind.Quote, "blockquote"),
        (ElementKind.BulletList, "ul menu dir"),
        (ElementKind.NumberedList, "ol"),
        (ElementKind.Item, "li"),
        (ElementKind.Row, "tr"),
        (ElementKind.Cell, "td th"),
        (ElementKind.Preformatted, "pre listing xmp plaintext textarea"),
        (ElementKind.Link, "a"),
        (ElementKind.Image, "img"),
        (ElementKind.Media, "video audio iframe object embed"),
        (ElementKind.Script, "sub sup"),
        (ElementKind.InlineQuote, "q"),
        (ElementKind.Inline, "abbr acronym b bdi bdo big button canvas cite code col colgroup data del dfn em font i ins kbd label map mark math meter noembed noframes output picture progress rb ruby rt rtc s samp small span strike strong svg time tt u var wbr"));

    private static readonly FrozenDictionary<string, ElementKind> ByName = Kinds.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, ElementKind>.AlternateLookup<ReadOnlySpan<char>> BySpan = ByName.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The kind of an element; unknown ones are inline, as in a browser.</summary>
    public static ElementKind KindOf(string name) => ByName.GetValueOrDefault(name, ElementKind.Inline);

    public static bool IsKnown(ReadOnlySpan<char> name) => BySpan.ContainsKey(name);

    public static bool IsBlock(ReadOnlySpan<char> name) => BySpan.TryGetValue(name, out var kind)
        && kind is ElementKind.Block or ElementKind.Break or ElementKind.Quote or ElementKind.BulletList or ElementKind.NumberedList
            or ElementKind.Item or ElementKind.Row or ElementKind.Cell or ElementKind.Preformatted;

    private static Dictionary<string, ElementKind> Named(params (ElementKind Kind, string Names)[] groups) =>
        groups.SelectMany(g => g.Names.Split(' ').Select(name => (name, g.Kind))).ToDictionary(p => p.name, p => p.Kind);
}
