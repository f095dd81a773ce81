using System.Diagnostics;
using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;
using Dapper;

namespace AppCrueNotify.Targets;

/// <summary>What the console's pages ask of a database with a million messages, worst first; and what a console left open costs intake.</summary>
internal sealed class ConsolePages : Measurement
{
    private const int Messages = 1_000_000;
    private const int Rounds = 20;

    public override string Name => "console at 1,000,000 messages";
    public override string Target => "each page's questions under 100 ms; open during intake: p99 at most twice, intake slowed by less than a tenth, WAL at most 64 MB";

    public override async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        await using var world = await World.StartAsync(TimeSpan.Zero, cancellationToken, ("window", "5min"));
        await FillAsync(world, cancellationToken);
        var worst = 0.0;
        foreach (var (name, ask) in Pages(world))
        {
            var times = new List<double>();
            for (var i = 0; i < Rounds; i++)
            {
                var started = Stopwatch.GetTimestamp();
                await ask(cancellationToken);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }

            times.Sort();
            System.Console.Error.WriteLine($"{name}: median {times[Rounds / 2]:0.0} ms, worst {times[^1]:0.0} ms");
            worst = Math.Max(worst, times[^1]);
        }

        var (alone, alone99, _) = await IntakeAsync(world, 20_000_000, open: false, cancellationToken);
        var (open, open99, wal) = await IntakeAsync(world, 40_000_000, open: true, cancellationToken);
        return new(
            $"slowest page's questions {worst:0} ms; intake {alone:N0} messages/s alone and {open:N0} with a console open ({open / alone:P0}), p99 of a request of 500 {alone99:0} and {open99:0} ms, WAL {wal / 1048576.0:0} MB",
            worst < 100 && open >= alone * 0.9 && open99 <= alone99 * 2 && wal <= 64L * 1048576);
    }

    private static IEnumerable<(string, Func<CancellationToken, Task>)> Pages(World world)
    {
        var (tallies, search, reports) = (world.Get<Tallies>(), world.Get<MessageSearch>(), world.Get<IReportStore>());
        long[] sites = [world.SiteId];
        Func<CancellationToken, Task> Find(MessageFilter filter, long? before = null) => token => search.PageAsync(filter with { Sites = sites }, before, 25, true, token);
        yield return ("overview", async token =>
        {
            var now = await tallies.NowAsync(sites, token);
            await tallies.OldestWaitingAsync(world.SiteId, now.Where(t => t.State == RecipientState.Waiting).Sum(t => t.Count), token);
            await tallies.HoursAsync(sites, TimeProvider.System.GetUtcNow().AddHours(-24), token);
            await tallies.DelaysAsync(sites, TimeProvider.System.GetUtcNow().AddHours(-24), token);
        });
        yield return ("messages, newest", Find(new()));
        yield return ("messages, in the middle", Find(new(), Messages / 2));
        yield return ("by key", Find(new() { Key = "n:5000:5000" }));
        yield return ("by user (one window of the search)", Find(new() { UserId = 5000 }));
        yield return ("by alias (one window of the search)", Find(new() { Alias = "user5000" }));
        yield return ("by text that nobody wrote (one window of the search)", Find(new() { Text = "nothing like it" }));
        yield return ("by text that many got", Find(new() { Text = "texto 7" }));
        yield return ("by course and component", Find(new() { CourseId = 17, Component = "mod_quiz" }));
        yield return ("by state failed", Find(new() { States = [RecipientState.Failed] }));
        yield return ("by state undeliverable and component", Find(new() { States = [RecipientState.Undeliverable], Component = "mod_quiz" }));
        yield return ("by time", Find(new() { From = TimeProvider.System.GetUtcNow().AddDays(-10), Until = TimeProvider.System.GetUtcNow().AddDays(-9) }));
        yield return ("one message", token => reports.TraceKeyAsync(world.SiteId, "n:500000:500000", token));
        yield return ("to settle, with its count", async token =>
        {
            await tallies.NowAsync(sites, token);
            await Find(new() { States = [RecipientState.Undeliverable] })(token);
            await search.CountAsync(new() { Sites = sites, States = [RecipientState.Undeliverable], Component = "mod_forum" }, 10_000, token);
        });
    }

    private static async Task FillAsync(World world, CancellationToken cancellationToken)
    {
        var intake = world.Get<IIntakeStore>();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var chunk in Enumerable.Range(1, Messages).Chunk(1000))
        {
            // A month of mail: 30 days, 60,000 users, a text for some thirty people.
            var taken = now.AddMinutes(-43_200.0 * (Messages - chunk[0]) / Messages);
            await intake.AddAsync(world.SiteId, [.. chunk.Select(i => new NewRecipient
            {
                Key = $"n:{i}:{i}", ContentHash = new string('0', 32), UserId = i % 60_000, Alias = $"user{i % 60_000}", Component = i % 5 == 0 ? "mod_quiz" : "mod_forum", Name = "posts", CourseId = i % 900,
                Push = new() { Title = $"📢 Avisos del curso {i % 900}", Alert = $"texto {i / 30}: el examen final de Álgebra Lineal pasa al lunes 30 a las 9:00, en el aula 2.04 del edificio Torres Quevedo", Link = $"https://campus.example.edu/mod/forum/discuss.php?d={i / 30}", CustomProperties = "{}" },
                DueAt = now.AddDays(1), ExpiresAt = now.AddDays(2),
            })], taken, cancellationToken);
        }

        // States as after a month, in pieces as dispatch would: seven of ten sent, two without the app, some failed, the newest waiting.
        for (var from = 0; from < Messages - 1000; from += 50_000)
        {
            await world.Get<IDatabase>().WriteAsync(
                connection => connection.Execute(
                    "UPDATE recipient SET state = CASE WHEN id % 10 < 7 THEN 'sent' WHEN id % 10 < 9 THEN 'undeliverable' WHEN id % 100 = 9 THEN 'failed' ELSE 'opened' END WHERE id > @from AND id <= @upto",
                    new { from, upto = Math.Min(from + 50_000, Messages - 1000) }), cancellationToken);
        }
    }

    private static async Task<(double Rate, double P99, long Wal)> IntakeAsync(World world, int firstUser, bool open, CancellationToken cancellationToken)
    {
        var requests = Load.ForumRequests(60_000, 500, firstUser).ToArray();
        using var client = world.Client();
        foreach (var body in Load.ForumRequests(10_000, 500, firstUser + 10_000_000))
            await World.PostAsync(client, body, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var console = open ? LookAsync(world, stop.Token) : Task.FromResult(0L);
        var times = new System.Collections.Concurrent.ConcurrentBag<double>();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (body, token) =>
        {
            var posted = Stopwatch.GetTimestamp();
            await World.PostAsync(client, body, token);
            times.Add(Stopwatch.GetElapsedTime(posted).TotalMilliseconds);
        });
        var rate = 60_000 / Stopwatch.GetElapsedTime(started).TotalSeconds;
        await stop.CancelAsync();
        return (rate, times.Order().ElementAt((int)(times.Count * 0.99)), await console);
    }

    /// <summary>What an open overview and an open list ask, more often than the browser does (every five seconds).</summary>
    /// <returns>The largest write-ahead log seen.</returns>
    private static async Task<long> LookAsync(World world, CancellationToken cancellationToken)
    {
        var wal = new FileInfo(world.Get<StorageOptions>().DatabaseFile + "-wal");
        var largest = 0L;
        var pages = Pages(world).Take(2).ToList();
        while (!cancellationToken.IsCancellationRequested)
        {
            foreach (var (_, ask) in pages)
                await ask(CancellationToken.None);
            wal.Refresh();
            largest = Math.Max(largest, wal.Exists ? wal.Length : 0);
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        return largest;
    }
}
