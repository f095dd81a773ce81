using AppCrueNotify.Composition.Sources;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Composition.Links;

/// <summary>Which place a message is about, and which places a site's short links may lead to.</summary>
internal static class LinkTargets
{
    private const long FrontPageCourse = 1;
    private const long GroupConversation = 2;

    /// <summary>The conversation for messages between people; else Moodle's link, the text's own, or the course.</summary>
    public static LinkTarget Of(Message message, Reading reading, string siteUrl)
    {
        if (MessageSources.IsConversation(message) && Conversation(message) is { } page)
            return new LinkTarget(siteUrl + page);
        var target = LinkTarget.From(message.ContextUrl, siteUrl);
        if (target == LinkTarget.None)
            target = OnSite(LinkTarget.From(reading.Link, siteUrl), siteUrl);
        if (target == LinkTarget.None && message.CourseId > FrontPageCourse)
            target = new LinkTarget($"{siteUrl}/course/view.php?id={message.CourseId}");
        return target;
    }

    /// <summary>Whether a short link of the site may lead there: its Moodle's own host, or the host that its admin wrote into <c>url-pattern</c>.</summary>
    /// <param name="target">The full link; app placeholders may stand in its query.</param>
    /// <param name="site">The site.</param>
    public static bool IsOnSite(string target, Site site) =>
        Origin(target) is { } origin && (origin == Origin(site.MoodleUrl) || origin == PatternOrigin(site.Settings.UrlPattern));

    private static LinkTarget OnSite(LinkTarget target, string siteUrl) => Origin(target.Address) == Origin(siteUrl) ? target : LinkTarget.None;

    private static string? Conversation(Message message) => message switch
    {
        { ConversationType: GroupConversation, ConversationId: > 0 } => $"/message/index.php?convid={message.ConversationId}",
        { UserFrom.Id: > 0 } => $"/message/index.php?id={message.UserFrom.Id}",
        { ConversationId: > 0 } => $"/message/index.php?convid={message.ConversationId}",
        _ => null,
    };

    /// <summary>The pattern's own host; none when it takes the host from the site or from the link.</summary>
    private static string? PatternOrigin(string pattern)
    {
        var placeholder = pattern.IndexOf('{', StringComparison.Ordinal);
        var written = placeholder < 0 ? pattern : pattern[..placeholder];
        var scheme = written.IndexOf("://", StringComparison.Ordinal);
        return scheme > 0 && written.IndexOf('/', scheme + 3) > 0 ? Origin(written) : null;
    }

    /// <summary>Scheme, host and port of an address; null when it has user information or is no web address.</summary>
    private static string? Origin(string address)
    {
        // Placeholders are not legal in an address, and a backslash is a slash to browsers.
        var end = address.AsSpan().IndexOfAny('?', '#', '<');
        var page = end < 0 ? address : address[..end];
        return !page.Contains('\\') && Uri.TryCreate(page, UriKind.Absolute, out var uri)
            && uri is { Scheme: "http" or "https", UserInfo: "", Host.Length: > 0 }
            ? uri.GetLeftPart(UriPartial.Authority).ToLowerInvariant()
            : null;
    }
}
