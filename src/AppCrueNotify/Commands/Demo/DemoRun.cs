using AppCrueNotify.Commands.Replay;
using AppCrueNotify.Messages;

namespace AppCrueNotify.Commands.Demo;

/// <summary>Posts the samples and waits until their pushes are on the phones.</summary>
internal sealed class DemoRun(DemoWorld world, TimeProvider time)
{
    // Generous: on a machine that does nothing else it takes a second or two.
    private static readonly TimeSpan MostWait = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public async Task<DemoResult> RunAsync(Progress progress, CancellationToken cancellationToken)
    {
        var lines = await Samples.LoadAsync(cancellationToken);
        var aliases = Samples.Aliases(lines);
        var people = aliases.Values.Distinct().Order(StringComparer.Ordinal).ToList();
        world.Simulator.State.RegisterPhones(people);
        var report = await world.PostAsync(lines.ToAsyncEnumerable(), progress.Say, cancellationToken);
        var expected = await ExpectedAsync(report, aliases, cancellationToken);
        var deadline = time.GetUtcNow() + MostWait;
        while (true)
        {
            var open = await OpenAsync(cancellationToken);
            var arrivals = Arrivals.Look(world.Simulator.State, people, expected);
            if ((open == 0 && arrivals.Missing.Count == 0) || time.GetUtcNow() > deadline)
                return new(report, expected, arrivals, world.Simulator.State.Requests.Count(), open);
            progress.Say($"{open} messages on their way, {arrivals.ByAlias.Sum(a => a.Value.Count)} pushes on phones");
            await Task.Delay(Look, time, cancellationToken);
        }
    }

    /// <summary>What the gateway composed for each message it queued.</summary>
    private async Task<List<ExpectedPush>> ExpectedAsync(ReplayReport report, IReadOnlyDictionary<string, string> aliases, CancellationToken cancellationToken)
    {
        var expected = new List<ExpectedPush>();
        foreach (var key in report.Results.Where(r => r.Status == "queued").Select(r => r.Key!))
        {
            var push = (await world.Reports.TraceKeyAsync(world.SiteId, key, cancellationToken)).SingleOrDefault()?.Push;
            expected.Add(new(key, aliases[key], push?.Title ?? "(not stored)", push?.Alert ?? "", push?.Link ?? ""));
        }

        return expected;
    }

    private async Task<long> OpenAsync(CancellationToken cancellationToken) =>
        (await world.Reports.CountAsync(cancellationToken)).Where(c => c.State is RecipientState.Waiting or RecipientState.Sending).Sum(c => c.Count);
}

/// <summary>How the demo went.</summary>
/// <param name="Requests">Requests that the simulator received.</param>
/// <param name="Open">Messages that are still on their way.</param>
internal sealed record DemoResult(ReplayReport Report, IReadOnlyList<ExpectedPush> Expected, Arrivals Arrivals, long Requests, long Open)
{
    /// <summary>Everything was answered, and every push that should be on a phone is there.</summary>
    public bool Succeeded => Report.Clean && Open == 0 && Expected.Count > 0 && Arrivals.Missing.Count == 0;
}
