using System.CommandLine;
using AppCrueNotify.Hosting;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;

namespace AppCrueNotify.Commands;

/// <summary>The program's commands. Exit codes: 0 done, 1 failed, 2 wrong usage.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("Push notifications from Moodle to the phones of a university's students, through TwinPush.")
        {
            ServeCommand.Create(),
            SiteCommand.Create(),
            CancelCommand.Create(),
            SettleCommand.Create(),
            RecallCommand.Create(),
        };
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync($"See '{(parsed.CommandResult.Command is RootCommand ? "appcrue-notify" : $"appcrue-notify {parsed.CommandResult.Command.Name}")} --help'.");
            return ExitCode.WrongUsage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.WrongUsage;
        }
        catch (Exception e) when (e is GatewayStartException or StoreUnavailableException or CommandFailedException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return ExitCode.Failed;
        }
    }
}

/// <summary>What the program tells its caller.</summary>
internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongUsage = 2;
}

/// <summary>An argument that only the running command could find wrong. The message says what would be right.</summary>
internal sealed class UsageException(string message) : Exception(message);

/// <summary>The command could not do its work. The message says why and what to do.</summary>
internal sealed class CommandFailedException(string message) : Exception(message);

/// <summary>Options that several commands share.</summary>
internal static class SharedOptions
{
    private const string DataVariable = "APPCRUENOTIFY_DATA";

    public static Option<DirectoryInfo> Data() => new("--data")
    {
        Description = $"The data directory with the database, keys and logs. Also by the environment variable {DataVariable}.",
        HelpName = "DIR",
        DefaultValueFactory = _ => new(Environment.GetEnvironmentVariable(DataVariable) is { Length: > 0 } named ? named : DefaultDirectory()),
    };

    public static Option<string> Site() => new("--site") { Description = "The site.", HelpName = "NAME", Required = true };

    private static string DefaultDirectory() =>
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "appcrue-notify");
}

/// <summary>The store as a command uses it: beside a running gateway, for moments.</summary>
internal sealed class CommandStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private CommandStore(ServiceProvider services) => _services = services;

    public static CommandStore Open(DirectoryInfo data)
    {
        var options = new StorageOptions { Directory = data.FullName };
        SqliteDatabase.Prepare(options);
        return new(new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddStorage(options, (_, _) => { })
            .BuildServiceProvider());
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The site of that name.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    public async Task<StoredSite> SiteAsync(string name, CancellationToken cancellationToken)
    {
        var sites = (await Get<ISiteStore>().LoadAsync(cancellationToken)).Sites;
        return sites.FirstOrDefault(s => s.Site.Name == name)
            ?? throw new CommandFailedException(sites.Count == 0
                ? "There is no site yet. Add one with 'appcrue-notify site add'."
                : $"There is no site '{name}'. Known: {string.Join(", ", sites.Select(s => s.Site.Name))}.");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
