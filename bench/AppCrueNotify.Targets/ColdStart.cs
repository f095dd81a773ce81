using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace AppCrueNotify.Targets;

/// <summary>From the start of the program as a process of its own to its first 202, on a data directory that exists.</summary>
internal sealed class ColdStart : Measurement
{
    public override string Name => "cold start to first 202 (a process of its own)";
    public override string Target => "under 1.5 s";

    public override async Task<Figure> RunAsync(CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("acn-cold-").FullName;
        try
        {
            using var add = GatewayProcess.Start(directory, "site", "add", "campus", "--moodle", "https://campus.example.edu", "--app-id", "app", "--creator-key", "key", "--twinpush-url", "http://127.0.0.1:9/api/v2");
            var token = (await add.StandardOutput.ReadToEndAsync(cancellationToken)).Trim().Split('\n')[^1];
            await add.WaitForExitAsync(cancellationToken);
            var seconds = new List<double>();
            for (var i = 0; i < 5; i++)
                seconds.Add(await OnceAsync(directory, token, i, cancellationToken));
            seconds.Sort();
            return new($"{seconds[2]:0.00} s (median of 5)", seconds[2] < 1.5);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<double> OnceAsync(string directory, string token, int round, CancellationToken cancellationToken)
    {
        await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = new(GatewayProcess.Url);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var body = Load.Personal(round + 1);
        var started = Stopwatch.GetTimestamp();
        using var gateway = GatewayProcess.Serve(directory);
        try
        {
            while (true)
            {
                try
                {
                    await World.PostAsync(client, body, cancellationToken);
                    return Stopwatch.GetElapsedTime(started).TotalSeconds;
                }
                catch (HttpRequestException)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, cancellationToken);
                }
            }
        }
        finally
        {
            await GatewayProcess.EndAsync(gateway, cancellationToken);
        }
    }
}
