using System.Diagnostics;
using System.Globalization;

namespace AppCrueNotify.Targets;

/// <summary>What consoles that somebody left open cost intake: in turns without and with them, so that both meet the same machine and the same database.</summary>
/// <param name="Ratio">Messages a second with consoles open, as a part of those without: the median of the pairs.</param>
internal sealed record OpenConsoles(double Ratio, string Text)
{
    private const int Pairs = 6;
    private const int Messages = 40_000;
    private const int Consoles = 5;

    // As console.js asks.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public static async Task<OpenConsoles> MeasureAsync(World world, ConsoleReader reader, CancellationToken cancellationToken)
    {
        using var client = world.Client();
        var next = 20_000_000;
        await IntakeAsync(client, Prepare(next), cancellationToken);
        var pairs = new List<(double Alone, double Open)>();
        var asked = 0;
        for (var i = 0; i < Pairs; i++)
        {
            double alone = 0, open = 0;
            // The second of a pair has the larger database: each is the second as often as the other.
            foreach (var looked in (bool[])[i % 2 == 1, i % 2 == 0])
            {
                next += Messages;
                var requests = Prepare(next);
                if (!looked)
                {
                    alone = await IntakeAsync(client, requests, cancellationToken);
                    continue;
                }

                using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var consoles = Enumerable.Range(0, Consoles).Select(c => LookAsync(reader, c, stop.Token)).ToList();
                open = await IntakeAsync(client, requests, cancellationToken);
                await stop.CancelAsync();
                asked += (await Task.WhenAll(consoles)).Sum();
            }

            pairs.Add((alone, open));
            System.Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"intake {alone:N0} messages/s alone, {open:N0} with consoles open: {open / alone:P0}"));
        }

        var ratios = pairs.Select(p => p.Open / p.Alone).Order().ToList();
        var median = (ratios[(Pairs - 1) / 2] + ratios[Pairs / 2]) / 2;
        return new(median, string.Create(
            CultureInfo.InvariantCulture,
            $"intake with {Consoles} overviews open, each asking every {Every.TotalSeconds:0} s ({asked} answers), {median:P0} of that without (median of {Pairs} pairs, {ratios[0]:P0} to {ratios[^1]:P0}; {pairs.Average(p => p.Alone):N0} messages/s without)"));
    }

    private static byte[][] Prepare(int firstUser)
    {
        var requests = Load.ForumRequests(Messages, 500, firstUser).ToArray();
        GC.Collect();
        return requests;
    }

    private static async Task<double> IntakeAsync(HttpClient client, byte[][] requests, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (body, token) => await World.PostAsync(client, body, token));
        return Messages / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>One open overview; each began at another moment.</summary>
    private static async Task<int> LookAsync(ConsoleReader reader, int number, CancellationToken cancellationToken)
    {
        var answers = 0;
        try
        {
            await Task.Delay(Every * number / Consoles, TimeProvider.System, cancellationToken);
            while (true)
            {
                await reader.ReadAsync("/", CancellationToken.None);
                answers++;
                await Task.Delay(Every, TimeProvider.System, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            return answers;
        }
    }
}
