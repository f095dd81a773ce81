namespace AppCrueNotify.Targets;

/// <summary>A few texts to a whole university, mixed: more wait than dispatch looks at.</summary>
internal sealed class TextsInTurns : Measurement
{
    private const int Users = 60_000;

    public override string Name => "10 texts in turns to 60,000 people";
    public override string Target => "60 requests";

    public override async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        await using var world = await World.StartAsync(TimeSpan.FromMilliseconds(20), cancellationToken);
        using var client = world.Client();
        foreach (var body in Load.ManyTexts(Users, 500, texts: 10))
            await World.PostAsync(client, body, cancellationToken);
        await world.UntilSentAsync(Users, cancellationToken);
        var posts = world.Simulator.State.Requests.Count();
        return new($"{posts} requests", posts is 60 or 61);
    }
}
