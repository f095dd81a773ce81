using System.Diagnostics;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Targets;

/// <summary>Choosing the next batch from a million waiting recipients, compared with ten thousand in the same run.</summary>
internal sealed class Backlog : Measurement
{
    private const int Small = 10_000;
    private const int Large = 1_000_000;
    private const int Batches = 60;

    public override string Name => "1,000,000 waiting";
    public override string Target => "dispatch rate within 10 % of that at 10,000; memory under 200 MB";

    public override async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        var small = await RateAsync(Small, cancellationToken);
        var large = await RateAsync(Large, cancellationToken);
        var ratio = large.PerSecond / small.PerSecond;
        return new(
            $"choosing and claiming {large.PerSecond:N0} recipients/s, {ratio:P0} of the rate at 10,000; {large.Memory / 1048576:N0} MB resident",
            ratio >= 0.9 && large.Memory < 200L * 1048576);
    }

    private static async Task<(double PerSecond, long Memory)> RateAsync(int waiting, CancellationToken cancellationToken)
    {
        // The site's credentials lead nowhere: nothing is sent meanwhile, and the store alone is measured.
        await using var world = await World.StartAsync(TimeSpan.Zero, cancellationToken, ("window", "5min"), ("enabled", "on"));
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

        GC.Collect();
        var dispatch = world.Get<IDispatchStore>();
        await ClaimAsync(dispatch, world.SiteId, 5, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        var batches = Math.Min(Batches, (waiting / 1000) - 5);
        await ClaimAsync(dispatch, world.SiteId, batches, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (batches * 1000 / seconds, Environment.WorkingSet);
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
