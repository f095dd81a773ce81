using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using AppCrueNotify.Hosting;

namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>What a gateway of a proof is started with.</summary>
internal sealed record RunOptions(string Directory)
{
    /// <summary>The shim's page; null: no shim.</summary>
    public Control? Control { get; init; }

    /// <summary>Where the shim keeps what a power cut would leave.</summary>
    public string? Image { get; init; }

    /// <summary>Whether syncs do nothing.</summary>
    public bool Lies { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();
    public string Urls { get; init; } = "http://127.0.0.1:0";
}

/// <summary>The real program in a process of its own.</summary>
internal sealed class RunningGateway : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _output;
    private readonly Task _errors;

    private readonly string _directory;

    private RunningGateway(Process process, string directory)
    {
        (_process, _directory) = (process, directory);
        _output = ReadAsync(process.StandardOutput);
        _errors = ReadAsync(process.StandardError);
    }

    public Uri Address => _listening.Task.Result;

    public bool Ended => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <summary>Everything it wrote until now.</summary>
    public string Said => string.Join('\n', _lines);

    /// <summary>Starts one that listens.</summary>
    public static async Task<RunningGateway> StartAsync(RunOptions options, CancellationToken cancellationToken)
    {
        var gateway = Begin(options);
        try
        {
            if (!await gateway.ListensAsync(cancellationToken))
                throw new InvalidOperationException($"The gateway ended before it listened:\n{gateway.Said}");
            return gateway;
        }
        catch
        {
            gateway.Dispose();
            throw;
        }
    }

    /// <summary>Starts one that may end before it listens.</summary>
    public static RunningGateway Begin(RunOptions options)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Gateway).Assembly.Location, "serve", "--urls", options.Urls, "--data", options.Directory, "--free-space-floor", "0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment.Remove("APPCRUENOTIFY_DATA");
        start.Environment["DOTNET_TieredPGO"] = "0";
        if (options.Control is { } control)
        {
            start.Environment["LD_PRELOAD"] = Shim.Library;
            start.Environment["SHIM_CONTROL"] = control.Path;
        }

        if (options.Image is { } image)
            start.Environment["SHIM_IMAGE"] = image;
        if (options.Lies)
            start.Environment["SHIM_LIES"] = "1";
        foreach (var (name, value) in options.Environment)
            start.Environment[name] = value;
        return new(Process.Start(start)!, options.Directory);
    }

    /// <returns>False when it ended instead.</returns>
    public async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        var ended = EndedAsync(cancellationToken);
        return await Task.WhenAny(_listening.Task, ended) != ended;
    }

    /// <summary>Waits until it has ended and everything it wrote is read.</summary>
    public async Task EndedAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        await Task.WhenAll(_output, _errors);
    }

    /// <returns>Whether it ended by itself, within what a stop may take and a little more.</returns>
    public async Task<bool> EndsAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(40));
        try
        {
            await EndedAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>kill -9: no signal handler runs, nothing is flushed.</summary>
    public Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        return EndedAsync(cancellationToken);
    }

    /// <summary>Asks it to stop, as a service manager does.</summary>
    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>A line of /proc/PID/status in KiB, such as VmHWM.</summary>
    public long Memory(string name) => long.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith($"{name}:", StringComparison.Ordinal)).Split(' ', '\t', StringSplitOptions.RemoveEmptyEntries)[^2]
            .Split(':')[^1], CultureInfo.InvariantCulture);

    /// <summary>Open files, sockets and pipes.</summary>
    public int Handles => Directory.GetFileSystemEntries($"/proc/{_process.Id}/fd").Length;

    /// <summary>Ends it, and searches what it wrote for what nobody may read there.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        Task.WaitAll(_output, _errors);
        _process.Dispose();
        Canaries.AssertNone("What the gateway said", Said);
        Canaries.AssertNoneInLogs(_directory);
    }

    private async Task ReadAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync(CancellationToken.None) is { } line)
        {
            _lines.Enqueue(line);
            if (line.Contains("listens on", StringComparison.Ordinal))
                _listening.TrySetResult(new(line.Split(' ').First(w => w.StartsWith("http://", StringComparison.Ordinal))));
        }
    }
}
