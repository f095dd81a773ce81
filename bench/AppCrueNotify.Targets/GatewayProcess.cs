using System.Diagnostics;

namespace AppCrueNotify.Targets;

/// <summary>Runs the program as a process of its own on a data directory.</summary>
internal static class GatewayProcess
{
    public const string Url = "http://127.0.0.1:5987";

    public static Process Serve(string directory) => Start(directory, "serve", "--urls", Url, "--log-level", "Error");

    public static Process Start(string directory, params string[] arguments)
    {
        var program = typeof(Hosting.Gateway).Assembly.Location;
        var start = new ProcessStartInfo("dotnet", [program, .. arguments, "--data", directory]) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }

    public static async Task EndAsync(Process process, CancellationToken cancellationToken)
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(cancellationToken);
    }
}
