using System.Text.Json;
using TwinPush.Simulator;

namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>Compares what TwinPush saw with what the gateway wrote down.</summary>
internal static class History
{
    /// <summary>Every acknowledged message is there and at an end; every request bears the tag of a recorded attempt; every repeat belongs to a recorded unknown, and is the only one.</summary>
    /// <returns>Figures for the test's output.</returns>
    public static string AssertTrue(string directory, IReadOnlyCollection<string> acknowledged, TwinPushSimulator simulator)
    {
        Assert.Empty(acknowledged.Except(OpenStore.Query(directory, "SELECT key FROM recipient")));
        Assert.Empty(OpenStore.Query(directory, "SELECT key || ' ' || state FROM recipient WHERE state NOT IN ('sent', 'received', 'opened', 'held', 'undeliverable', 'failed', 'expired', 'cancelled') LIMIT 5"));

        var seen = simulator.State.Requests.OldestFirst.Where(r => r.Operation == "create").Select(r => JsonDocument.Parse(r.Body!).RootElement).ToList();
        var tags = seen.Select(r => r.GetProperty("tags")[0].GetString()!).ToList();
        Assert.Equal(tags.Count, tags.Distinct().Count());
        Assert.Empty(tags.Except(OpenStore.Query(directory, "SELECT tag FROM attempt WHERE posting_at IS NOT NULL")));

        var named = seen.SelectMany(Aliases).GroupBy(a => a, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count());
        var twice = named.Where(n => n.Value > 1).Select(n => n.Key).ToList();
        Assert.Empty(twice.Except(OpenStore.Query(directory, "SELECT alias FROM recipient WHERE unknowns > 0 OR state = 'held'")));
        Assert.All(named, n => Assert.InRange(n.Value, 1, 2));
        Assert.Empty(OpenStore.Query(directory, "SELECT alias FROM recipient WHERE state = 'sent'").Except(named.Keys));
        return $"{acknowledged.Count} acknowledged, 0 lost, {seen.Count} requests, {twice.Count} messages repeated, each after a recorded unknown outcome";
    }

    /// <summary>The aliases that a request names.</summary>
    public static IEnumerable<string> Aliases(JsonElement request) => request.TryGetProperty("devices_aliases", out var list)
        ? list.EnumerateArray().Select(a => a.GetString()!)
        : request.GetProperty("multiple_alias").EnumerateObject().Select(p => p.Name);
}
