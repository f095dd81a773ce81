using AppCrueNotify.Commands;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Hosting;
using AppCrueNotify.Tests.Storage.Postgres;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.Tests.Commands;

/// <summary>Every command that works on the gateway's data works on PostgreSQL, in whichever way that is named.</summary>
[Trait("Category", "Server")]
public sealed class PostgresCommandTests : IAsyncLifetime
{
    // Each with a word of what it answers. The other tests with nodes start 'serve'.
    private static readonly (string Command, string Arguments, string Says)[] Calls =
    [
        ("status", "", "campus"),
        ("trace", "--site campus --key sent", "accepted by TwinPush"),
        ("cancel", "--site campus --key waiting", "1 waiting messages"),
        ("retry", "--site campus", "0 messages"),
        ("settle", "--site campus --not-sent --all", "0 held messages"),
        ("recall", "--site campus --key sent", "TwinPush"),
        ("test-push", "--site campus --alias ana", "accepted the push"),
        ("reach", "", ""),
        ("release", "", "Nothing is held"),
        ("admin link", "", "/login/link"),
        ("site list", "", "campus"),
        ("site add", $"second --moodle https://two.example.edu --app-id {SimulatedApp.Demo.AppId} --creator-key {SimulatedApp.Demo.CreatorKey}", ""),
        ("site set", "second window=5s", ""),
        ("site rotate-token", "second", ""),
        ("site doctor", "campus", ""),
        ("site check", "second --off", ""),
        ("site remove", "second", ""),
    ];

    private PostgresTestDatabase _database = null!;
    private StorageOptions _node = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        _node = _database.Node();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public void Every_command_that_names_a_data_directory_is_tried()
    {
        var tried = Calls.Select(c => c.Command).Concat(["serve", "backup", "restore"]);
        Assert.Equal(Leaves(CommandLine.Create(), "").Where(c => c.Command.Options.Any(o => o.Name == "--data")).Select(c => c.Name).Order(), tried.Order());
    }

    [Fact]
    public async Task Every_command_works_on_PostgreSQL_by_option_by_file_and_by_the_environment()
    {
        await using var gateway = await GatewayFixture.StartAsync(o => o with { Storage = _node }, ("window", "0"));
        await gateway.TakeAsync([Hosting.Moodle.Message("sent", 1)]);
        await gateway.DrainAsync();
        await gateway.StopAsync();
        var now = TimeProvider.System.GetUtcNow();
        await using (var store = CommandStore.Open(_node))
            await store.Get<IIntakeStore>().AddAsync(gateway.Site.Id, [Storage.Samples.Message("waiting", 2) with { ExpiresAt = now.AddHours(1) }], now, Cancellation);
        var file = Path.Combine(_node.Directory, "database");
        await File.WriteAllTextAsync(file, $"{_database.Connection}\n", Cancellation);
        for (var i = 0; i < Calls.Length; i++)
        {
            var (command, arguments, says) = Calls[i];
            string[] words = [.. command.Split(' '), .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--data", _node.Directory];
            var finished = (i % 3) switch
            {
                0 => await Binary.RunAsync([.. words, "--database", _database.Connection]),
                1 => await Binary.RunAsync([.. words, "--database-file", file]),
                _ => await Binary.RunAsync(words, null, null, ("ConnectionStrings__Store", _database.Connection)),
            };
            // The doctor finds something to say of a site whose TwinPush is gone; that it can read it is the point here.
            Assert.True(finished.Code == 0 || command == "site doctor", $"{command}: {finished.Code} {finished.Output} {finished.Errors}");
            Assert.True(finished.Output.Contains(says, StringComparison.Ordinal), $"{command}: {finished.Output}");
        }

        Assert.False(File.Exists(_node.DatabaseFile));
    }

    [Fact]
    public async Task A_database_named_twice_or_not_there_is_said()
    {
        var twice = await Binary.RunAsync("status", "--database", _database.Connection, "--database-file", "x", "--data", _node.Directory);
        Assert.Equal(2, twice.Code);
        var away = await Binary.RunAsync("status", "--database", "Host=127.0.0.1;Port=1;Password=hidden", "--data", _node.Directory);
        Assert.Equal(1, away.Code);
        Assert.Contains("cannot be reached", away.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", away.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_is_PostgreSQLs_own_and_after_setting_it_back_what_waited_is_held()
    {
        var backup = await Binary.RunAsync("backup", "--to", Path.Combine(_node.Directory, "b"), "--database", _database.Connection, "--data", _node.Directory);
        Assert.Equal(1, backup.Code);
        Assert.Contains("pg_dump", backup.Errors, StringComparison.Ordinal);
        string[] restore = ["restore", "--taken-at", "2026-11-23T22:30Z", "--database", _database.Connection, "--data", _node.Directory];
        await using (var node = await PostgresNode.StartAsync(_node))
        {
            var site = await node.AddSiteAsync("campus");
            await node.Intake.AddAsync(site, [Storage.Samples.Message("waiting", 1), Storage.Samples.Message("posting", 2)], Storage.Samples.Now, Cancellation);
            await GatewayFixture.UntilAsync(() => node.Leases.Held(site) is not null);
            var claim = (await node.ClaimAsync(site, (await node.PeekAsync(site)).Where(r => r.UserId == 2).ToList()))!;
            await node.Dispatch.BeginPostingAsync(claim.AttemptId, Storage.Samples.Now, Cancellation);
            var running = await Binary.RunAsync(restore);
            Assert.Equal(1, running.Code);
            Assert.Contains("Stop all of them first", running.Errors, StringComparison.Ordinal);
        }

        var restored = await Binary.RunAsync(restore);
        Assert.True(restored.Code == 0, restored.Errors);
        Assert.Contains("2 messages that waited then are held", restored.Output, StringComparison.Ordinal);
        await using var after = await PostgresNode.StartAsync(_node, takesLeases: false);
        Assert.Equal([(RecipientState.Held, 2L)], (await after.Get<IReportStore>().CountAsync(Cancellation)).Select(c => (c.State, c.Count)));
        Assert.Equal(0, await after.ScalarAsync("SELECT count(*) FROM attempt WHERE state IN ('claimed', 'posting')"));
        Assert.Equal(2, (await Binary.RunAsync("restore", "--from", "x", "--database", _database.Connection, "--data", _node.Directory)).Code);
        Assert.Equal(2, (await Binary.RunAsync("restore", "--taken-at", "2026-11-23T22:30Z", "--data", _node.Directory)).Code);
    }

    private static IEnumerable<(string Name, System.CommandLine.Command Command)> Leaves(System.CommandLine.Command command, string path) =>
        command.Subcommands.SelectMany(sub => sub.Subcommands.Count > 0 ? Leaves(sub, $"{path}{sub.Name} ") : [($"{path}{sub.Name}", sub)]);
}
