using System.Diagnostics;

namespace AppCrueNotify.Targets;

/// <summary>A news post to a whole university.</summary>
internal sealed class OneTextToMany : Measurement
{
    private const int Users = 60_000;

    public override string Name => "one text to 60,000, TwinPush answering in 100 ms";
    public override string Target => "60 requests; last one answered within 5 s of the first intake";

    public override async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        await WarmAsync(cancellationToken);
        await using var world = await World.StartAsync(TimeSpan.FromMilliseconds(100), cancellationToken);
        using var client = world.Client();
        var requests = Load.OneText(Users, 500).ToArray();
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (body, token) => await World.PostAsync(client, body, token));
        var taken = Stopwatch.GetElapsedTime(started);
        await world.UntilSentAsync(Users, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var posts = world.Simulator.State.Requests.Count();
        return new($"{posts} requests, {seconds:0.0} s (intake {taken.TotalSeconds:0.0} s; default settings: 4 in flight, 20 a second)", posts is 60 or 61 && seconds <= 5);
    }

    // A gateway runs for weeks: what the just-in-time compiler does in its first seconds is not the rate.
    private static async Task WarmAsync(CancellationToken cancellationToken)
    {
        await using var world = await World.StartAsync(TimeSpan.Zero, cancellationToken, ("max-requests-per-second", "1000"));
        using var client = world.Client();
        foreach (var body in Load.OneText(Users / 2, 500))
            await World.PostAsync(client, body, cancellationToken);
        await world.UntilSentAsync(Users / 2, cancellationToken);
    }
}
