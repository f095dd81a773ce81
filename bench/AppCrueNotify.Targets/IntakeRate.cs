using System.Diagnostics;

namespace AppCrueNotify.Targets;

/// <summary>How many messages a second are on disk, in batches of 500.</summary>
internal sealed class IntakeRate : Measurement
{
    private const int Messages = 100_000;
    private const int WarmUp = 30_000;
    private const int Connections = 4;

    public override string Name => "durable intake in batches of 500 real messages";
    public override string Target => "at least 20,000 messages/s";

    public override async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        // Full requests leave beside it, one a second.
        await using var world = await World.StartAsync(TimeSpan.Zero, cancellationToken, ("window", "5min"), ("max-requests-per-second", "1"));
        var requests = Load.ForumRequests(Messages, 500).ToArray();
        using var client = world.Client();
        // A gateway runs for weeks: what the just-in-time compiler does in its first second is not the rate.
        foreach (var body in Load.ForumRequests(WarmUp, 500, firstUser: 10_000_000))
            await World.PostAsync(client, body, cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellationToken }, async (body, token) => await World.PostAsync(client, body, token));
        var rate = Messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new($"{rate:N0} messages/s ({requests.Average(r => r.Length) / 500:N0} bytes of JSON each, {Connections} connections)", rate >= 20_000);
    }
}
