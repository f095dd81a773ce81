using System.Diagnostics;

namespace AppCrueNotify.Targets;

/// <summary>From the client's POST to the gateway until TwinPush has the request.</summary>
internal sealed class LoneMessage : Measurement
{
    private const int Messages = 500;

    public override string Name => "from intake to TwinPush, a lone personal message, window 0";
    public override string Target => "under 50 ms at the 99th percentile";

    public override async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        await using var world = await World.StartAsync(TimeSpan.Zero, cancellationToken, ("window", "0"), ("max-requests-per-second", "1000"));
        using var client = world.Client();
        var milliseconds = new List<double>();
        for (var i = 1; i <= Messages + 50; i++)
        {
            var body = Load.Personal(i);
            var started = Stopwatch.GetTimestamp();
            await World.PostAsync(client, body, cancellationToken);
            while (world.Simulator.State.Requests.Count() < i)
                await Task.Yield();
            if (i > 50)
                milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await world.UntilSentAsync(i, cancellationToken);
        }

        milliseconds.Sort();
        var (median, high) = (milliseconds[Messages / 2], milliseconds[Messages * 99 / 100]);
        return new($"median {median:0.0} ms, 99th percentile {high:0.0} ms", high < 50);
    }
}
