using System.Globalization;
using Microsoft.AspNetCore.Http;
using TwinPush.Simulator.Api;
using TwinPush.Simulator.Inboxes;

namespace TwinPush.Simulator.Pages;

/// <summary>One user's phone: the lock screen, and the inbox beside it.</summary>
internal sealed class PhonePage(SimulatorState state)
{
    public Task ShowAsync(HttpContext http, CancellationToken cancellation)
    {
        var (appId, alias) = Address(http);
        var now = state.Now;
        string? open = http.Request.Query["push"];
        var app = state.FindApp(appId);
        var view = app is null ? null : state.Locked(() => PhoneView.Read(app, alias, http.Request.Query["device"], open, now));
        if (app is null || view is null)
        {
            http.Response.StatusCode = 404;
            var nobody = Html.Of($"""
                <div class="empty wide"><h1>No phone has this alias</h1>
                <p dir="auto">“{alias}” has not registered in this app.</p>
                <p><a class="button" href="/">All phones</a></p></div>
                """);
            return Page.WriteAsync(http.Response, "No such phone", "plain", Html.Empty, nobody, cancellation);
        }
        var local = TimeZoneInfo.ConvertTime(now, state.Options.Time.LocalTimeZone);
        var lockScreen = new LockScreen(app.Settings.Name, Base(appId, alias), now, local).Render(view);
        var inbox = new InboxPanel(app.Settings.Name, Base(appId, alias), now).Render(view, alias);
        var header = Html.Of($"""<nav class="crumb"><a href="/">Phones</a><span aria-hidden="true">›</span><bdi>{alias}</bdi></nav>""");
        return Page.WriteAsync(http.Response, alias + "'s phone", "stage", header, Html.Of($"""{lockScreen}{inbox}"""), cancellation);
    }

    public async Task ChangeAsync(HttpContext http, CancellationToken cancellation)
    {
        var (appId, alias) = Address(http);
        var form = await http.Request.ReadFormAsync(cancellation);
        string id = form["push"].ToString(), device = form["device"].ToString(), action = (string)http.Request.RouteValues["action"]!;
        bool known = state.Change(() => Apply(action, appId, alias, id));
        if (!known)
        {
            http.Response.StatusCode = 404;
            return;
        }
        string show = action == "open" ? string.Create(CultureInfo.InvariantCulture, $"&push={Uri.EscapeDataString(id)}") : "";
        http.Response.Redirect($"{Base(appId, alias)}?device={Uri.EscapeDataString(device)}{show}");
    }

    /// <summary>Unlike the path of a request, this one is escaped.</summary>
    private static string Base(string appId, string alias) => $"/phones/{Uri.EscapeDataString(appId)}/{Uri.EscapeDataString(alias)}";

    private static (string App, string Alias) Address(HttpContext http) =>
        (RouteText.Of(http, "app"), RouteText.Of(http, "alias"));

    private bool Apply(string action, string appId, string alias, string id)
    {
        var app = state.FindApp(appId);
        if (app is null || !app.Devices.ByAlias.TryGetValue(alias, out var user))
            return false;
        var now = state.Now;
        if (action is "read-all")
        {
            foreach (var row in user.Inbox.NewestFirst.Where(row => row.IsSent(now)))
                Open(row, now);
            return true;
        }
        if (state.Notifications.Find(appId, id) is not { } notification || user.Inbox.Find(notification) is not { } found)
            return false;
        switch (action)
        {
            case "open" or "read":
                Open(found, now);
                return true;
            case "remove":
                found.RemovedByUser = true;
                return true;
            default:
                return false;
        }
    }

    private static void Open(InboxRow row, DateTimeOffset now)
    {
        row.First.Receive(now);
        row.First.Open(now);
    }
}
