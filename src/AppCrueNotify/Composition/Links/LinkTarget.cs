using System.Net;
using System.Text;

namespace AppCrueNotify.Composition.Links;

/// <summary>Where a push leads, before the site's pattern is applied.</summary>
/// <param name="Address">Absolute, or empty when there is nowhere to go.</param>
internal sealed record LinkTarget(string Address)
{
    public static LinkTarget None { get; } = new("");

    /// <summary>Whether an address in a text leads to the same place.</summary>
    public bool Is(string address) => Address.Length > 0 && Normal(address) == Normal(Address);

    /// <summary>A link as Moodle gives it, made absolute: entities decoded, relative to the site or to its host, whatever is no web address refused.</summary>
    public static LinkTarget From(string? link, string siteUrl)
    {
        if (string.IsNullOrWhiteSpace(link))
            return None;
        link = link.Trim();
        if (link.Contains("&amp;", StringComparison.OrdinalIgnoreCase) || link.Contains("&#", StringComparison.Ordinal))
            link = WebUtility.HtmlDecode(link);
        var absolute = Absolute(link, siteUrl);
        if (absolute is null)
            return None;
        var encoded = Encoded(absolute);
        return Uri.TryCreate(encoded, UriKind.Absolute, out var uri) && uri.Host.Length > 0 ? new LinkTarget(encoded) : None;
    }

    private static string? Absolute(string link, string siteUrl)
    {
        if (link.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || link.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
            return link;
        if (!Uri.TryCreate(siteUrl, UriKind.Absolute, out var site))
            return null;
        if (link.StartsWith("//", StringComparison.Ordinal))
            return $"{site.Scheme}:{link}";
        if (link[0] == '/')
        {
            // A link that already begins with the site's folder is relative to the host; Moodle's own are relative to the site.
            var folder = site.AbsolutePath.TrimEnd('/');
            return folder.Length > 0 && (link == folder || link.StartsWith(folder + "/", StringComparison.Ordinal))
                ? site.GetLeftPart(UriPartial.Authority) + link
                : siteUrl + link;
        }

        if (link[0] is '?' or '#')
            return $"{siteUrl}/{link}";
        var scheme = link.AsSpan().IndexOfAny(":/?#");
        return scheme >= 0 && link[scheme] == ':' ? null : $"{siteUrl}/{link}";
    }

    /// <summary>What may not stand in an address, percent-encoded; what is encoded already stays.</summary>
    private static string Encoded(string address)
    {
        var isClean = true;
        foreach (var c in address)
            isClean &= IsLegal(c);
        if (isClean)
            return address;
        var encoded = new StringBuilder(address.Length + 16);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in address.EnumerateRunes())
        {
            if (rune.IsAscii && IsLegal((char)rune.Value))
                encoded.Append((char)rune.Value);
            else if (!Rune.IsControl(rune))
            {
                foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
                    encoded.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    private static bool IsLegal(char c) => c is > ' ' and < '\x7F' and not ('"' or '<' or '>' or '\\' or '^' or '`' or '{' or '|' or '}');

    private static string Normal(string address)
    {
        if (address.Contains("&amp;", StringComparison.OrdinalIgnoreCase))
            address = WebUtility.HtmlDecode(address);
        return address.Trim().TrimEnd('/');
    }
}
