using System.Globalization;

namespace TwinPush.Simulator.Pages;

/// <summary>The phone as it lies on the table: time, and pushes as a phone would cut them. Touching one opens it.</summary>
internal sealed class LockScreen(string appName, string address, DateTimeOffset now, DateTimeOffset local)
{
    private const int Shown = 20;

    public Html Render(PhoneView view) => Html.Of($"""
        <section class="phone {view.Chosen.Platform}" aria-label="Lock screen">
        <div class="screen">
        <div class="status"><span>{Time}</span><span class="island"></span>{Icons.Status}</div>
        <div class="clock">{Icons.Lock}<p class="date">{local.ToString("dddd, d MMMM", CultureInfo.InvariantCulture)}</p><p class="time">{Time}</p></div>
        {Body(view)}
        <div class="dock"><span class="round">{Icons.Torch}</span><span class="home"></span><span class="round">{Icons.Camera}</span></div>
        {Sheet(view)}
        </div>
        </section>
        """);

    private string Time => local.ToString("H:mm", CultureInfo.InvariantCulture);

    private Html Body(PhoneView view)
    {
        if (view.LockScreen.Count == 0)
            return Html.Of($"""<p class="quiet">{Quiet(view)}</p>""");
        int more = view.LockScreen.Count - Shown;
        return Html.Of($"""
            <ol class="pushes" tabindex="0" aria-label="Notifications, newest first">
            {Html.Join(view.LockScreen.Take(Shown), row => Push(row, view.Chosen))}
            {Html.If(more > 0, () => Html.Of($"""<li class="more">{more} older notifications</li>"""))}
            </ol>
            """);
    }

    private static string Quiet(PhoneView view) => view.Chosen switch
    {
        { HasPushToken: false } => "No push token: this device is silent and has its inbox only",
        { Active: false } => "Inactive device: TwinPush sends it nothing",
        { PlatformError: { } error } => "The push platform refuses: " + error,
        _ => view.Inbox.Count == 0 ? "No notifications yet" : "No new notifications",
    };

    private Html Push(PhoneView.Row row, PhoneView.Unit device) => Html.Of($"""
        <li>
        <form method="post" action="{address}/open">
        <input type="hidden" name="push" value="{row.Id}"><input type="hidden" name="device" value="{device.Id}">
        <button class="push">
        <span class="app" aria-hidden="true">{Initial}</span>
        <span class="words">
        <span class="line"><bdi class="title" dir="auto">{row.Title ?? appName}</bdi><span class="ago">{Ago.Of(row.SentAt, now)}</span></span>
        <bdi class="alert" dir="auto">{row.Alert}</bdi>
        </span>
        </button>
        </form>
        </li>
        """);

    /// <summary>What stands there after a push was opened: where it leads.</summary>
    private Html Sheet(PhoneView view) => view.Open is not { } row ? Html.Empty : Html.Of($"""
        <div class="sheet" role="dialog" aria-label="Opened notification">
        <span class="grip"></span>
        <p class="from"><span class="app" aria-hidden="true">{Initial}</span>{appName}</p>
        <h2 dir="auto">{row.Title ?? appName}</h2>
        <p class="alert" dir="auto">{row.Alert}</p>
        {Link(row.Link)}
        <a class="done" href="{address}?device={view.Chosen.Id}">Done</a>
        </div>
        """);

    private static Html Link(string? link) => link switch
    {
        null => Html.Of($"""<p class="nolink">Opens the app: this push has no link</p>"""),
        _ when IsWeb(link) => Html.Of($"""<a class="opens" href="{link}" rel="noreferrer noopener" target="_blank"><span><small>Opens</small><bdi>{link}</bdi></span>{Icons.LinkArrow}</a>"""),
        _ => Html.Of($"""<p class="opens"><span><small>Opens</small><bdi>{link}</bdi></span></p>"""),
    };

    /// <summary>Nothing but the web becomes a link that can be followed.</summary>
    public static bool IsWeb(string link) => Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";

    private string Initial => StringInfo.GetNextTextElement(appName);
}
