using AppCrueNotify.Sites;

namespace AppCrueNotify.Messages;

/// <summary>The site's rules about which messages become pushes.</summary>
internal static class FilterRules
{
    /// <summary>The reason to skip the message, or null to take it.</summary>
    public static string? ReasonToSkip(Message message, SiteSettings settings)
    {
        if (!settings.Enabled)
            return SkipReasons.Disabled;
        if (settings.OnlyNewsForum && message is { Component: "mod_forum", Name: "posts" or "digests" } && message.ForumType != "news")
            return SkipReasons.NotNewsForum;
        if (string.IsNullOrWhiteSpace(message.UserTo.Alias))
            return SkipReasons.NoAlias;
        return null;
    }
}

/// <summary>Why a message is skipped: stable words, told to Moodle and kept with the key.</summary>
internal static class SkipReasons
{
    /// <summary>The site's setting <c>enabled</c> is off.</summary>
    public const string Disabled = "disabled";

    /// <summary><c>only-news-forum</c> is on and the post or digest is of another forum.</summary>
    public const string NotNewsForum = "not-news-forum";

    /// <summary>Moodle knows no alias for the user.</summary>
    public const string NoAlias = "no-alias";
}
