using System.CommandLine;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary>The options that say where messages are kept. A PostgreSQL named on the command line goes before one in the environment; without any it is SQLite in the data directory.</summary>
internal sealed class StorageChoice
{
    private const string DatabaseVariable = "ConnectionStrings__Store";

    private readonly Option<DirectoryInfo> _data = SharedOptions.Data();

    private readonly Option<string?> _database = new("--database")
    {
        Description = $"The connection string of a PostgreSQL (15 or later) that nodes share, instead of SQLite. Also by --database-file or the environment variable {DatabaseVariable}.",
        HelpName = "CONNECTION",
    };

    private readonly Option<string?> _file = new("--database-file") { Description = "A file that holds the connection string, so that its password is in no list of processes.", HelpName = "FILE" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_database);
        command.Options.Add(_file);
    }

    /// <exception cref="UsageException">The database is named twice, or its file cannot be read.</exception>
    public StorageOptions Read(ParseResult parsed) => new() { Directory = parsed.GetRequiredValue(_data).FullName, Connection = Connection(parsed) };

    private string? Connection(ParseResult parsed)
    {
        var direct = parsed.GetValue(_database);
        var file = parsed.GetValue(_file);
        if (direct is not null && file is not null)
            throw new UsageException("Give either --database or --database-file, not both.");
        var connection = file is null ? direct ?? Environment.GetEnvironmentVariable(DatabaseVariable) : ReadFile(file);
        if (connection is null || (direct is null && file is null && connection.Length == 0))
            return null;
        return connection.Trim() is { Length: > 0 } named ? named : throw new UsageException($"{(file is null ? "--database" : file)} is empty.");
    }

    private static string ReadFile(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--database-file: {e.Message}");
        }
    }
}

/// <summary>Lets a command take the choice like an option.</summary>
internal static class StorageChoiceExtensions
{
    public static void Add(this Command command, StorageChoice storage) => storage.AddTo(command);
}
