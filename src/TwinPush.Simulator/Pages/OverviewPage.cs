using Microsoft.AspNetCore.Http;
using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Devices;
using TwinPush.Simulator.Faults;
using TwinPush.Simulator.Requests;

namespace TwinPush.Simulator.Pages;

/// <summary>Apps, their phones by alias, the last requests and the faults being played.</summary>
internal sealed class OverviewPage(SimulatorState state)
{
    private const int PhonesShown = 60;
    private const int RequestsShown = 12;

    public Task ShowAsync(HttpContext http, CancellationToken cancellation)
    {
        string search = http.Request.Query["q"].ToString().Trim();
        var now = state.Now;
        var requests = state.Requests.OldestFirst;
        var main = Html.Of($"""
            <form class="search" role="search">
            <input type="search" name="q" value="{search}" placeholder="Search phones by alias" aria-label="Search phones by alias" autocomplete="off">
            <button class="button">Search</button>
            </form>
            <div class="columns"><div>{Html.Join(state.Apps, app => App(app, search, now))}</div>
            <aside>{Faults(state.Faults.All)}{Requests(requests, now)}</aside></div>
            """);
        var header = Html.Of($"""
            <p class="totals"><span><b>{state.AcceptedNotifications}</b> notifications</span><span><b>{state.PlannedDeliveries}</b> deliveries</span>
            <span><b>{state.Requests.Count()}</b> requests</span></p>
            """);
        return Page.WriteAsync(http.Response, "TwinPush Simulator", "overview", header, main, cancellation);
    }

    public async Task RegisterAsync(HttpContext http, CancellationToken cancellation)
    {
        var form = await http.Request.ReadFormAsync(cancellation);
        string alias = form["alias"].ToString().Trim(), appId = form["app"].ToString();
        string platform = form["platform"].ToString();
        if (alias.Length == 0 || state.FindApp(appId) is null || PlatformNames.Parse(platform) is null)
        {
            http.Response.StatusCode = 400;
            return;
        }
        state.RegisterPhone(alias, platform, appId: appId);
        http.Response.Redirect($"/phones/{Uri.EscapeDataString(appId)}/{Uri.EscapeDataString(alias)}");
    }

    private Html App(App app, string search, DateTimeOffset now)
    {
        var (phones, total, matching) = state.Locked(() => UserTile.Read(app, search, PhonesShown, now));
        return Html.Of($"""
            <section class="panel app-panel">
            <header><span class="app" aria-hidden="true">{app.Settings.Name[..1]}</span><div><h1>{app.Settings.Name}</h1><p><code>{app.Settings.AppId}</code> · {total} people with the app</p></div></header>
            {Html.If(total == 0, () => new Html("""<div class="empty"><p>No phone is registered yet.</p></div>"""))}
            {Html.If(total > 0 && matching == 0, () => Html.Of($"""<div class="empty"><p dir="auto">No alias contains “{search}”.</p></div>"""))}
            <ul class="tiles">{Html.Join(phones, phone => Tile(app, phone, now))}</ul>
            {Html.If(matching > phones.Count, () => Html.Of($"""<p class="more">{phones.Count} of {matching}, newest activity first. Search to see others.</p>"""))}
            <form class="add" method="post" action="/phones">
            <input type="hidden" name="app" value="{app.Settings.AppId}">
            <input name="alias" required placeholder="New phone: alias" aria-label="Alias of a new phone" autocomplete="off">
            <select name="platform" aria-label="Platform">
            <option value="ios">iOS</option><option value="android" selected>Android</option><option value="huawei">Huawei</option></select>
            <button class="button">Add phone</button>
            </form>
            </section>
            """);
    }

    private static Html Tile(App app, UserTile phone, DateTimeOffset now) => Html.Of($"""
        <li><a href="/phones/{Uri.EscapeDataString(app.Settings.AppId)}/{Uri.EscapeDataString(phone.Alias)}">
        <span class="line"><bdi class="who" dir="auto">{phone.Alias}</bdi>{Html.If(phone.Unread > 0, () => Html.Of($"""<span class="count" title="unread">{phone.Unread}</span>"""))}</span>
        <span class="last" dir="auto">{phone.Last ?? "Nothing yet"}</span>
        <span class="meta">{phone.Platforms}{Html.If(phone.LastAt is not null, () => Html.Of($""" · {Ago.Of(phone.LastAt!.Value, now)}"""))}</span>
        </a></li>
        """);

    private static Html Faults(IReadOnlyList<FaultEntry> faults) => Html.If(faults.Count > 0, () => Html.Of($"""
        <section class="panel faults"><header><h2>Faults being played</h2><form method="post" action="/faults/clear"><button class="text remove">Clear all</button></form></header>
        <ul>{Html.Join(faults, fault => Html.Of($"""<li><b>{fault.Rule.Kind.ToString()}</b> on {fault.Rule.Operation ?? "every operation"}{Html.If(fault.Rule.Alias is not null, () => Html.Of($" for <bdi>{fault.Rule.Alias}</bdi>"))}<span>struck {fault.Struck}</span></li>"""))}</ul></section>
        """));

    private static Html Requests(IReadOnlyList<SeenRequest> requests, DateTimeOffset now) => Html.Of($"""
        <section class="panel requests"><header><h2>Last requests</h2></header>
        {Html.If(requests.Count == 0, () => new Html("""<div class="empty"><p>No request yet.</p></div>"""))}
        <ol>{Html.Join(requests.Reverse().Take(RequestsShown), request => Request(request, now))}</ol></section>
        """);

    private static Html Request(SeenRequest request, DateTimeOffset now) => Html.Of($"""
        <li><span class="code {(request.Status is >= 200 and < 300 ? "good" : "bad")}">{(request.Status is { } status ? Html.Of($"{status}") : new Html("–"))}</span><span class="what"><b>{request.Operation}</b><small>{Detail(request)}</small></span><time>{Ago.Of(request.At, now)}</time></li>
        """);

    private static Html Detail(SeenRequest request) => Html.Of($"""
        {request.BodyBytes} bytes{Html.If(request.TargetKind is not null, () => Html.Of($" · {request.TargetKind}{(request.Recipients is { } count ? Html.Of($" × {count}") : Html.Empty)}"))}{Html.If(request.Fault is not null, () => Html.Of($" · {request.Fault}"))}
        """);
}
