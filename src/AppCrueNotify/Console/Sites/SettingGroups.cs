namespace AppCrueNotify.Console.Sites;

/// <summary>The settings as the page groups them: by what a person wants to change.</summary>
internal static class SettingGroups
{
    /// <summary>A word of <c>Group.*</c> and the names of its settings. A test holds every setting in one of them.</summary>
    public static IReadOnlyList<(string Word, IReadOnlyList<string> Names)> All { get; } =
    [
        ("Sent", ["enabled", "only-news-forum", "protected-components"]),
        ("Wording", ["icons", "title-template", "text-template", "group-name"]),
        ("Links", ["url-pattern", "open-in-webview", "public-url"]),
        ("Pace", ["window", "expire-after", "on-unknown", "max-in-flight", "max-requests-per-second", "delivery-speed"]),
        ("Keeping", ["keep-sent", "keep-undeliverable", "keep-originals"]),
    ];
}
