namespace AppCrueNotify.Sites;

/// <summary>One setting as the admin sees it.</summary>
/// <param name="Name">As on the command line.</param>
/// <param name="Default">As the admin would type it.</param>
/// <param name="Explanation">What it does and which values it takes.</param>
/// <param name="PerComponent">May be given as <c>name.component</c> as well.</param>
/// <param name="Apply">Puts a typed value (with its component, if any) into the settings; throws <see cref="FormatException"/> in words.</param>
internal sealed record Setting(
    string Name,
    string Default,
    string Explanation,
    Func<SiteSettings, string, string, SiteSettings> Apply,
    bool PerComponent = false);

/// <summary>All settings: the one list behind the command line, the documentation and the stored form.</summary>
internal static class SettingCatalogue
{
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("enabled", "on", "Off: every message is skipped with the reason 'disabled'. on or off.",
            (s, _, v) => s with { Enabled = SettingValues.Switch(v) }),
        new("group-name", "Moodle message", "How TwinPush's statistics name these pushes (group_name). Text up to 255 characters.",
            (s, _, v) => s with { GroupName = SettingValues.Text(v, 255) }),
        new("only-news-forum", "on", "On: of forum posts and digests only those of announcement (news) forums become pushes. on or off.",
            (s, _, v) => s with { OnlyNewsForum = SettingValues.Switch(v) }),
        new("url-pattern", "", "How links are written, with the placeholders {url} (URL-encoded absolute link), {relurl} (URL-encoded link relative to the site) and {siteurl}; the app's own placeholders such as <appcrue_token> pass through. Empty: the link as it is.",
            (s, _, v) => s with { UrlPattern = SettingValues.Text(v, 1000) }),
        new("open-in-webview", "on", "On: links open inside the app. Off: in the phone's browser. on or off.",
            (s, _, v) => s with { OpenInWebview = SettingValues.Switch(v) }),
        new("window", "2s", "How long a push may wait for company, so that fewer requests are needed. A duration up to 5min; 0 sends at once.",
            (s, _, v) => s with { Window = SettingValues.Duration(v, TimeSpan.Zero, TimeSpan.FromMinutes(5)) }),
        new("expire-after", "24h", "How long a message may wait to be sent before it expires. A duration from 1s to 30 days. Per component: expire-after.mod_quiz=2h.",
            (s, c, v) => s with { ExpireAfter = SettingValues.Override(s.ExpireAfter, c, SettingValues.Duration(v, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30))) }, PerComponent: true),
        new("on-unknown", "resend", "When TwinPush's answer was lost and nothing can tell what it was (it can where 'site check' has passed): 'resend' sends once more (a repeat is possible and is recorded), 'hold' waits for a person.",
            (s, _, v) => s with { OnUnknown = SettingValues.Choice<OnUnknown>(v) }),
        new("keep-undeliverable", "30 days", "How long undeliverable, failed, expired, cancelled, held and skipped messages are kept. A duration from 1min to 3650 days.",
            (s, _, v) => s with { KeepUndeliverable = SettingValues.Duration(v, TimeSpan.FromMinutes(1), TimeSpan.FromDays(3650)) }),
        new("keep-sent", "30 days", "How long sent messages are kept. A duration from 1min to 3650 days.",
            (s, _, v) => s with { KeepSent = SettingValues.Duration(v, TimeSpan.FromMinutes(1), TimeSpan.FromDays(3650)) }),
        new("keep-originals", "7 days", "How long the text as Moodle sent it is kept beside what phones show, so that the console can compare them. Never of protected-components. A duration up to 3650 days; 0 keeps none.",
            (s, _, v) => s with { KeepOriginals = SettingValues.Duration(v, TimeSpan.Zero, TimeSpan.FromDays(3650)) }),
        new("max-in-flight", "4", "Requests to TwinPush under way at once. 1 to 64.",
            (s, _, v) => s with { MaxInFlight = SettingValues.Number(v, 1, 64) }),
        new("max-requests-per-second", "20", "Requests to TwinPush begun per second. 1 to 1000.",
            (s, _, v) => s with { MaxRequestsPerSecond = SettingValues.Number(v, 1, 1000) }),
        new("delivery-speed", "", "How fast TwinPush hands pushes to the phones: instant, fast, normal or slow. Empty: TwinPush's default (normal, 10,000 a minute).",
            (s, _, v) => s with { DeliverySpeed = SettingValues.OneOf(v, "", "instant", "fast", "normal", "slow") }),
        new("icons", "", "Icons before titles, as COMPONENT=ICON or COMPONENT/NAME=ICON separated by commas, such as mod_quiz=📝,local_mail=✉️. An empty icon removes the built-in one.",
            (s, _, v) => s with { Icons = SettingValues.Map(v) }),
        new("protected-components", "", "Components (or COMPONENT/NAME), separated by commas, whose text is sent with protected_content: only the phone shows it, not TwinPush's web platform.",
            (s, _, v) => s with { ProtectedComponents = SettingValues.Set(v) }),
        new("public-url", "", "The gateway's address as phones reach it, such as https://push.example.edu: links too long for a push become short links there. Empty: no short links.",
            (s, _, v) => s with { PublicUrl = SettingValues.Address(v) }),
        new("title-template", "", "Liquid template of the title. Per component: title-template.mod_forum=📣 {{ subject }}. Empty: the built-in title.",
            (s, c, v) => s with { TitleTemplates = SettingValues.With(s.TitleTemplates, c, SettingValues.Template(v)) }, PerComponent: true),
        new("text-template", "", "Liquid template of the text. Per component: text-template.mod_quiz={{ text }}. Empty: the built-in text.",
            (s, c, v) => s with { TextTemplates = SettingValues.With(s.TextTemplates, c, SettingValues.Template(v)) }, PerComponent: true),
    ];

    private static readonly Dictionary<string, Setting> ByName = All.ToDictionary(s => s.Name);

    /// <summary>Settings from their typed form, <c>name</c> or <c>name.component</c> to value.</summary>
    /// <exception cref="FormatException">A name is unknown or a value does not fit; the message says which and what would.</exception>
    public static SiteSettings Parse(IEnumerable<KeyValuePair<string, string>> typed)
    {
        var settings = SiteSettings.Default;
        foreach (var (name, value) in typed)
            settings = Apply(settings, name, value);
        return settings;
    }

    private static SiteSettings Apply(SiteSettings settings, string name, string value)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var (plain, component) = dot < 0 ? (name, "") : (name[..dot], name[(dot + 1)..]);
        if (!ByName.TryGetValue(plain, out var setting))
            throw new FormatException($"There is no setting '{plain}'. Known: {string.Join(", ", ByName.Keys)}.");
        if (dot >= 0 && (!setting.PerComponent || component.Length == 0))
            throw new FormatException($"The setting '{plain}' is not set per component: write {plain}=VALUE.");
        try
        {
            return setting.Apply(settings, component, value);
        }
        catch (FormatException e)
        {
            throw new FormatException($"{name}: {e.Message}", e);
        }
    }
}
