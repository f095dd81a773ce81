using System.Globalization;
using AppCrueNotify.Storage;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Reliability.Tests.PowerCut;

/// <summary>T2: what was acknowledged is there after a power cut that tears and reorders what was not synced.</summary>
[Trait("Category", "Slow")]
public sealed class PowerCutTests
{
    private const string Database = "appcrue-notify.db";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_power_cut_loses_nothing_that_was_acknowledged()
    {
        var (acknowledged, doubtful) = (0, 0);
        foreach (var seed in LongForm.Seeds(LongForm.Rounds(5, 500)))
        {
            var cut = await CutAsync(seed, lies: false);
            Assert.True(cut.Syncs > 10, $"seed {seed}: the shim saw only {cut.Syncs} syncs");
            Assert.True(cut.Damage is null, $"seed {seed}: {cut.Damage}");
            Assert.True(cut.Lost.Count == 0, $"seed {seed}: {cut.Lost.Count} of {cut.Acknowledged} acknowledged messages are lost, such as {string.Join(", ", cut.Lost.Take(1))}");
            acknowledged += cut.Acknowledged;
            doubtful += cut.Doubtful;
        }

        Assert.True(acknowledged > 0, "Nothing was acknowledged: the cuts prove nothing.");
        TestContext.Current.TestOutputHelper!.WriteLine($"{acknowledged} acknowledged, {doubtful} sectors in doubt, 0 lost");
    }

    [Fact]
    public async Task A_disk_that_lies_loses_messages_so_the_cut_can_tell()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var cut = await CutAsync(seed, lies: true);
            Assert.True(cut.Acknowledged > 0);
            if (cut.Damage is not null || cut.Lost.Count > 0)
                return;
        }

        Assert.Fail("Three cuts of a lying disk lost nothing.");
    }

    private static async Task<Outcome> CutAsync(int seed, bool lies)
    {
        var random = new Random(seed);
        var directory = Directory.CreateTempSubdirectory("acn-cut-").FullName;
        var image = Directory.CreateTempSubdirectory("acn-image-").FullName;
        try
        {
            long site;
            string token;
            await using (var store = new OpenStore(directory))
                (site, token) = await store.AddSiteAsync(Cancellation);
            File.Copy(Path.Combine(directory, Database), Path.Combine(image, Database));

            using var gateway = await PoweredGateway.StartAsync(directory, image, lies, Cancellation);
            await using var load = new Load(gateway.Address, token, seed);
            var posting = load.RunAsync(Cancellation);
            // Not a cut before the first answers: the first request of a new process is slow.
            while (load.Acknowledged.IsEmpty && !posting.IsCompleted)
                await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20, 1200)), TimeProvider.System, Cancellation);
            await gateway.CutAsync(Cancellation);
            await posting;

            var syncs = int.Parse(await File.ReadAllTextAsync(Path.Combine(image, "count"), Cancellation), CultureInfo.InvariantCulture);
            var doubtful = Disk.Cut(directory, image, random);
            return await LookAsync(directory, site, load, syncs, doubtful);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
            Directory.Delete(image, recursive: true);
        }
    }

    private static async Task<Outcome> LookAsync(string directory, long site, Load load, int syncs, int doubtful)
    {
        var outcome = new Outcome(load.Acknowledged.Count, syncs, doubtful);
        try
        {
            await using var store = new OpenStore(directory);
            if (DamageIn(directory) is { } damage)
                return outcome with { Damage = damage };
            var lost = new List<string>();
            foreach (var (key, text) in load.Acknowledged)
            {
                var found = await store.Get<IReportStore>().TraceKeyAsync(site, key, Cancellation);
                if (found is not [{ Push: { } push }] || !push.Alert.Contains(text.TrimEnd(), StringComparison.Ordinal))
                    lost.Add($"{key} '{text}', found '{(found.Count > 0 ? found[0].Push?.Alert : "nothing")}'");
            }

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
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, Database), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return command.ExecuteScalar() is "ok" ? null : "integrity_check found damage";
    }

    private sealed record Outcome(int Acknowledged, int Syncs, int Doubtful)
    {
        public string? Damage { get; init; }
        public List<string> Lost { get; init; } = [];
    }
}
