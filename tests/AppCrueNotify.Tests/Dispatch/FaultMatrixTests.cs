using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using TwinPush.Simulator;
using TwinPush.Simulator.Faults;

namespace AppCrueNotify.Tests.Dispatch;

/// <summary>What each thing that can go wrong at TwinPush means: 16 faults, on a fresh and a reused connection, for one push and for many.</summary>
public sealed class FaultMatrixTests
{
    private static readonly bool[] Both = [false, true];
    private const string ProxyPage = "<html><body>Bad gateway</body></html>";
    private static readonly Uri NobodyListens = new("http://127.0.0.1:9/api/v2");
    private static readonly Uri NoSuchName = new("http://twinpush.invalid/api/v2");

    /// <summary>The table: fault, outcome, and where the recipients are afterwards.</summary>
    private static readonly Cell[] Table =
    [
        new("connection refused", null, Outcome.NotSent, RecipientState.Waiting) { Address = NobodyListens },
        new("name unknown", null, Outcome.NotSent, RecipientState.Waiting) { Address = NoSuchName },
        new("429 of TwinPush", Says(429, "TooManyRequests"), Outcome.Unavailable, RecipientState.Waiting),
        new("503 of TwinPush", Says(503, "ServiceUnavailable"), Outcome.Unavailable, RecipientState.Waiting),
        new("503 of a proxy", new() { Kind = FaultKind.NotJson, Status = 503, Body = ProxyPage }, Outcome.Unavailable, RecipientState.Waiting) { RepeatPossible = true },
        new("502 of a proxy", new() { Kind = FaultKind.NotJson, Status = 502, Body = ProxyPage }, Outcome.Unavailable, RecipientState.Waiting) { RepeatPossible = true },
        new("500 of TwinPush", Says(500, "InternalError"), Outcome.Unavailable, RecipientState.Waiting) { RepeatPossible = true },
        new("422 once", Says(422, "NotificationNotCreated", "Alert is invalid"), Outcome.Rejected, RecipientState.Sent),
        new("422 nobody has the app", Says(422, "NotificationNotCreated", "Target cannot be empty"), Outcome.NoTarget, RecipientState.Undeliverable),
        new("403 wrong key", Says(403, "InvalidCreatorToken"), Outcome.Misconfigured, RecipientState.Waiting) { Pauses = true },
        new("redirect", new() { Kind = FaultKind.Redirect }, Outcome.Misconfigured, RecipientState.Waiting) { Pauses = true },
        new("200 without id", new() { Kind = FaultKind.NoId }, Outcome.Unknown, RecipientState.Held) { RepeatPossible = true },
        new("200 with a broken body", new() { Kind = FaultKind.MalformedBody }, Outcome.Unknown, RecipientState.Held) { RepeatPossible = true },
        new("reset before it was accepted", new() { Kind = FaultKind.ResetBefore }, Outcome.Unknown, RecipientState.Held) { RepeatPossible = true },
        new("reset after it was accepted", new() { Kind = FaultKind.ResetAfter }, Outcome.Unknown, RecipientState.Held) { RepeatPossible = true },
        new("answer cut in the body", new() { Kind = FaultKind.CutBody }, Outcome.Unknown, RecipientState.Held) { RepeatPossible = true },
    ];

    [Fact]
    public async Task Each_fault_has_its_outcome_and_each_request_its_attempt()
    {
        await using var gateway = await GatewayFixture.StartAsync(o => o with { Dispatch = new() { Poll = TimeSpan.FromMilliseconds(50) } });
        var wrong = new List<string>();
        foreach (var cell in Table)
        {
            foreach (var reused in Both)
            {
                // Where nothing answers there is no connection to reuse.
                if (reused && cell.Address is not null)
                    continue;
                foreach (var multiple in Both)
                    wrong.AddRange((await PlayAsync(gateway, cell, reused, multiple)).Select(w => $"{cell.Name}, {(reused ? "reused" : "fresh")} connection, {(multiple ? "many pushes" : "one push")}: {w}"));
            }
        }

        Assert.Empty(wrong);
    }

    private static async Task<List<string>> PlayAsync(GatewayFixture gateway, Cell cell, bool reused, bool multiple)
    {
        var cancellation = GatewayFixture.Cancellation;
        await using var simulator = await TwinPushSimulator.StartAsync(new() { AcceptAnyAlias = true }, cancellation);
        var name = $"{cell.Name} {reused} {multiple}";
        var token = await gateway.AddSiteAsync(name, new() { ["window"] = "150ms", ["on-unknown"] = "hold" }, cell.Address ?? simulator.ApiAddress);
        var site = (await gateway.Get<SiteDirectory>().FindAsync(name, cancellation))!;
        if (reused)
        {
            await PostAsync(gateway, token, [Json(9, "first")]);
            await UntilAsync(gateway, site.Id, [9], traced => traced.TrueForAll(t => t.State == RecipientState.Sent));
        }

        if (cell.Fault is { } fault)
            simulator.State.AddFault(fault with { Count = 1 });
        await PostAsync(gateway, token, [Json(1, "one"), Json(2, multiple ? "two" : "one")]);
        var traced = await UntilAsync(gateway, site.Id, [1, 2], all => all.TrueForAll(t => t.State == cell.State && t.Attempts.Any(a => a.CompletedAt is not null)));

        var wrong = new List<string>();
        var attempts = traced.SelectMany(t => t.Attempts).DistinctBy(a => a.Id).OrderBy(a => a.Id).ToList();
        if (attempts[0].State != cell.Outcome.Word())
            wrong.Add($"outcome {attempts[0].State} ({attempts[0].Reason}) instead of {cell.Outcome.Word()}");
        if (attempts[0].RepeatPossible != cell.RepeatPossible)
            wrong.Add($"repeat possible: {attempts[0].RepeatPossible}");
        if ((cell.Outcome is Outcome.NotSent or Outcome.Unavailable) != attempts[0].RetryAt is not null)
            wrong.Add($"next try at {attempts[0].RetryAt}");
        if (attempts[0].Kind != (multiple ? "multiple" : "simple"))
            wrong.Add($"kind {attempts[0].Kind}");
        var paused = (await gateway.Get<SiteDirectory>().FindAsync(site.Id, cancellation))!.PauseReason is not null;
        if (paused != cell.Pauses)
            wrong.Add($"paused: {paused}");
        var seen = simulator.State.Requests.Count();
        var recorded = attempts.Count + (reused ? 1 : 0);
        if (cell.Address is null && seen != recorded)
            wrong.Add($"{seen} requests seen, {recorded} attempts recorded");
        await gateway.Get<ISiteStore>().RemoveAsync(site.Id, TimeProvider.System.GetUtcNow(), cancellation);
        return wrong;
    }

    private static async Task<List<TracedMessage>> UntilAsync(GatewayFixture gateway, long siteId, long[] users, Predicate<List<TracedMessage>> reached)
    {
        while (true)
        {
            var traced = new List<TracedMessage>();
            foreach (var user in users)
                traced.AddRange(await gateway.Get<IReportStore>().TraceUserAsync(siteId, user, 10, GatewayFixture.Cancellation));
            if (reached(traced))
                return traced;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, GatewayFixture.Cancellation);
        }
    }

    private static async Task PostAsync(GatewayFixture gateway, string token, string[] messages)
    {
        var answer = await gateway.PostAsync($"{{\"messages\":[{string.Join(',', messages)}]}}", token);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static string Json(int user, string text) =>
        $$$"""{"key":"n:{{{user}}}:{{{user}}}","component":"mod_assign","name":"assign_notification","subject":"Entrega","smallmessage":"{{{text}}}","userto":{"id":{{{user}}},"alias":"u{{{user}}}"}}""";

    private static FaultRule Says(int status, string type, string message = "no") => new() { Kind = FaultKind.Status, Status = status, ErrorType = type, ErrorMessage = message };

    private sealed record Cell(string Name, FaultRule? Fault, Outcome Outcome, RecipientState State)
    {
        public Uri? Address { get; init; }
        public bool RepeatPossible { get; init; }
        public bool Pauses { get; init; }
    }
}
