using System.Text.Json;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;
using AppCrueNotify.Tests.Dispatch;
using AppCrueNotify.Tests.Hosting;
using static AppCrueNotify.Tests.Hosting.Moodle;

namespace AppCrueNotify.Tests.Commands;

/// <summary>T22: a backup taken at any moment is whole, and what it brings back is not sent again by itself.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly TempDirectory _place = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task A_backup_while_messages_come_has_whole_requests_and_all_that_were_acknowledged_before_it()
    {
        const int OfARequest = 7;
        await using var gateway = await GatewayFixture.StartAsync(("window", "10ms"), ("max-requests-per-second", "200"));
        var acknowledged = 0;
        using var enough = new CancellationTokenSource();
        var posting = PostAsync();
        for (var round = 0; round < 4; round++)
        {
            var wanted = acknowledged + 20;
            await GatewayFixture.UntilAsync(() => acknowledged >= wanted);
            var before = acknowledged;
            var backup = new SqliteBackup(TimeProvider.System).Take(new() { Directory = gateway.Directory }, _place.File($"backup{round}"), _ => { }, Cancellation);
            var keys = (await OpenAttempts.QueryAsync(backup.Directory, "SELECT key FROM recipient")).ToHashSet();
            var requests = keys.GroupBy(k => int.Parse(k.Split(':')[0], System.Globalization.CultureInfo.InvariantCulture)).ToList();
            Assert.All(requests, r => Assert.Equal(OfARequest, r.Count()));
            Assert.Empty(Enumerable.Range(0, before).Except(requests.Select(r => r.Key)));
            Assert.Empty(await OpenAttempts.QueryAsync(backup.Directory, "SELECT key FROM recipient WHERE state IN ('waiting', 'sending')"));
            Assert.Empty(await OpenAttempts.QueryAsync(backup.Directory, "SELECT tag FROM attempt WHERE state IN ('claimed', 'posting')"));
            Assert.Empty(await OpenAttempts.QueryAsync(backup.Directory, "SELECT \"table\" FROM pragma_foreign_key_check"));
        }

        await enough.CancelAsync();
        await posting;

        async Task PostAsync()
        {
            while (!enough.IsCancellationRequested)
            {
                using var answer = await gateway.PostAsync(Request(Enumerable.Range(0, OfARequest).Select(i => Message($"{acknowledged}:{i}", (acknowledged * OfARequest) + i + 1, $"text {acknowledged % 5}"))));
                Assert.True(answer.IsSuccessStatusCode);
                acknowledged++;
            }
        }
    }

    [Fact]
    public async Task A_restored_backup_is_held_until_somebody_releases_it_while_new_messages_go_out()
    {
        await using var gateway = await GatewayFixture.StartAsync(("window", "2s"), ("expire-after", "1h"));
        await gateway.TakeAsync([Message("old:1", 1), Message("old:2", 2), Message("old:3", 3)]);
        var taken = await RunAsync("backup", "--data", gateway.Directory, "--to", _place.Path);
        Assert.True(taken.Code == 0, taken.Errors);
        Assert.Contains("3 messages that waited", taken.Errors, StringComparison.Ordinal);
        await gateway.DrainAsync();
        using var moodle = gateway.Client();
        await gateway.StopAsync();
        var sentBefore = Creations();

        var data = _place.File("restored");
        var restored = await RunAsync("restore", "--from", taken.Lines[^1], "--data", data);
        Assert.True(restored.Code == 0, restored.Errors);
        Assert.Contains("3 messages that waited then are held", restored.Output, StringComparison.Ordinal);

        await using var second = await AppCrueNotify.Hosting.Gateway.StartAsync(GatewayFixture.Options(data), Cancellation);
        var reports = (IReportStore)second.Services.GetService(typeof(IReportStore))!;
        using var content = new StringContent(Request([Message("old:1", 1), Message("new:1", 1)]), System.Text.Encoding.UTF8, "application/json");
        using var answer = await moodle.PostAsync(new Uri(second.Address, "/api/v1/messages"), content, Cancellation);
        Assert.Equal(["duplicate", "queued"], JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement.GetProperty("results").EnumerateArray().Select(r => r.GetProperty("status").GetString()));
        await GatewayFixture.UntilAsync(async () => (await reports.CountAsync(Cancellation)).Any(c => c.State == RecipientState.Sent));
        Assert.Equal(sentBefore + 1, Creations());

        var status = await RunAsync("status", "--data", data);
        Assert.Contains("HELD: 3 messages come from the backup of", status.Output, StringComparison.Ordinal);
        var json = JsonDocument.Parse((await RunAsync("status", "--json", "--data", data)).Output).RootElement.GetProperty("sites")[0].GetProperty("restored");
        Assert.Equal(3, json.GetProperty("held").GetInt32());
        Assert.Contains("appcrue-notify release", (await RunAsync("trace", "--site", "campus", "--key", "old:2", "--data", data)).Output, StringComparison.Ordinal);

        Assert.Equal("1 held messages of site 'campus' count as sent.", (await RunAsync("settle", "--site", "campus", "--key", "old:3", "--sent", "--data", data)).Output);
        Assert.Equal("1 held messages of site 'campus' are sent again.", (await RunAsync("settle", "--site", "campus", "--key", "old:2", "--not-sent", "--data", data)).Output);
        var released = await RunAsync("release", "--data", data);
        Assert.Equal((0, "Site 'campus': 1 messages wait to be sent, 0 had expired."), (released.Code, released.Output));
        await GatewayFixture.UntilAsync(async () => !(await reports.CountAsync(Cancellation)).Any(c => c.State is not RecipientState.Sent));
        Assert.Equal("Nothing is held since a restore.", (await RunAsync("release", "--data", data)).Output);

        int Creations() => gateway.Simulator.State.Requests.OldestFirst.Count(r => r.Operation == "create");
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_leaves_nothing_behind()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var backup = _place.File("backup");
        Assert.Equal(0, (await RunAsync("backup", "--data", gateway.Directory, "--to", backup)).Code);
        var file = _place.File("file");
        await File.WriteAllTextAsync(file, "", Cancellation);
        var mistyped = _place.File("mistyped");
        await AssertRefusedAsync("Name the gateway's data directory", "backup", "--data", mistyped, "--to", _place.File("never"));
        await AssertRefusedAsync("exists. Name a directory", "backup", "--data", gateway.Directory, "--to", file);
        await AssertRefusedAsync("A gateway runs on", "restore", "--from", backup, "--data", gateway.Directory);
        await AssertRefusedAsync("a restore replaces nothing", "restore", "--from", gateway.Directory, "--data", backup);
        await AssertRefusedAsync("Name the directory that 'appcrue-notify backup' made", "restore", "--from", mistyped, "--data", _place.File("never"));
        var damaged = Path.Combine(backup, "appcrue-notify.db");
        var bytes = await File.ReadAllBytesAsync(damaged, Cancellation);
        Array.Fill<byte>(bytes, 0x5a, 4096, 40_000);
        await File.WriteAllBytesAsync(damaged, bytes, Cancellation);
        await AssertRefusedAsync("damaged", "restore", "--from", backup, "--data", _place.File("never"));
        Assert.Equal(["backup", "file", "never", "never/gateway.lock"], Directory.GetFileSystemEntries(_place.Path, "*", SearchOption.AllDirectories)
            .Select(p => Path.GetRelativePath(_place.Path, p)).Where(p => !p.StartsWith("backup/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static async Task AssertRefusedAsync(string said, params string[] arguments)
    {
        var finished = await RunAsync(arguments);
        Assert.Equal((1, ""), (finished.Code, finished.Output));
        Assert.Contains(said, finished.Errors, StringComparison.Ordinal);
    }

    private static Task<Finished> RunAsync(params string[] arguments) => Binary.RunAsync(arguments);
}
