using System.Diagnostics;
using AppCrueNotify.Storage;
using Dapper;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Targets;

/// <summary>
/// Choosing the next batch from a million waiting recipients, compared with ten thousand in the same run; and the memory of a gateway,
/// as a process of its own, that sends from such a backlog.
/// </summary>
internal sealed class Backlog : Measurement
{
    private const int Small = 10_000;
    private const int Large = 1_000_000;
    private const int Batches = 60;
    private const int RequestsToSend = 100;

    public override string Name => "1,000,000 waiting";
    public override string Target => "dispatch rate within 10 % of that at 10,000; memory under 200 MB";

    public override async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        var small = await RateAsync(Small, cancellationToken);
        var large = await RateAsync(Large, cancellationToken);
        var ratio = large.PerSecond / small.PerSecond;
        return new(
            $"choosing and claiming {large.PerSecond:N0} recipients/s, {ratio:P0} of the rate at 10,000; a gateway that sends from it: {large.Memory / 1048576:N0} MB resident",
            ratio >= 0.9 && large.Memory < 200L * 1048576);
    }

    private static async Task<(double PerSecond, long Memory)> RateAsync(int waiting, CancellationToken cancellationToken)
    {
        // Due tomorrow: nothing is sent while the store alone is measured.
        await using var world = await World.StartAsync(TimeSpan.Zero, cancellationToken, ("window", "0"), ("max-requests-per-second", "100"));
        var intake = world.Get<IIntakeStore>();
        var now = TimeProvider.System.GetUtcNow();
        var push = new Messages.Push { Title = "t", Alert = "a", Link = "", CustomProperties = "{}" };
        foreach (var chunk in Enumerable.Range(1, waiting).Chunk(1000))
        {
            await intake.AddAsync(world.SiteId, [.. chunk.Select(i => new NewRecipient
            {
                Key = $"n:{i}:{i}", ContentHash = "00", UserId = i, Alias = $"user{i}", Component = "mod_forum", Name = "posts", Push = push,
                DueAt = now.AddDays(1).AddMilliseconds(i), ExpiresAt = now.AddDays(2),
            })], now, cancellationToken);
        }

        var dispatch = world.Get<IDispatchStore>();
        await ClaimAsync(dispatch, world.SiteId, 5, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var batches = Math.Min(Batches, (waiting / 1000) - 5);
        await ClaimAsync(dispatch, world.SiteId, batches, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (batches * 1000 / seconds, waiting == Large ? await MemoryAsync(world, cancellationToken) : 0);
    }

    /// <summary>The most that a gateway's process has resident while it sends from the backlog.</summary>
    private static async Task<long> MemoryAsync(World world, CancellationToken cancellationToken)
    {
        var file = world.Get<StorageOptions>().DatabaseFile;
        await world.StopGatewayAsync();
        await using (var connection = new SqliteConnection($"Data Source={file};Pooling=False"))
            await connection.ExecuteAsync("UPDATE recipient SET due_at = due_at - 2 * 86400000 WHERE state = 'waiting'");
        var before = world.Simulator.State.Requests.Count();
        using var gateway = GatewayProcess.Serve(world.Directory);
        try
        {
            var most = 0L;
            while (world.Simulator.State.Requests.Count() < before + RequestsToSend && !gateway.HasExited)
            {
                gateway.Refresh();
                most = Math.Max(most, gateway.WorkingSet64);
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
            }

            return gateway.HasExited ? throw new InvalidOperationException(await gateway.StandardError.ReadToEndAsync(cancellationToken)) : most;
        }
        finally
        {
            await GatewayProcess.EndAsync(gateway, cancellationToken);
        }
    }

    private static async Task ClaimAsync(IDispatchStore store, long siteId, int batches, CancellationToken cancellationToken)
    {
        for (var i = 0; i < batches; i++)
        {
            var now = TimeProvider.System.GetUtcNow();
            var due = await store.PeekAsync(siteId, now.AddDays(3), 1000, cancellationToken);
            await store.ClaimAsync(siteId, [new(BatchKind.Simple, "tag", due)], now, now.AddMinutes(3), cancellationToken);
        }
    }
}
