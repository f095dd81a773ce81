using System.CommandLine;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Moving;

namespace AppCrueNotify.Commands;

/// <summary><c>migrate</c>: moves a gateway from SQLite to PostgreSQL.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var from = new Option<DirectoryInfo>("--from") { Description = "The data directory of the gateway, which must be stopped.", HelpName = "DIR", Required = true };
        var to = new Option<string?>("--to") { Description = "The connection string of an empty PostgreSQL (15 or later).", HelpName = "CONNECTION" };
        var file = new Option<FileInfo?>("--to-file") { Description = "A file that holds it instead, so that its password is in no list of processes.", HelpName = "FILE" };
        var command = new DocumentedCommand(
            "migrate",
            "Moves everything of a gateway from SQLite to PostgreSQL, or nothing, and compares the counts. Afterwards start it with --database and the same data directory.",
            "appcrue-notify migrate --from /var/lib/appcrue-notify --to-file /etc/appcrue-notify/database",
            "appcrue-notify migrate --from /var/lib/appcrue-notify --to \"Host=db.example.edu;Database=appcrue;Username=appcrue\"")
        { from, to, file };
        command.SetAction(async (parsed, cancellation) =>
        {
            var source = new StorageOptions { Directory = parsed.GetRequiredValue(from).FullName };
            var connection = await ReadAsync(parsed.GetValue(to), parsed.GetValue(file), cancellation);
            var moved = await Progress.ShowAsync("Moving", progress => new SqliteToPostgres(source, connection).MoveAsync(progress.Say, cancellation));
            foreach (var (table, rows) in moved.Tables)
                await System.Console.Out.WriteLineAsync($"{table,-24}{rows,12}");
            foreach (var site in moved.Messages.GroupBy(m => m.Site))
                await System.Console.Out.WriteLineAsync($"{site.Key}: {string.Join(", ", site.Select(m => $"{m.Count} {m.State}"))}");
            await System.Console.Out.WriteLineAsync($"{moved.Tables.Sum(t => t.Rows)} rows were moved; the counts in both databases are the same.");
            foreach (var credential in moved.UnreadableCredentials.Distinct())
                await System.Console.Error.WriteLineAsync($"The secrets of {credential} could not be opened with the keys of {source.Directory}, before the move either. A site's are given again with 'appcrue-notify site set'; an account needs a new second factor.");
            await System.Console.Error.WriteLineAsync($"SQLite's database is kept as {moved.KeptAs}. Every node needs {Path.Combine(source.KeysDirectory, "master.key")} in the keys of its data directory.");
            return ExitCode.Done;
        });
        return command;
    }

    private static async Task<string> ReadAsync(string? connection, FileInfo? file, CancellationToken cancellationToken)
    {
        if ((connection is null) == (file is null))
            throw new UsageException("Say where to with either --to CONNECTION or --to-file FILE.");
        try
        {
            return file is null ? connection! : (await File.ReadAllTextAsync(file.FullName, cancellationToken)).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--to-file: {e.Message}");
        }
    }
}
