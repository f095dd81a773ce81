using AppCrueNotify.Reliability.Tests.Histories;
using AppCrueNotify.Reliability.Tests.Running;
using AppCrueNotify.Storage;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Reliability.Tests.PowerCut;

/// <summary>T2: what was acknowledged is there after a power cut that tears and reorders what was not synced.</summary>
[Trait("Category", "Slow")]
public sealed class PowerCutTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_power_cut_loses_nothing_that_was_acknowledged()
    {
        var cuts = new List<Outcome>();
        foreach (var seed in LongForm.Seeds(LongForm.Rounds(30, 500)))
        {
            var random = new Random(seed);
            var cut = await CutAsync(random, seed, lies: false, eager: random.NextDouble());
            Assert.True(cut.Syncs > 0, $"seed {seed}: the shim saw no sync");
            Assert.True(cut.Damage is null, $"seed {seed}: {cut.Damage}");
            Assert.True(cut.Lost.Count == 0, $"seed {seed}: {cut.Lost.Count} of {cut.Acknowledged} acknowledged messages are lost, such as {string.Join(", ", cut.Lost.Take(1))}");
            cuts.Add(cut);
        }

        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{cuts.Count} cuts, {cuts.Sum(c => c.Acknowledged)} acknowledged, 0 lost; sectors in doubt: {cuts.Sum(c => c.Doubt.Log)} of the log in {cuts.Count(c => c.Doubt.Log > 0)} cuts, " +
            $"{cuts.Sum(c => c.Doubt.Database)} of the database in {cuts.Count(c => c.Doubt.Database > 0)} cuts; {cuts.Count(c => c.Checkpointed)} cuts after a checkpoint had begun");
        // Cuts that hit nothing prove nothing.
        if (LongForm.Seed is null)
        {
            Assert.True(cuts.Sum(c => c.Acknowledged) > 10 * cuts.Count);
            Assert.True(cuts.Count(c => c.Doubt.Log > 0) >= cuts.Count / 5, "Too few cuts found sectors of the log in doubt.");
            Assert.True(cuts.Count(c => c.Doubt.Database > 0) >= cuts.Count / 5, "Too few cuts hit the middle of a checkpoint.");
        }
    }

    [Fact]
    public async Task Behind_a_disk_that_lies_messages_are_lost_so_the_cut_can_tell()
    {
        // A disk that wrote nothing of what it promised: everything acknowledged is gone, and the database is well.
        var gone = await CutAsync(new Random(1), 1, lies: true, eager: 0);
        Assert.True(gone.Acknowledged > 0);
        Assert.Null(gone.Damage);
        Assert.Equal(gone.Acknowledged, gone.Lost.Count);

        // One that wrote half of it: lost, or damaged.
        var half = await CutAsync(new Random(2), 2, lies: true, eager: 0.5);
        Assert.True(half.Acknowledged > 0);
        Assert.True(half.Damage is not null || half.Lost.Count > 0, "Half of what was written is on the disk, and nothing is missing.");
    }

    private static async Task<Outcome> CutAsync(Random random, int seed, bool lies, double eager)
    {
        using var data = new Directories("acn-cut-");
        var (directory, image) = (data.New(), data.New());
        string token;
        await using (var store = new OpenStore(directory))
            (_, token) = await store.AddSiteAsync(Cancellation);
        File.Copy(Path.Combine(directory, Disk.Database), Path.Combine(image, Disk.Database));

        using var control = new Control();
        using var gateway = await RunningGateway.StartAsync(new(directory) { Control = control, Image = image, Lies = lies }, Cancellation);
        await using var load = new Load(gateway.Address, token, seed);
        var posting = load.RunAsync(Cancellation);
        // Not a cut before the first answers: the first request of a new process is slow.
        while (load.Acknowledged.IsEmpty && !posting.IsCompleted)
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        await WhenAsync(seed % 3, random, control, gateway);
        await posting;
        var outcome = new Outcome(load.Acknowledged.Count, control.Syncs, control.DatabaseWrites > 0, Disk.Cut(directory, image, random, eager));
        return await LookAsync(directory, load, outcome);
    }

    /// <summary>Cuts the power: at any moment, before a sync of the log, or in the middle of a checkpoint.</summary>
    private static async Task WhenAsync(int way, Random random, Control control, RunningGateway gateway)
    {
        if (way == 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20, 700)), TimeProvider.System, Cancellation);
            await gateway.KillAsync(Cancellation);
            return;
        }

        if (way == 1)
            control.Ask(Harm.KillBefore, Calls.SyncLog, random.Next(1, 100));
        else
            control.Ask(Harm.KillBefore, random.Next(4) == 0 ? Calls.SyncDatabase : Calls.WriteDatabase, random.Next(1, 200));
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(4));
        try
        {
            await gateway.EndedAsync(patience.Token);
        }
        catch (OperationCanceledException) when (!Cancellation.IsCancellationRequested)
        {
            // A slow machine did not come that far: then at this moment.
            await gateway.KillAsync(Cancellation);
        }
    }

    private static async Task<Outcome> LookAsync(string directory, Load load, Outcome outcome)
    {
        try
        {
            await using var store = new OpenStore(directory);
            if (DamageIn(directory) is { } damage)
                return outcome with { Damage = damage };
            if (HistoryCheck.Violations(Ledger.Stored(directory, [.. load.Acknowledged.Keys]) with { Ended = false }).FirstOrDefault(v => !v.Contains("is gone", StringComparison.Ordinal)) is { } violation)
                return outcome with { Damage = violation };
            var alerts = OpenStore.Query(directory, "SELECT r.key || ' ' || p.alert FROM recipient r JOIN push p ON p.id = r.push_id")
                .ToDictionary(row => row.Split(' ')[0], row => row, StringComparer.Ordinal);
            var lost = load.Acknowledged
                .Where(a => !alerts.TryGetValue(a.Key, out var row) || !row.Contains(a.Value.TrimEnd(), StringComparison.Ordinal))
                .Select(a => $"{a.Key} '{a.Value}', found '{alerts.GetValueOrDefault(a.Key)}'").ToList();
            return outcome with { Lost = lost };
        }
        catch (StoreUnavailableException e)
        {
            return outcome with { Damage = e.Message };
        }
    }

    /// <returns>What is wrong; null when all is well.</returns>
    private static string? DamageIn(string directory)
    {
        try
        {
            return OpenStore.Query(directory, "PRAGMA integrity_check") is ["ok"] ? null : "integrity_check found damage";
        }
        catch (SqliteException e)
        {
            return e.Message;
        }
    }

    private sealed record Outcome(int Acknowledged, long Syncs, bool Checkpointed, InDoubt Doubt)
    {
        public string? Damage { get; init; }
        public List<string> Lost { get; init; } = [];
    }
}
