using System.Text.Json;
using AppCrueNotify.Tests.Hosting;
using TwinPush.Simulator.Requests;

namespace AppCrueNotify.Tests.Dispatch;

/// <summary>What TwinPush saw, beside what the gateway wrote.</summary>
internal static class SeenRequests
{
    /// <summary>The requests that would create a notification, in their order.</summary>
    public static IReadOnlyList<SeenRequest> Creations(this GatewayFixture gateway) => [.. gateway.Simulator.State.Requests.OldestFirst.Where(r => r.Operation == "create")];

    /// <summary>Each request bears the tag of one attempt that was posted, and each such attempt was seen, unless nothing was sent.</summary>
    public static async Task AssertEveryPostIsRecordedAsync(this GatewayFixture gateway)
    {
        var seen = gateway.Creations().Select(r => JsonDocument.Parse(r.Body!).RootElement.GetProperty("tags")[0].GetString()!).ToList();
        var posted = await OpenAttempts.QueryAsync(gateway.Directory, "SELECT tag FROM attempt WHERE posting_at IS NOT NULL AND state <> 'not-sent'");
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(posted.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }
}
