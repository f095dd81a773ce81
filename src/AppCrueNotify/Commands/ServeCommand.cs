using System.CommandLine;
using AppCrueNotify.Console.Accounts;
using AppCrueNotify.Hosting;
using AppCrueNotify.Logging;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary><c>serve</c>: the gateway.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "Where the gateway listens.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var storage = new StorageChoice();
        var log = new Option<LogForm>("--log") { Description = "How the log on the terminal is written.", DefaultValueFactory = _ => LogForm.Text };
        var level = new Option<LogLevel>("--log-level") { Description = "The least level that is logged.", DefaultValueFactory = _ => LogLevel.Information };
        var floor = new Option<long>("--free-space-floor") { Description = "Intake stops below this many free MiB on the data directory's disk.", HelpName = "MIB", DefaultValueFactory = _ => 64 };
        floor.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<long>() is < 0 or > 1_000_000_000)
                result.AddError("--free-space-floor takes a number of MiB from 0 on.");
        });
        // Shorter than a request to TwinPush may take, it would call requests lost that are under way: for tests of nodes that fail.
        var lease = new Option<int?>("--lease") { Description = "Seconds that a claimed batch and a site are a node's own, and a quarter of how long a posted batch is. Default 180, 15 and 180.", HelpName = "SECONDS", Hidden = true };
        var command = new DocumentedCommand(
            "serve",
            "Runs the gateway until it is stopped (Ctrl+C or SIGTERM).",
            "appcrue-notify serve",
            "appcrue-notify serve --urls http://127.0.0.1:5080 --data /var/lib/appcrue-notify --log json",
            "appcrue-notify serve --data /var/lib/appcrue-notify --database-file /etc/appcrue-notify/database")
        { urls, storage, log, level, floor, lease };
        var console = new ConsoleOptionSet();
        console.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(new()
        {
            Urls = Listenable(parsed.GetRequiredValue(urls)),
            Storage = Leased(storage.Read(parsed), parsed.GetValue(lease)) with { FreeSpaceFloor = parsed.GetValue(floor) * 1024 * 1024 },
            AttemptLease = parsed.GetValue(lease) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            LogForm = parsed.GetValue(log),
            LogLevel = parsed.GetValue(level),
            Console = console.Read(parsed),
        }, cancellation));
        return command;
    }

    private static StorageOptions Leased(StorageOptions options, int? seconds) =>
        seconds is { } given ? options with { LeaseTerm = TimeSpan.FromSeconds(given), PostingLease = TimeSpan.FromSeconds(4 * given) } : options;

    /// <exception cref="UsageException">It is no address to listen on.</exception>
    private static string Listenable(string urls)
    {
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            try
            {
                if (BindingAddress.Parse(url) is { Scheme: "http", Port: >= 0 and <= ushort.MaxValue })
                    continue;
            }
            catch (FormatException)
            {
                // Said below, in the same words.
            }

            throw new UsageException($"--urls: '{url}' is nothing to listen on. Write http://ADDRESS:PORT, such as http://127.0.0.1:5080; a proxy in front adds TLS.");
        }

        return urls;
    }

    /// <summary>While nobody has an account, the terminal says how to get the first. Not by the log: its files are kept and collected.</summary>
    private static async Task InviteAsync(Gateway gateway, GatewayOptions options, CancellationToken cancellationToken)
    {
        if (await gateway.Services.GetRequiredService<AdminLinks>().FirstAsync(cancellationToken) is { } path)
            await System.Console.Error.WriteLineAsync($"Nobody has an account for the console yet. This opens it as the first administrator, once, within an hour:\n  {new Uri(options.Console.PublicUrl ?? gateway.Address, path)}");
    }

    private static async Task<int> RunAsync(GatewayOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await using var gateway = await Gateway.StartAsync(options, cancellationToken);
            await InviteAsync(gateway, options, cancellationToken);
            await gateway.WaitForShutdownAsync(cancellationToken);
            return gateway.Fatal is null ? ExitCode.Done : ExitCode.Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop while it started: nothing had begun.
            return ExitCode.Done;
        }
    }
}
