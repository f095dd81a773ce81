using System.CommandLine;
using TwinPush.Simulator;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.Commands;

/// <summary><c>simulator</c>: a TwinPush of one's own.</summary>
internal static class SimulatorCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where the simulator listens; port 0 takes a free one.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5090" };
        var anyAlias = new Option<bool>("--accept-any-alias") { Description = "Gives every alias that a push names a phone. Without it, phones are registered on the simulator's pages or through its API, as with TwinPush." };
        var latency = new Option<string>("--latency") { Description = "How long every answer takes, such as 100ms.", HelpName = "DURATION", DefaultValueFactory = _ => "0" };
        var file = new Option<string?>("--file") { Description = "A file that keeps phones and pushes over restarts.", HelpName = "FILE" };
        var command = new DocumentedCommand(
            "simulator",
            "Runs a TwinPush simulator, with phones to look at, until it is stopped (Ctrl+C or SIGTERM).",
            "appcrue-notify simulator",
            "appcrue-notify simulator --urls http://127.0.0.1:6090 --accept-any-alias --latency 100ms")
        { urls, anyAlias, latency, file };
        command.SetAction((parsed, cancellation) => RunAsync(new()
        {
            Urls = parsed.GetRequiredValue(urls),
            AcceptAnyAlias = parsed.GetValue(anyAlias),
            Latency = SharedOptions.Duration("--latency", parsed.GetRequiredValue(latency), TimeSpan.Zero, TimeSpan.FromMinutes(5)),
            File = parsed.GetValue(file),
        }, cancellation));
        return command;
    }

    /// <exception cref="CommandFailedException">It cannot listen there.</exception>
    public static async Task<TwinPushSimulator> StartAsync(SimulatorOptions options, string option, CancellationToken cancellationToken)
    {
        try
        {
            return await TwinPushSimulator.StartAsync(options, cancellationToken);
        }
        catch (IOException e)
        {
            throw new CommandFailedException($"The simulator cannot start: {e.Message} Choose another address with {option}, or stop the program that uses {options.Urls}.");
        }
        catch (FormatException e)
        {
            throw new UsageException($"{option}: {e.Message}");
        }
    }

    private static async Task<int> RunAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        var app = SimulatedApp.Demo;
        await using var simulator = await StartAsync(options, "--urls", cancellationToken);
        await System.Console.Out.WriteLineAsync(
            $"""
            The TwinPush simulator runs. Its pages, with the phones: {simulator.Address}
            Give it to a site with these options of 'appcrue-notify site add':
              --twinpush-url {simulator.ApiAddress}
              --app-id {app.AppId}
              --creator-key {app.CreatorKey}
              --api-token {app.ApiToken}
            Stop it with Ctrl+C.
            """);
        await simulator.WaitForShutdownAsync(cancellationToken);
        return ExitCode.Done;
    }
}
