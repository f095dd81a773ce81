using AppCrueNotify.Dispatch;
using AppCrueNotify.Messages;
using AppCrueNotify.Reliability.Tests.Simulation;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;

namespace AppCrueNotify.Reliability.Tests.Outage;

/// <summary>T14: TwinPush is away for six hours while much waits. One probe in 30 s, a slow start when it is back, and no more memory than at the beginning.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(MeasuredAlone))]
public sealed class LongOutageTests
{
    private const int OfARequest = 1000;
    private const int InFlight = 20;
    private const long SlackBytes = 24 * 1024 * 1024;
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Away = TimeSpan.FromHours(6);
    private static readonly TimeSpan Probe = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Six_hours_away_cost_a_probe_in_30_seconds_then_a_slow_start_and_no_memory()
    {
        var waiting = LongForm.Rounds(100_000, 2_000_000);
        var twinPush = new AwayTwinPush();
        // Two million rows do not belong into the machine's memory.
        await using var store = await SimulatedStore.OpenAsync(twinPush, Cancellation, inMemory: !LongForm.Asked);
        var memory = await Task.Factory.StartNew(() => Run(store, twinPush, waiting), Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        // What was under way when the outage began and what left until it was one (the third failure), and after that one probe at a time.
        var probes = twinPush.Refused.Where(at => at > Start + Probe).ToList();
        Assert.InRange(twinPush.Refused.Count - probes.Count, InFlight, InFlight + new DispatchOptions().FailuresToOutage - 1);
        Assert.All(probes.Zip(probes.Skip(1)), pair => Assert.True(pair.Second - pair.First >= Probe, $"probes at {pair.First:T} and {pair.Second:T}"));
        Assert.InRange(probes.Count, (int)(Away / Probe * 0.95), (int)(Away / Probe));

        // One, two, four and so on: never more under way than one more for each answer so far.
        Assert.All(twinPush.Taken, taken => Assert.InRange(taken.UnderWay, 1, Math.Min(InFlight, taken.Answered + 1)));
        // On the one thread of this run, the request whose answer wakes the dispatcher still counts as under way.
        Assert.InRange(twinPush.Taken.Max(t => t.UnderWay), InFlight - 1, InFlight);
        Assert.Equal((waiting, waiting / OfARequest), (twinPush.Recipients, twinPush.Answered));

        Assert.True(memory.Max() - memory[0] < SlackBytes, $"MB at the start, each hour and afterwards: {string.Join(", ", memory.Select(m => m >> 20))}");
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{waiting} waiting, {probes.Count} probes in {Away.TotalHours} hours, {twinPush.Answered} requests afterwards; {memory[0] >> 20} MB at the start, {memory.Max() >> 20} MB at most");
    }

    /// <returns>The memory in use at the start, after each hour, and while and after everything was sent.</returns>
    private static List<long> Run(SimulatedStore store, AwayTwinPush twinPush, int waiting)
    {
        store.Begin(Start, [$$"""{"window":"0","max-in-flight":"{{InFlight}}","max-requests-per-second":"1000"}""", "{}"]);
        twinPush.Begin(store.Time, Start + Away);
        Fill(store, waiting);
        using var process = new SimulatedProcess(store, new Random(14), new() { Poll = TimeSpan.FromSeconds(LongForm.Asked ? 1 : 10) }, real => real, _ => CallFate.Works, () => { });
        process.Start();
        var memory = new List<long>();
        for (var minute = 1; minute <= Away.TotalMinutes; minute++)
        {
            Pass(store, Start.AddMinutes(minute));
            if (minute == 1 || minute % 60 == 0)
                memory.Add(GC.GetTotalMemory(forceFullCollection: true));
        }

        for (var second = 1; store.Busy(); second++)
        {
            Pass(store, Start + Away + TimeSpan.FromSeconds(second));
            if (second % 30 == 0)
                memory.Add(GC.GetTotalMemory(forceFullCollection: true));
        }

        memory.Add(GC.GetTotalMemory(forceFullCollection: true));
        return memory;
    }

    private static void Pass(SimulatedStore store, DateTimeOffset until)
    {
        Cancellation.ThrowIfCancellationRequested();
        while (store.Time.Step(until))
        {
        }

        // Housekeeping.
        SimulatedStore.Wait(store.Upkeep.ExpireAsync(until, 100, CancellationToken.None));
    }

    private static void Fill(SimulatedStore store, int waiting)
    {
        var intake = new SqliteIntakeStore(store.Writer, store.FreeSpace, new WorkSignal(store.Time));
        for (var from = 0; from < waiting; from += OfARequest)
        {
            var push = new Push { Title = "News", Alert = $"text {from}", Link = "", CustomProperties = "{}" };
            SimulatedStore.Wait(intake.AddAsync(SimulatedStore.SiteIds[0], [.. Enumerable.Range(from, OfARequest).Select(user => new NewRecipient
            {
                Key = $"n:{user}", ContentHash = "same", UserId = user, Alias = $"user{user}", Component = "mod_forum", Name = "posts", Push = push, DueAt = Start, ExpiresAt = Start.AddDays(1),
            })], Start, CancellationToken.None));
        }
    }
}
