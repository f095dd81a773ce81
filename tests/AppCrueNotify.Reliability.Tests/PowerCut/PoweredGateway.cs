using System.Diagnostics;
using AppCrueNotify.Hosting;

namespace AppCrueNotify.Reliability.Tests.PowerCut;

/// <summary>The real program with the shim under it.</summary>
internal sealed class PoweredGateway : IDisposable
{
    private readonly Process _process;
    private Task _rest = Task.CompletedTask;

    private PoweredGateway(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    public static async Task<PoweredGateway> StartAsync(string directory, string image, bool lies, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Gateway).Assembly.Location, "serve", "--urls", "http://127.0.0.1:0", "--data", directory])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = AppContext.BaseDirectory,
        };
        start.Environment["LD_PRELOAD"] = Shim.Library;
        start.Environment["DURABLE_IMAGE"] = image;
        if (lies)
            start.Environment["DURABLE_LIES"] = "1";
        var gateway = new PoweredGateway(Process.Start(start)!);
        try
        {
            while (await gateway._process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (!line.Contains("listens on", StringComparison.Ordinal))
                    continue;
                gateway.Address = new(line.Split(' ').First(w => w.StartsWith("http://", StringComparison.Ordinal)));
                // What it writes from here on is read by nobody but must not fill the pipe.
                gateway._rest = gateway._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return gateway;
            }

            throw new InvalidOperationException("The gateway ended before it listened.");
        }
        catch
        {
            gateway.Dispose();
            throw;
        }
    }

    /// <summary>No signal handler runs, nothing is flushed.</summary>
    public async Task CutAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
        await _rest;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
