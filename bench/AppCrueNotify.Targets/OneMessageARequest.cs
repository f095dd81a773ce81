using System.Diagnostics;

namespace AppCrueNotify.Targets;

/// <summary>How long one message takes from the client's view, one after the other.</summary>
internal sealed class OneMessageARequest : Measurement
{
    private const int Messages = 3_000;

    public override string Name => "durable intake, one message a request on one connection";
    public override string Target => "at most 0.6 ms a message";

    public override async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        // Full requests leave beside it, one a second.
        await using var world = await World.StartAsync(TimeSpan.Zero, cancellationToken, ("window", "5min"), ("max-requests-per-second", "1"));
        using var client = world.Client();
        // As in a gateway that has run for a while: compiled in full.
        foreach (var body in Load.ForumRequests(30_000, 500, firstUser: 10_000_000).Concat(Load.ForumRequests(6_000, 1, firstUser: 20_000_000)))
            await World.PostAsync(client, body, cancellationToken);
        var requests = Load.ForumRequests(Messages, 1).ToArray();
        var started = Stopwatch.GetTimestamp();
        foreach (var body in requests)
            await World.PostAsync(client, body, cancellationToken);
        var each = Stopwatch.GetElapsedTime(started).TotalMilliseconds / Messages;
        return new($"{each:0.00} ms", each <= 0.6);
    }
}
