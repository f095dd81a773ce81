using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;

namespace AppCrueNotify.Tests.Commands;

public sealed class ServeTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_gateway_answers_keeps_its_directory_for_itself_and_ends_cleanly(string signal)
    {
        await using var gateway = Binary.Start("serve", "--urls", "http://127.0.0.1:0", "--data", _directory.Path);
        var line = await gateway.LineAsync(l => l.Contains("listens on", StringComparison.Ordinal));
        var address = new Uri(line.Split(' ').First(w => w.StartsWith("http://", StringComparison.Ordinal)));
        await using var clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = clients.GetRequiredService<IHttpClientFactory>().CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(address, "/health/ready"), TestContext.Current.CancellationToken)).StatusCode);

        var second = await Binary.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--data", _directory.Path);
        Assert.Equal(1, second.Code);
        Assert.Contains("Another gateway already runs", second.Errors, StringComparison.Ordinal);

        var status = await Binary.RunAsync("status", "--data", _directory.Path);
        Assert.Equal(0, status.Code);

        await gateway.SignalAsync(signal);
        Assert.Equal(0, (await gateway.EndAsync()).Code);
    }

    [Fact]
    public async Task Nothing_in_the_working_directory_decides_or_is_watched()
    {
        // A service manager starts programs in the root: who watches what lies below watches the whole machine.
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "appsettings.json"), "no configuration", TestContext.Current.CancellationToken);
        await using var gateway = Binary.StartIn(_directory.Path, "serve", "--urls", "http://127.0.0.1:0", "--data", _directory.Path);
        await gateway.LineAsync(l => l.Contains("listens on", StringComparison.Ordinal));
        if (OperatingSystem.IsLinux())
        {
            var opened = await Task.WhenAll(Directory.GetFiles($"/proc/{gateway.Id}/fdinfo").Select(InfoAsync));
            Assert.Contains(opened, info => info.Contains("flags:", StringComparison.Ordinal));
            Assert.DoesNotContain(opened, info => info.Contains("inotify", StringComparison.Ordinal));
        }

        await gateway.SignalAsync("TERM");
        Assert.Equal(0, (await gateway.EndAsync()).Code);
    }

    [Theory]
    [InlineData("banana")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("https://127.0.0.1:5080")]
    public async Task What_is_nothing_to_listen_on_is_wrong_usage(string urls)
    {
        var refused = await Binary.RunAsync("serve", "--urls", urls, "--data", _directory.Path);
        Assert.Equal((2, ""), (refused.Code, refused.Output));
        Assert.Contains($"'{urls}' is nothing to listen on", refused.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("simulator")]
    public async Task A_port_in_use_is_said_with_what_to_do(string command)
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string[] data = command == "serve" ? ["--data", _directory.Path] : [];
        var finished = await Binary.RunAsync([command, "--urls", $"http://{taken.LocalEndpoint}", .. data]);
        Assert.Equal(1, finished.Code);
        Assert.Contains("--urls", finished.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_written_is_said_with_what_to_do()
    {
        // A path through a file: refused to everybody, root too.
        var file = Path.Combine(_directory.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        foreach (var command in (string[][])[["serve", "--urls", "http://127.0.0.1:0"], ["site", "list"]])
        {
            var finished = await Binary.RunAsync([.. command, "--data", Path.Combine(file, "data")]);
            Assert.Equal(1, finished.Code);
            Assert.Contains("cannot be used", finished.Errors, StringComparison.Ordinal);
            Assert.Contains("--data", finished.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_simulator_says_how_to_use_it_and_ends_cleanly()
    {
        await using var simulator = Binary.Start("simulator", "--urls", "http://127.0.0.1:0");
        var url = (await simulator.LineAsync(l => l.Contains("--twinpush-url", StringComparison.Ordinal))).Trim().Split(' ')[1];
        Assert.EndsWith("/api/v2", url, StringComparison.Ordinal);
        await simulator.LineAsync(l => l.Contains("Ctrl+C", StringComparison.Ordinal));
        await using var clients = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = clients.GetRequiredService<IHttpClientFactory>().CreateClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(new Uri(url), "/"), TestContext.Current.CancellationToken)).StatusCode);
        await simulator.SignalAsync("TERM");
        var finished = await simulator.EndAsync();
        Assert.Equal(0, finished.Code);
        Assert.All((string[])["--app-id", "--creator-key", "--api-token"], option => Assert.Contains(option, finished.Output, StringComparison.Ordinal));
    }

    public void Dispose() => _directory.Dispose();

    private static async Task<string> InfoAsync(string file)
    {
        try
        {
            return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        }
        catch (IOException)
        {
            // Closed meanwhile.
            return "";
        }
    }
}
