using System.Text.Json;
using AppCrueNotify.Reliability.Tests.Histories;
using Microsoft.Data.Sqlite;
using TwinPush.Simulator;

namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>Compares what TwinPush saw with what the gateway wrote down.</summary>
internal static class Ledger
{
    /// <summary>The whole history check (<see cref="HistoryCheck"/>) over a data directory with one site.</summary>
    /// <returns>Figures for the test's output.</returns>
    public static string AssertTrue(string directory, IReadOnlyCollection<string> acknowledged, TwinPushSimulator simulator)
    {
        var posts = simulator.State.Requests.OldestFirst.Where(r => r.Operation == "create").Select(Post).ToList();
        var run = Stored(directory, acknowledged) with { Posts = posts };
        var violations = HistoryCheck.Violations(run);
        Assert.True(violations.Count == 0, $"{violations.Count} violations: {string.Join("; ", violations.Take(10))}");

        // What was sent bears the mark that no log may show.
        Assert.All(posts.SelectMany(p => p.Aliases), alias => Assert.StartsWith(Canaries.Alias, alias, StringComparison.Ordinal));
        // Each message has a user of its own: an alias that was named twice was sent twice.
        var repeated = posts.SelectMany(p => p.Aliases).CountBy(a => a).Count(a => a.Value > 1);
        return $"{acknowledged.Count} acknowledged, 0 lost, {posts.Count} requests, {repeated} messages repeated, each after a recorded unknown outcome";
    }

    /// <summary>What a data directory with one site tells, without what TwinPush saw.</summary>
    public static RunHistory Stored(string directory, IReadOnlyCollection<string> acknowledged)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "appcrue-notify.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        var (messages, attempts) = StoredHistory.Read(connection);
        var site = messages.Count == 0 ? 1 : messages[0].Key.Site;
        return new() { Acknowledged = [.. acknowledged.Select(key => new MessageKey(site, key))], Messages = messages, Attempts = attempts, Posts = [] };
    }

    private static SeenPost Post(TwinPush.Simulator.Requests.SeenRequest request)
    {
        using var body = JsonDocument.Parse(request.Body!);
        return new(body.RootElement.GetProperty("tags")[0].GetString()!, [.. Aliases(body.RootElement)], request.NotificationId is not null);
    }

    /// <summary>The aliases that a request names.</summary>
    private static IEnumerable<string> Aliases(JsonElement request) => request.TryGetProperty("devices_aliases", out var list)
        ? list.EnumerateArray().Select(a => a.GetString()!)
        : request.GetProperty("multiple_alias").EnumerateObject().Select(p => p.Name);
}
