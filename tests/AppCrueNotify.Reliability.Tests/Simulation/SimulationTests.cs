using System.Diagnostics;
using System.Globalization;
using AppCrueNotify.Reliability.Tests.Histories;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Reliability.Tests.Simulation;

/// <summary>T18: intake, dispatch, provider, time and crashes from one seed. A failure names its seed; APPCRUENOTIFY_SEED runs it alone. See README.md.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(MeasuredAlone))]
public sealed class SimulationTests
{
    private const int Usually = 10_000;

    // Two processors of their own need less; where others work beside, a test must not take all day.
    private static readonly TimeSpan UsualTime = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_happens_every_message_ends_and_nothing_is_sent_twice_without_a_record()
    {
        var (started, worked) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        var (runs, posts, failed) = (0, 0, new SortedDictionary<int, string>());
        var gate = new Lock();
        await SeededRuns.RunAsync(LongForm.Seeds(LongForm.Rounds(Usually, 100_000)), Mutants.None, LongForm.Asked ? TimeSpan.MaxValue : UsualTime, (seed, run) =>
        {
            var violations = HistoryCheck.Violations(run);
            lock (gate)
            {
                runs++;
                posts += run.Posts.Count;
                if (violations.Count > 0)
                    failed.Add(seed, string.Join("; ", violations.Take(5)));
                return failed.Count < 5;
            }
        }, Cancellation);
        Assert.True(failed.Count == 0, string.Join(Environment.NewLine, failed.Select(f => $"seed {f.Key}: {f.Value}")));
        Assert.True(posts > 0, "Nothing was sent: the seeds prove nothing.");
        Assert.True(SimulatedStore.Log.Lines > runs, "The gateways logged nothing: that no line holds an alias proves nothing.");
        Assert.Empty(SimulatedStore.Log.Marked);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{runs} seeds in {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s, {posts} requests, {SimulatedStore.Log.Lines} log lines; {(Environment.CpuUsage.TotalTime - worked).TotalMilliseconds / runs:0.0} ms of a processor a seed"));
    }

    [Fact]
    public async Task A_seed_always_runs_the_same()
    {
        var first = new Dictionary<int, string>();
        for (var round = 0; round < 2; round++)
        {
            await SeededRuns.RunAsync(Enumerable.Range(1, 40), Mutants.None, TimeSpan.MaxValue, (seed, run) =>
            {
                lock (first)
                {
                    if (!first.TryAdd(seed, Told(run)))
                        Assert.Equal(first[seed], Told(run));
                    return true;
                }
            }, Cancellation);
        }

        Assert.Equal(40, first.Count);
    }

    [Theory]
    [InlineData(nameof(Mutants.RetriesUnknownBlindly))]
    [InlineData(nameof(Mutants.TakesOrphansForUnsent))]
    [InlineData(nameof(Mutants.PostsBeforeThatIsWritten))]
    [InlineData(nameof(Mutants.SendsTheLastMessageOfAUserFirst))]
    [InlineData(nameof(Mutants.ForgetsWhatHasToWait))]
    [InlineData(nameof(Mutants.TakesRejectedForSent))]
    public async Task A_store_that_breaks_a_promise_is_found(string mutant)
    {
        var found = new SortedDictionary<int, string>();
        var mutate = typeof(Mutants).GetMethod(mutant)!.CreateDelegate<Func<SimulatedStore, IDispatchStore, IDispatchStore>>();
        await SeededRuns.RunAsync(Enumerable.Range(1, 400), mutate, TimeSpan.MaxValue, (seed, run) =>
        {
            if (HistoryCheck.Violations(run) is not [var violation, ..])
                return true;
            lock (found)
                found[seed] = violation;
            return false;
        }, Cancellation);
        Assert.NotEmpty(found);
        TestContext.Current.TestOutputHelper!.WriteLine($"{mutant}: {found.First()}");
    }

    private static string Told(RunHistory run) => string.Join("\n",
    [
        .. run.Messages.Select(m => $"{m.Id} {m.Key} {m.State} {m.Reason.Split("acn-")[0]} {string.Join(' ', m.Attempts)}"),
        .. run.Posts.Select(p => $"{string.Join(' ', p.Aliases)} {p.Effect}"),
    ]);
}
