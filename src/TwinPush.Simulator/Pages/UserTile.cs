using TwinPush.Simulator.Apps;
using TwinPush.Simulator.Devices;

namespace TwinPush.Simulator.Pages;

/// <summary>A person with the app, on the overview.</summary>
internal sealed record UserTile(string Alias, string Platforms, int Unread, string? Last, DateTimeOffset? LastAt)
{
    /// <summary>Those with the newest push first. Only those shown are looked at closely. Called under the state's lock.</summary>
    public static (IReadOnlyList<UserTile> Shown, int Total, int Matching) Read(App app, string search, int most, DateTimeOffset now)
    {
        var users = app.Devices.ByAlias.Values;
        var matching = users.Where(user => user.Name.Contains(search, StringComparison.OrdinalIgnoreCase)).ToList();
        var shown = matching.OrderByDescending(user => user.Inbox.NewestFirst.FirstOrDefault()?.First.SentAt).ThenBy(user => user.Name, StringComparer.Ordinal)
            .Take(most).Select(user => Of(user, now));
        return ([.. shown], app.Devices.ByAlias.Count, matching.Count);
    }

    private static UserTile Of(Alias user, DateTimeOffset now)
    {
        var rows = user.Inbox.NewestFirst.Where(row => !row.RemovedByUser && row.IsSent(now)).ToList();
        var last = rows.FirstOrDefault();
        // This page is the web platform's, which does not show protected words; the phone's own page does.
        string? words = last is null ? null : last.Notification.Request.ProtectedContent ? "Protected content" : last.First.Content.Title ?? last.First.Content.Alert;
        string platforms = string.Join(", ", user.Devices.Select(device => InboxPanel.Name(device.Platform.Name())).Distinct());
        return new UserTile(user.Name, platforms, rows.Count(row => row.OpenedAt(now) is null), words, last?.First.SentAt);
    }
}
