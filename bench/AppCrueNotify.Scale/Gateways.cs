using System.Buffers;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Tests.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.Scale;

/// <summary>Gateways as processes of their own, and what is posted to them.</summary>
internal sealed class Gateways : IAsyncDisposable
{
    private const int Connections = 8;
    private readonly ServiceProvider _services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
    private readonly List<string> _directories = [];
    private readonly List<Process> _processes = [];
    private readonly List<Task> _outputs = [];
    private readonly List<Uri> _addresses = [];
    private readonly List<string> _tokens = [];
    private string _warmUpToken = "";

    public TimeSpan CpuTime => _processes.Aggregate(TimeSpan.Zero, (sum, p) =>
    {
        p.Refresh();
        return sum + p.TotalProcessorTime;
    });

    public static async Task<Gateways> StartAsync(int count, PostgresCluster? cluster, Uri twinPush, Day day, CancellationToken cancellationToken)
    {
        var gateways = new Gateways();
        try
        {
            var connection = cluster is null ? null : await CreateDatabaseAsync(cluster, cancellationToken);
            for (var i = 0; i < count; i++)
                gateways._directories.Add(Directory.CreateTempSubdirectory("acn-scale-").FullName);
            await gateways.AddSitesAsync(new() { Directory = gateways._directories[0], Connection = connection }, twinPush, day, cancellationToken);
            foreach (var directory in gateways._directories)
                await gateways.ServeAsync(directory, connection, cancellationToken);
            return gateways;
        }
        catch
        {
            await gateways.DisposeAsync();
            throw;
        }
    }

    public async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        using var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient();
        var body = new ArrayBufferWriter<byte>();
        for (var i = 0; i < 20 * _addresses.Count; i++)
        {
            Day.Write((0, i * 500), body);
            await PostAsync(client, _addresses[i % _addresses.Count], _warmUpToken, body, cancellationToken);
        }

        // The warm-up's own pushes leave before the clock starts, and nodes divide the sites among themselves.
        await Task.Delay(TimeSpan.FromSeconds(12), TimeProvider.System, cancellationToken);
    }

    /// <returns>How long it took until all was acknowledged.</returns>
    public async Task<TimeSpan> PostAsync(Day day, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var number = 0;
        await Parallel.ForEachAsync(day.Requests, new ParallelOptions { MaxDegreeOfParallelism = Connections, CancellationToken = cancellationToken }, async (request, token) =>
        {
            var body = new ArrayBufferWriter<byte>(4 << 20);
            Day.Write(request, body);
            using var client = _services.GetRequiredService<IHttpClientFactory>().CreateClient();
            await PostAsync(client, _addresses[Interlocked.Increment(ref number) % _addresses.Count], _tokens[request.Site], body, token);
        });
        return Stopwatch.GetElapsedTime(started);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        await Task.WhenAll(_outputs);
        foreach (var process in _processes)
            process.Dispose();
        foreach (var directory in _directories)
            Directory.Delete(directory, recursive: true);
        await _services.DisposeAsync();
    }

    private static async Task PostAsync(HttpClient client, Uri address, string token, ArrayBufferWriter<byte> body, CancellationToken cancellationToken)
    {
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/api/v1/messages")) { Content = new ReadOnlyMemoryContent(body.WrittenMemory) };
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await client.SendAsync(request, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.Accepted)
                return;
            if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
                throw new InvalidOperationException($"The intake answered {answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<string> CreateDatabaseAsync(PostgresCluster cluster, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection($"{cluster.Connection("postgres")};Pooling=false");
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("CREATE DATABASE gateway", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return cluster.Connection("gateway");
    }

    private async Task AddSitesAsync(StorageOptions options, Uri twinPush, Day day, CancellationToken cancellationToken)
    {
        StorageServices.Prepare(options);
        foreach (var other in _directories.Skip(1))
        {
            Directory.CreateDirectory(Path.Combine(other, "keys"));
            File.Copy(Path.Combine(options.KeysDirectory, "master.key"), Path.Combine(other, "keys", "master.key"));
        }

        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddStorage(options, (_, sentence) => throw new InvalidOperationException(sentence)).BuildServiceProvider();
        for (var i = 0; i <= day.Sites; i++)
        {
            var token = SiteToken.Create();
            var site = new Site { Id = 0, Name = $"campus{i}", MoodleUrl = $"https://campus{i}.example.edu", AppId = SimulatedApp.Demo.AppId, TwinPushUrl = twinPush, CreatorKey = SimulatedApp.Demo.CreatorKey };
            await services.GetRequiredService<ISiteStore>().AddAsync(site, new Dictionary<string, string>(), new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), cancellationToken);
            if (i == day.Sites)
                _warmUpToken = token.Text;
            else
                _tokens.Add(token.Text);
        }
    }

    private async Task ServeAsync(string directory, string? connection, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Hosting.Gateway).Assembly.Location, "serve", "--urls", "http://127.0.0.1:0", "--data", directory]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ConnectionStrings__Store"] = connection;
        var process = Process.Start(start)!;
        _processes.Add(process);
        // Both are read on, or the gateway stops when a pipe is full.
        _outputs.Add(process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None));
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.Contains("listens on", StringComparison.Ordinal))
                continue;
            _addresses.Add(new(line.Split(' ').First(w => w.StartsWith("http://", StringComparison.Ordinal))));
            _outputs.Add(process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None));
            return;
        }

        throw new InvalidOperationException("A gateway ended before it listened.");
    }
}
