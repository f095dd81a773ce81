using System.Text;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Composition.Links;

/// <summary>A link as TwinPush carries it, and what happened to it on the way.</summary>
/// <param name="Link">Empty when there is none.</param>
/// <param name="CustomProperties">The serialized object, within the limit.</param>
/// <param name="Note">In words for the trace; null when the link went as it was.</param>
/// <param name="Short">The short link used, if any.</param>
internal sealed record WrittenLink(string Link, string CustomProperties, string? Note = null, ShortLink? Short = null);

/// <summary>Writes a link by the site's pattern and makes it fit.</summary>
internal static class LinkWriter
{
    public static WrittenLink Write(LinkTarget target, Site site, ReadOnlySpan<byte> key)
    {
        if (target == LinkTarget.None)
            return None(null);
        var full = ByPattern(target.Address, site, out var note);
        if (Fitting(full, site, note) is { } written)
            return written;
        return Short(full, site, key, out var why)
            ?? Fitting(Relative(full, site), site, $"The link has {full.Length} characters: sent relative to the site, because {why}.")
            ?? Fitting(Relative(target.Address, site), site, $"The link has {full.Length} characters: sent relative to the site and without the pattern, because {why}.")
            ?? None($"The link has {full.Length} characters: sent without link, because {why}.");
    }

    private static string ByPattern(string address, Site site, out string? note)
    {
        note = null;
        var pattern = site.Settings.UrlPattern.Trim();
        if (pattern.Length == 0)
            return address;
        var relative = Relative(address, site);
        if (relative is null && pattern.Contains("{relurl}", StringComparison.Ordinal))
        {
            note = "The link is not on the site: sent without the pattern.";
            return address;
        }

        var written = new StringBuilder(pattern.Length + 256);
        for (var at = 0; at < pattern.Length;)
        {
            var rest = pattern.AsSpan(at);
            if (rest.StartsWith("{url}", StringComparison.Ordinal))
                (_, at) = (written.Append(Uri.EscapeDataString(address)), at + 5);
            else if (rest.StartsWith("{relurl}", StringComparison.Ordinal))
                (_, at) = (written.Append(Uri.EscapeDataString(relative!)), at + 8);
            else if (rest.StartsWith("{siteurl}", StringComparison.Ordinal))
                (_, at) = (written.Append(site.MoodleUrl), at + 9);
            else
                written.Append(pattern[at++]);
        }

        return written.ToString();
    }

    private static WrittenLink? Short(string full, Site site, ReadOnlySpan<byte> key, out string why)
    {
        if (site.Settings.PublicUrl is not { } publicUrl)
        {
            why = "the setting public-url, which short links need, is empty";
            return null;
        }

        if (!LinkTargets.IsOnSite(full, site))
        {
            why = "it is not on the site's own host and short links lead nowhere else";
            return null;
        }

        why = "even its short link is too long";
        var link = ShortLinks.For(site.Id, full, key);
        var written = Fitting(ShortLinks.Address(publicUrl, link), site, $"The link has {full.Length} characters: sent as a short link.");
        return written is null ? null : written with { Short = link };
    }

    /// <summary>The link below the site's address; null when it is elsewhere.</summary>
    private static string? Relative(string address, Site site)
    {
        if (!address.StartsWith(site.MoodleUrl, StringComparison.OrdinalIgnoreCase))
            return null;
        var rest = address[site.MoodleUrl.Length..];
        return rest.Length == 0 ? "/" : rest[0] is '/' ? rest : rest[0] is '?' or '#' ? "/" + rest : null;
    }

    private static WrittenLink? Fitting(string? link, Site site, string? note)
    {
        if (link is null)
            return null;
        var properties = Serialized(link, site.Settings.OpenInWebview);
        return properties.Length <= TextCut.Limit ? new WrittenLink(link, properties, note) : null;
    }

    /// <summary>Without a link there is nothing to open: the app shows the push in its inbox.</summary>
    private static WrittenLink None(string? note) => new("", "{}", note);

    // TwinPush counts the serialized text, and the app looks for its placeholders in it: only what JSON itself demands is escaped.
    private static string Serialized(string link, bool inWebview)
    {
        var json = new StringBuilder(link.Length + 64)
            .Append("{\"target\":\"").Append(inWebview ? "webview" : "webview_external").Append("\",\"target_id\":\"");
        foreach (var c in link)
        {
            if (c is '"' or '\\')
                json.Append('\\').Append(c);
            else if (c < ' ')
                json.Append("\\u00").Append(((int)c).ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
            else
                json.Append(c);
        }

        return json.Append("\"}").ToString();
    }
}
