namespace AppCrueNotify.Sites;

/// <summary>What a site's admin can choose. Names, defaults and explanations: <see cref="SettingCatalogue"/>.</summary>
internal sealed record SiteSettings
{
    public static SiteSettings Default { get; } = new();

    /// <summary>Off: every message is skipped with the reason <c>disabled</c>.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>TwinPush's <c>group_name</c>: how its statistics name our pushes.</summary>
    public string GroupName { get; init; } = "Moodle message";

    /// <summary>On: of forum posts and digests only those of news forums become pushes.</summary>
    public bool OnlyNewsForum { get; init; } = true;

    /// <summary>Link pattern with <c>{url}</c>, <c>{relurl}</c> and <c>{siteurl}</c>; empty: the link itself.</summary>
    public string UrlPattern { get; init; } = "";

    /// <summary>On: links open inside the app (<c>webview</c>), off: in the browser (<c>webview_external</c>).</summary>
    public bool OpenInWebview { get; init; } = true;

    /// <summary>How long a push waits for company; zero: not at all.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a message may wait to be sent. Per component by <c>expire-after.COMPONENT</c>.</summary>
    public PerComponent<TimeSpan> ExpireAfter { get; init; } = new(TimeSpan.FromHours(24));

    /// <summary>What to do when TwinPush's answer was lost and nothing can tell what it was.</summary>
    public OnUnknown OnUnknown { get; init; } = OnUnknown.Resend;

    /// <summary>How long undeliverable, failed, expired, cancelled, held and skipped rows are kept.</summary>
    public TimeSpan KeepUndeliverable { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long sent, received and opened rows are kept.</summary>
    public TimeSpan KeepSent { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long what Moodle sent is kept beside its push, for the console; zero: not at all.</summary>
    public TimeSpan KeepOriginals { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Requests to TwinPush under way at once, 1 to 64.</summary>
    public int MaxInFlight { get; init; } = 4;

    /// <summary>Requests to TwinPush begun per second, 1 to 1,000.</summary>
    public int MaxRequestsPerSecond { get; init; } = 20;

    /// <summary>TwinPush's delivery speed: <c>instant</c>, <c>fast</c>, <c>normal</c>, <c>slow</c>; empty: TwinPush's default.</summary>
    public string DeliverySpeed { get; init; } = "";

    /// <summary>Icons by <c>component</c> or <c>component/name</c>, over the built-in ones.</summary>
    public IReadOnlyDictionary<string, string> Icons { get; init; } = new Dictionary<string, string>();

    /// <summary>Components, or <c>component/name</c>, whose text only the device shows.</summary>
    public IReadOnlySet<string> ProtectedComponents { get; init; } = new HashSet<string>();

    /// <summary>The gateway's address as phones reach it, for short links; null: there are no short links.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>Liquid templates of titles by component or component/name, by <c>title-template.COMPONENT</c>.</summary>
    public IReadOnlyDictionary<string, string> TitleTemplates { get; init; } = new Dictionary<string, string>();

    /// <summary>Liquid templates of texts by component or component/name, by <c>text-template.COMPONENT</c>.</summary>
    public IReadOnlyDictionary<string, string> TextTemplates { get; init; } = new Dictionary<string, string>();
}

/// <summary>What becomes of a batch whose outcome stays unknown.</summary>
internal enum OnUnknown
{
    /// <summary>Sent once more: a repeat is possible and recorded.</summary>
    Resend,

    /// <summary>Held for a person: no repeat, perhaps no push.</summary>
    Hold,
}

/// <summary>A value that components may override.</summary>
internal sealed record PerComponent<T>(T Default)
{
    public IReadOnlyDictionary<string, T> Overrides { get; init; } = new Dictionary<string, T>();

    /// <summary>The value for a component.</summary>
    public T For(string component) => Overrides.GetValueOrDefault(component, Default);
}
