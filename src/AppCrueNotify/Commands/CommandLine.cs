using System.CommandLine;
using AppCrueNotify.Hosting;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;

namespace AppCrueNotify.Commands;

/// <summary>The program's commands. Exit codes: 0 done, 1 failed, 2 wrong usage.</summary>
internal static class CommandLine
{
    // Longer than a gateway takes to let its requests end; after this a second wish to stop would be needed anyway.
    private static readonly TimeSpan StopTime = TimeSpan.FromSeconds(40);

    public static RootCommand Create()
    {
        var root = new RootCommand("Push notifications from Moodle to the phones of a university's students, through TwinPush.")
        {
            ServeCommand.Create(),
            DemoCommand.Create(),
            SimulatorCommand.Create(),
            SiteCommand.Create(),
            AdminCommand.Create(),
            ReachCommand.Create(),
            StatusCommand.Create(),
            TraceCommand.Create(),
            RetryCommand.Create(),
            CancelCommand.Create(),
            SettleCommand.Create(),
            RecallCommand.Create(),
            TestPushCommand.Create(),
            ComposeCommand.Create(),
            ReplayCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            ReleaseCommand.Create(),
            MigrateCommand.Create(),
        };
        DocumentedCommand.ShowExamples(root);
        return root;
    }

    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = Create().Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await System.Console.Error.WriteLineAsync(error.Message);
            await System.Console.Error.WriteLineAsync($"See '{FullName(parsed.CommandResult.Command)} --help'.");
            return ExitCode.WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopTime });
        }
        catch (UsageException e)
        {
            await System.Console.Error.WriteLineAsync(e.Message);
            return ExitCode.WrongUsage;
        }
        catch (Exception e) when (e is GatewayStartException or StoreUnavailableException or CommandFailedException or BackupException)
        {
            await System.Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            await System.Console.Error.WriteLineAsync("Stopped before it was done.");
            return ExitCode.Failed;
        }
        catch (Exception e)
        {
            await System.Console.Error.WriteLineAsync($"A mistake of the program, please report it: {e}");
            return ExitCode.Failed;
        }
    }

    private static string FullName(Command command) => command is RootCommand
        ? "appcrue-notify"
        : $"{FullName(command.Parents.OfType<Command>().First())} {command.Name}";
}
