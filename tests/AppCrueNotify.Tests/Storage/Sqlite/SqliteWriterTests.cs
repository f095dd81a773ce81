using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage.Sqlite;

public sealed class SqliteWriterTests : IDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly List<string> _fatal = [];

    public SqliteWriterTests() => SqliteDatabase.Prepare(Options);

    private StorageOptions Options => new() { Directory = _directory.Path, QueueLimit = 4, CommitLimit = 64 };
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Requests_that_wait_together_share_a_commit()
    {
        await using var writer = Writer();
        using var gate = new Gate(writer);
        var depths = await gate.WhileShutAsync(() => [.. Enumerable.Range(0, 4).Select(i => writer.WriteIntakeAsync(s => Insert(s, $"k{i}"), Cancellation))]);
        Assert.Equal([1, 2, 3, 4], depths);
    }

    [Theory]
    [InlineData("INSERT INTO t VALUES ('k0')")]
    [InlineData("SELECT json_extract('{', '$')")]
    [InlineData("INSERT INTO nowhere VALUES (1)")]
    [InlineData(null)]
    public async Task One_items_mistake_does_not_spoil_its_neighbours_of_the_same_commit(string? mistake)
    {
        await using var writer = Writer();
        using var gate = new Gate(writer);
        Task<int>? bad = null;
        var good = gate.WhileShutAsync(() =>
        {
            var first = writer.WriteIntakeAsync(s => Insert(s, "k0"), Cancellation);
            bad = writer.WriteIntakeAsync(s => Mistake(s, mistake), Cancellation);
            return [first, writer.WriteIntakeAsync(s => Insert(s, "k2"), Cancellation)];
        });
        var order = await good;
        Assert.Equal([1, 2], order);
        if (mistake is null)
            await Assert.ThrowsAsync<InvalidOperationException>(() => bad!);
        else
            await Assert.ThrowsAsync<SqliteException>(() => bad!);
        Assert.Equal("k0,k2", await writer.WriteAsync(s => (string)s.Scalar("SELECT group_concat(k) FROM (SELECT k FROM t ORDER BY k)")!, Cancellation));
        Assert.Empty(_fatal);
    }

    [Fact]
    public async Task A_full_queue_is_refused_and_told_when_to_come_back()
    {
        await using var writer = Writer();
        using var gate = new Gate(writer);
        List<Task<int>> refused = [];
        await gate.WhileShutAsync(() =>
        {
            List<Task<int>> taken = [.. Enumerable.Range(0, 4).Select(i => writer.WriteIntakeAsync(s => Insert(s, $"k{i}"), Cancellation))];
            refused.AddRange(Enumerable.Range(0, 3).Select(i => writer.WriteIntakeAsync(s => Insert(s, $"refused{i}"), Cancellation)));
            // Bookkeeping is never refused: what is known must be written.
            taken.AddRange(Enumerable.Range(0, 20).Select(i => writer.WriteAsync(s => Insert(s, $"b{i}"), Cancellation)));
            return taken;
        });
        foreach (var task in refused)
            Assert.Equal(TimeSpan.FromSeconds(2), (await Assert.ThrowsAsync<StoreUnavailableException>(() => task)).RetryAfter);
        Assert.Equal(24L, await writer.WriteAsync(s => s.Scalar("SELECT count(*) FROM t"), Cancellation));
    }

    [Fact]
    public async Task Bookkeeping_goes_before_intake()
    {
        await using var writer = Writer();
        using var gate = new Gate(writer);
        var order = await gate.WhileShutAsync(() =>
        [
            writer.WriteIntakeAsync(s => Insert(s, "i1"), Cancellation), writer.WriteIntakeAsync(s => Insert(s, "i2"), Cancellation),
            writer.WriteAsync(s => Insert(s, "b1"), Cancellation), writer.WriteAsync(s => Insert(s, "b2"), Cancellation),
        ]);
        Assert.Equal([3, 4, 1, 2], order);
    }

    [Fact]
    public async Task Disposing_ends_everything_that_was_accepted_and_refuses_the_rest()
    {
        await using (var first = Writer())
            await first.WriteAsync(s => Insert(s, "first"), Cancellation);
        for (var round = 0; round < 60; round++)
        {
            var writer = new SqliteWriter(Options with { QueueLimit = 1024 }, NullLogger<SqliteWriter>.Instance, _fatal.Add);
            var name = $"r{round}";
            using var begun = new CountdownEvent(3);
            var adders = Enumerable.Range(0, 3).Select(a => Task.Factory.StartNew(
                () =>
                {
                    begun.Signal();
                    return Enumerable.Range(0, 40).Select(i => writer.WriteIntakeAsync(s => Insert(s, $"{name}:{a}:{i}"), Cancellation)).ToList();
                }, Cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToList();
            begun.Wait(Cancellation);
            await writer.DisposeAsync();
            var results = (await Task.WhenAll(adders)).SelectMany(t => t).ToList();
            var acknowledged = 0;
            foreach (var result in results)
            {
                try
                {
                    await result.WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
                    acknowledged++;
                }
                catch (StoreUnavailableException)
                {
                    // Came after the end.
                }
            }

            using var session = new SqliteSession(Options.DatabaseFile, write: false);
            Assert.Equal((long)acknowledged, session.Scalar($"SELECT count(*) FROM t WHERE k LIKE '{name}:%'"));
        }
    }

    [Fact]
    public async Task A_full_disk_is_refused_in_words_spares_what_was_stored_and_heals()
    {
        await using var world = new SqliteWorld();
        var site = (await world.Sites.AddAsync(Site(), new Dictionary<string, string>(), new("t", "h"), Now, Cancellation))!.Value;
        await world.Intake.AddAsync(site, [Message("before", 1)], Now, Cancellation);
        var claim = (await world.Dispatch.ClaimAsync(site, [new(BatchKind.Simple, "tag", await world.Dispatch.PeekAsync(site, Now, 10, Cancellation))], Now, Now, Cancellation))[0];
        // The limit of pages is SQLite's own way to a full disk: the same error (13), at the same calls.
        await world.Writer.WriteAsync(s => s.Scalar($"PRAGMA max_page_count = {s.Scalar("PRAGMA page_count")}"), Cancellation);
        var large = Enumerable.Range(0, 500).Select(i => Message($"large{i}", i, Push(new string('x', 200) + i))).ToArray();
        var e = await Assert.ThrowsAsync<StoreUnavailableException>(() => world.Intake.AddAsync(site, large, Now, Cancellation));
        Assert.Contains("full", e.Message, StringComparison.Ordinal);
        Assert.True(e.RetryAfter > TimeSpan.Zero);
        Assert.True(await world.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));
        await world.Writer.WriteAsync(s => s.Scalar("PRAGMA max_page_count = 1000000"), Cancellation);
        Assert.All(await world.Intake.AddAsync(site, large, Now, Cancellation), r => Assert.Equal(StoreResult.Stored, r));
        Assert.Empty(world.Fatal);
    }

    [Fact]
    public async Task Damage_ends_the_writer_once_and_nothing_is_acknowledged_after_it()
    {
        await using var writer = Writer();
        using var gate = new Gate(writer);
        List<Task<int>> items = [];
        await gate.WhileShutAsync(() =>
        {
            items.Add(writer.WriteAsync<int>(_ => throw new SqliteException("database disk image is malformed", 11), Cancellation));
            // More than one commit takes, so that some would come after the damage.
            items.AddRange(Enumerable.Range(0, 200).Select(i => writer.WriteAsync(s => Insert(s, $"k{i}"), Cancellation)));
            return [];
        });
        foreach (var item in items)
            Assert.Contains("damaged", (await Assert.ThrowsAsync<StoreUnavailableException>(() => item)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => writer.WriteIntakeAsync(s => Insert(s, "later"), Cancellation));
        Assert.Single(_fatal);
    }

    private SqliteWriter Writer() => new(Options, NullLogger<SqliteWriter>.Instance, _fatal.Add);

    /// <summary>Inserts a row and tells how many rows there are: the order of the items.</summary>
    private static int Insert(SqliteSession session, string key)
    {
        session.Execute("CREATE TABLE IF NOT EXISTS t (k TEXT PRIMARY KEY)");
        session.Execute($"INSERT INTO t VALUES ('{key}')");
        return (int)(long)session.Scalar("SELECT count(*) FROM t")!;
    }

    private static int Mistake(SqliteSession session, string? sql)
    {
        session.Execute("INSERT INTO t VALUES ('half of a mistake')");
        if (sql is null)
            throw new InvalidOperationException("a mistake of the program");
        session.Execute(sql);
        return 0;
    }
}
