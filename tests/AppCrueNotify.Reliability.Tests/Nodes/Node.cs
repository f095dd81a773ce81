using System.Diagnostics;
using System.Globalization;
using AppCrueNotify.Hosting;

namespace AppCrueNotify.Reliability.Tests.Nodes;

/// <summary>A gateway's process on a database that others use as well.</summary>
internal sealed class Node(string directory, string connection, int leaseSeconds) : IDisposable
{
    private Process? _process;
    private Task _rest = Task.CompletedTask;

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>Its name in the database, new at each start; null until it is known.</summary>
    public string? Id { get; set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Id = null;
        var start = new ProcessStartInfo("dotnet",
            [typeof(Gateway).Assembly.Location, "serve", "--urls", Address.GetLeftPart(UriPartial.Authority), "--data", directory, "--lease", leaseSeconds.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["ConnectionStrings__Store"] = connection;
        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (!line.Contains("listens on", StringComparison.Ordinal))
                continue;
            Address = new(line.Split(' ').First(w => w.StartsWith("http://", StringComparison.Ordinal)));
            // What it writes from here on is read by nobody but must not fill the pipe; its log stands in its directory.
            _rest = _process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return;
        }

        throw new InvalidOperationException($"The node in {directory} ended before it listened.");
    }

    /// <summary>As the system's kill -9: nothing is flushed, nothing is told.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process!.Kill();
        await _process.WaitForExitAsync(cancellationToken);
        await _rest;
        _process.Dispose();
        _process = null;
    }

    public async Task SignalAsync(string name, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
            _process.Kill();
        _process?.Dispose();
    }
}
