namespace TwinPush.Simulator.Pages;

/// <summary>The user's inbox with everything that is known of each push.</summary>
internal sealed class InboxPanel(string appName, string address, DateTimeOffset now)
{
    public Html Render(PhoneView view, string alias)
    {
        int unread = view.Inbox.Count(row => row.OpenedAt is null);
        return Html.Of($"""
            <section class="inbox" aria-label="Inbox">
            <header><div><p class="eyebrow">{appName}</p><h1><bdi dir="auto">{alias}</bdi></h1></div>{ReadAll(view, unread)}</header>
            <div class="devices">{Html.Join(view.Devices, device => Chip(device, view))}</div>
            {Rows(view)}
            </section>
            """);
    }

    private Html ReadAll(PhoneView view, int unread) => Html.If(unread > 0, () => Html.Of($"""
        <form method="post" action="{address}/read-all"><input type="hidden" name="device" value="{view.Chosen.Id}"><button class="button">Mark {unread} as read</button></form>
        """));

    private Html Chip(PhoneView.Unit device, PhoneView view) => Html.Of($"""
        <a class="chip {(device.Id == view.Chosen.Id ? "on" : "")}" href="{address}?device={device.Id}">{Name(device.Platform)}<code>{device.Id}</code>{State(device)}</a>
        """);

    private static Html State(PhoneView.Unit device) => device switch
    {
        { Active: false } => new Html("<em>inactive</em>"),
        { HasPushToken: false } => new Html("<em>no push token</em>"),
        { PlatformError: { } error } => Html.Of($"<em>{error}</em>"),
        _ => Html.Empty,
    };

    public static string Name(string platform) => platform switch
    {
        "ios" => "iOS",
        "android" => "Android",
        _ => "Huawei",
    };

    private Html Rows(PhoneView view) => view.Inbox.Count == 0
        ? new Html("""<div class="empty"><p>The inbox is empty.</p></div>""")
        : Html.Of($"""<ol class="rows">{Html.Join(view.Inbox, row => Row(row, view.Chosen))}</ol>""");

    private Html Row(PhoneView.Row row, PhoneView.Unit device) => Html.Of($"""
        <li class="{(row.OpenedAt is null ? "unread" : "read")}">
        <div class="line"><h2 dir="auto">{row.Title ?? appName}</h2><time>{Ago.Of(row.SentAt, now)}</time></div>
        <p class="alert" dir="auto">{row.Alert}</p>
        {Link(row.Link)}
        <div class="line foot"><p class="marks">{Marks(row)}</p>
        <div class="acts">{Act("open", "Open", row, device)}{Html.If(row.OpenedAt is null, () => Act("read", "Mark as read", row, device))}{Act("remove", "Remove", row, device)}</div></div>
        </li>
        """);

    private static Html Link(string? link) => link switch
    {
        null => Html.Empty,
        _ when LockScreen.IsWeb(link) => Html.Of($"""<a class="link" href="{link}" rel="noreferrer noopener" target="_blank">{Icons.LinkArrow}<bdi>{link}</bdi></a>"""),
        _ => Html.Of($"""<p class="link">{Icons.LinkArrow}<bdi>{link}</bdi></p>"""),
    };

    private static Html Marks(PhoneView.Row row) => Html.Of($"""
        <span class="mark {State(row).ToLowerInvariant()}">{State(row)}</span>
        {Html.If(row.Protected, () => new Html("""<span class="mark">Protected</span>"""))}
        {Html.Join(row.Tags, tag => Html.Of($"""<span class="tag">{tag}</span>"""))}
        """);

    private static string State(PhoneView.Row row) => row switch
    {
        { OpenedAt: not null } => "Opened",
        { ReceivedAt: not null } => "Received",
        _ => "Sent",
    };

    private Html Act(string action, string label, PhoneView.Row row, PhoneView.Unit device) => Html.Of($"""
        <form method="post" action="{address}/{action}">
        <input type="hidden" name="push" value="{row.Id}"><input type="hidden" name="device" value="{device.Id}"><button class="text {action}">{label}</button>
        </form>
        """);
}
