using System.Diagnostics;
using System.Text.Json;

namespace AppCrueNotify.Targets;

/// <summary>Measures a row in a process of its own, so that it inherits neither the memory nor the compiled code of the rows before it.</summary>
internal static class RowProcess
{
    public const string Argument = "--row";

    /// <summary>How much the runtime takes for new objects before it collects them, and what the unit of docs/operating.md says. Otherwise it goes by the processor's cache.</summary>
    public const string NewObjects = "DOTNET_GCgen0size";

    private const string AsTheUnit = "0x2000000";

    /// <summary>In the parent: starts the row and reads its figure. What the row says on the error stream passes through.</summary>
    public static async Task<Figure> RunAsync(Measurement measurement, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Argument, measurement.Name]) { RedirectStandardOutput = true };
        start.Environment.TryAdd(NewObjects, AsTheUnit);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0 && output.Trim().Split('\n')[^1] is { Length: > 0 } line
            ? JsonSerializer.Deserialize<Figure>(line)!
            : new Figure($"not measured: the row ended with {process.ExitCode}", Reached: false);
    }

    /// <summary>In the row's process: the figure as the last line of standard output.</summary>
    public static void Tell(Figure figure) => System.Console.WriteLine(JsonSerializer.Serialize(figure));
}
