using System.Collections.Concurrent;
using System.Text.Json;
using AppCrueNotify.Commands.Trace;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using TwinPush.Simulator;

namespace AppCrueNotify.Tests.Dispatch;

/// <summary>
/// T10: what each thing that can go wrong at TwinPush means: 16 faults, on a fresh and a reused connection, for one push and for many. On a reused one TwinPush was reached just before;
/// where nothing answers any more, it has gone since.
/// </summary>
public sealed class FaultMatrixTests
{
    private const int AtOnce = 8;
    private static readonly bool[] Both = [false, true];

    private static CancellationToken Cancellation => GatewayFixture.Cancellation;

    [Fact]
    public async Task Each_fault_has_its_outcome_its_next_try_and_its_words_and_each_request_its_attempt()
    {
        await using var gateway = await GatewayFixture.StartAsync(o => o with { Dispatch = new() { Poll = TimeSpan.FromMilliseconds(50) } });
        var names = ResolvedNames.Of(gateway);
        var wrong = new ConcurrentBag<string>();
        var cells = (from cell in FaultCell.Table from reused in Both from multiple in Both select (cell, reused, multiple)).ToList();
        Assert.Equal(64, cells.Count);
        await Parallel.ForEachAsync(cells, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation }, async (c, _) =>
        {
            foreach (var fault in await PlayAsync(gateway, names, c.cell, c.reused, c.multiple))
                wrong.Add($"{c.cell.Name}, {(c.reused ? "reused" : "fresh")} connection, {(c.multiple ? "many pushes" : "one push")}: {fault}");
        });
        Assert.True(wrong.IsEmpty, string.Join('\n', wrong.Order(StringComparer.Ordinal)));
    }

    private static async Task<List<string>> PlayAsync(GatewayFixture gateway, ResolvedNames names, FaultCell cell, bool reused, bool multiple)
    {
        var simulator = await TwinPushSimulator.StartAsync(new() { AcceptAnyAlias = true, KeepRequestBodies = true }, Cancellation);
        // One that goes away during the play is gone already at its end.
        await using var end = cell.Gone == OutOf.Nothing ? simulator : null;
        var name = $"{cell.Name.Replace(' ', '-')}-{reused}-{multiple}".ToLowerInvariant();
        var address = new UriBuilder(simulator.ApiAddress);
        if (cell.Gone == OutOf.Name)
            names.Add(address.Host = $"{name}.invalid");
        var token = await gateway.AddSiteAsync(name, new() { ["window"] = "150ms", ["on-unknown"] = "hold" }, address.Uri);
        var site = (await gateway.Get<SiteDirectory>().FindAsync(name, Cancellation))!;
        if (reused)
        {
            await PostAsync(gateway, token, [Json(9, "first")]);
            await UntilAsync(gateway, site.Id, [9], traced => traced.TrueForAll(t => t.State == RecipientState.Sent));
        }

        if (cell.Fault is { } fault)
            simulator.State.AddFault(fault with { Count = 1 });
        else
            await simulator.DisposeAsync();
        names.Forget(address.Host);
        await PostAsync(gateway, token, [Json(1, "one"), Json(2, multiple ? "two" : "one")]);
        // What waits may have been tried again meanwhile: the jitter of a first retry begins at nothing.
        var traced = await UntilAsync(gateway, site.Id, [1, 2], all => all.TrueForAll(t => t.Attempts is [{ CompletedAt: not null }, ..] && (cell.State == RecipientState.Waiting || t.State == cell.State)));
        var seen = simulator.State.Requests.OldestFirst.Where(r => r.Operation == "create").Select(r => JsonDocument.Parse(r.Body!).RootElement.GetProperty("tags")[0].GetString()!).ToList();
        var recorded = Attempts(await UntilAsync(gateway, site.Id, reused ? [1, 2, 9] : [1, 2], _ => true));
        var pause = (await gateway.Get<SiteDirectory>().FindAsync(site.Id, Cancellation))!.PauseReason;
        await gateway.Get<ISiteStore>().RemoveAsync(site.Id, TimeProvider.System.GetUtcNow(), Cancellation);
        return [.. First(cell, Attempts(traced)[0], multiple), .. Next(cell, Attempts(traced)), .. Read(cell, traced, pause), .. Seen(seen, Attempts(traced), recorded)];
    }

    private static List<TracedAttempt> Attempts(List<TracedMessage> messages) => [.. messages.SelectMany(m => m.Attempts).DistinctBy(a => a.Id).OrderBy(a => a.Id)];

    private static IEnumerable<string> First(FaultCell cell, TracedAttempt first, bool multiple)
    {
        if (first.State != cell.Outcome.Word())
            yield return $"outcome {first.State} ({first.Reason}) instead of {cell.Outcome.Word()}";
        if (first.RepeatPossible != cell.RepeatPossible)
            yield return $"repeat possible: {first.RepeatPossible}";
        if ((first.Kind, first.Recipients) != (multiple ? "multiple" : "simple", 2))
            yield return $"{first.Kind} with {first.Recipients} recipients";
    }

    /// <summary>What is tried again and when.</summary>
    private static IEnumerable<string> Next(FaultCell cell, List<TracedAttempt> attempts)
    {
        var first = attempts[0];
        var later = attempts[1..];
        if (cell.Retry is { } retry)
        {
            if (first.RetryAt is not { } at || at < first.PostedAt!.Value.AddSeconds(retry.Least) || at > first.CompletedAt!.Value.AddSeconds(retry.Most))
                yield return $"the next try is at {first.RetryAt:O}, {retry.Least} to {retry.Most} s after {first.PostedAt:O}";
            else if (later.Exists(a => a.ClaimedAt < at || a.Recipients != first.Recipients))
                yield return "it was tried again too early, or not as a whole";
            yield break;
        }

        if (first.RetryAt is not null)
            yield return $"it is tried again at {first.RetryAt:O}";
        // What was rejected goes in parts at once; nothing else is sent again.
        if (cell.Outcome == Outcome.Rejected ? later.Count != 2 || later.Exists(a => a.Recipients != 1 || a.State != Outcome.Accepted.Word()) : later.Count > 0)
            yield return $"then {string.Join(", ", later.Select(a => $"{a.State} with {a.Recipients}"))}";
    }

    /// <summary>What the admin reads.</summary>
    private static IEnumerable<string> Read(FaultCell cell, List<TracedMessage> traced, string? pause)
    {
        var first = Attempts(traced)[0];
        if (!TraceWords.Describe(first).Contains(cell.Reads, StringComparison.Ordinal))
            yield return $"trace says: {TraceWords.Describe(first)}";
        if (cell.Pauses != (pause?.Contains(cell.Reads, StringComparison.Ordinal) ?? false))
            yield return $"the site is paused: {pause ?? "no"}";
        foreach (var message in traced)
        {
            if (message.State != cell.State && cell.Retry is null)
                yield return $"the message is {message.State.Word()}";
            if (message.State == RecipientState.Held && !message.Reason.Contains(first.Tag, StringComparison.Ordinal))
                yield return $"the message is held and its tag is not said: {message.Reason}";
            if (message.State == RecipientState.Waiting && message.Attempts.LastOrDefault(a => a.RetryAt is not null) is { } last && message.DueAt != last.RetryAt)
                yield return $"the message waits until {message.DueAt:O}, its next try is at {last.RetryAt:O}";
        }
    }

    /// <summary>Each request bears the tag of an attempt that was recorded, and each attempt whose request may have left was seen, once.</summary>
    private static IEnumerable<string> Seen(List<string> seen, List<TracedAttempt> before, List<TracedAttempt> after)
    {
        if (seen.Distinct().Count() != seen.Count)
            yield return "an attempt was posted twice";
        if (seen.Except(after.Select(a => a.Tag)).Any())
            yield return "a request was seen that no attempt records";
        if (before.Where(a => a.CompletedAt is not null && a.State != Outcome.NotSent.Word()).Select(a => a.Tag).Except(seen).Any())
            yield return "an attempt is recorded whose request was not seen";
        if (before.Where(a => a.State == Outcome.NotSent.Word()).Select(a => a.Tag).Intersect(seen).Any())
            yield return "an attempt is recorded as not sent and was seen";
    }

    private static async Task<List<TracedMessage>> UntilAsync(GatewayFixture gateway, long siteId, long[] users, Predicate<List<TracedMessage>> reached)
    {
        while (true)
        {
            var traced = new List<TracedMessage>();
            foreach (var user in users)
                traced.AddRange(await gateway.Get<IReportStore>().TraceUserAsync(siteId, user, 10, Cancellation));
            if (reached(traced))
                return traced;
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancellation);
        }
    }

    private static async Task PostAsync(GatewayFixture gateway, string token, string[] messages)
    {
        var answer = await gateway.PostAsync($"{{\"messages\":[{string.Join(',', messages)}]}}", token);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }

    private static string Json(int user, string text) =>
        $$$"""{"key":"n:{{{user}}}:{{{user}}}","component":"mod_assign","name":"assign_notification","subject":"Entrega","smallmessage":"{{{text}}}","userto":{"id":{{{user}}},"alias":"u{{{user}}}"}}""";
}
