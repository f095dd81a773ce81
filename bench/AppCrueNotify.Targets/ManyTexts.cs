namespace AppCrueNotify.Targets;

/// <summary>Ten thousand different texts, one each.</summary>
internal sealed class ManyTexts : Measurement
{
    private const int Users = 10_000;

    public override string Name => "10,000 different texts to 10,000 people";
    public override string Target => "10 requests";

    public override async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        await using var world = await World.StartAsync(TimeSpan.FromMilliseconds(20), cancellationToken, ("window", "5s"));
        using var client = world.Client();
        foreach (var body in Load.ManyTexts(Users, 500, texts: Users))
            await World.PostAsync(client, body, cancellationToken);
        await world.UntilSentAsync(Users, cancellationToken);
        var posts = world.Simulator.State.Requests.Count();
        return new($"{posts} requests", posts is 10 or 11);
    }
}
