using System.CommandLine;
using AppCrueNotify.Storage.Sqlite;

namespace AppCrueNotify.Commands;

/// <summary><c>backup</c>: copies a gateway's data beside the running gateway.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "The backup's directory, which is made; when it exists, a directory named after the moment is made in it.", HelpName = "DIR", Required = true };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "backup",
            "Copies the database and the keys as they are at one moment, while the gateway runs, and prints the backup's directory. What waits to be sent is held in the copy. A PostgreSQL has means of its own.",
            "appcrue-notify backup --to /var/backups/appcrue-notify",
            "appcrue-notify backup --data /var/lib/appcrue-notify --to /mnt/backup/before-upgrade")
        { to, storage };
        command.SetAction(async (parsed, cancellation) =>
        {
            var source = storage.Read(parsed);
            if (source.IsShared)
                throw new CommandFailedException("The messages are on a PostgreSQL: copy it by its own means (pg_dump, or base backups with its archive), and keys/master.key of a data directory apart from it. After setting it back, 'appcrue-notify restore --taken-at TIME' holds what waited.");
            var backup = await Progress.ShowAsync("Copying", progress => Task.FromResult(new SqliteBackup(TimeProvider.System)
                .Take(source, parsed.GetRequiredValue(to), share => progress.Say($"Copying, {share:P0}"), cancellation)));
            await System.Console.Error.WriteLineAsync($"{backup.Bytes / 1048576.0:0.0} MiB, checked and on disk. {backup.Held} messages that waited or were being sent are held in it.");
            await System.Console.Error.WriteLineAsync("It holds the keys that open TwinPush's credentials: keep it where nobody else reads.");
            await System.Console.Out.WriteLineAsync(backup.Directory);
            return ExitCode.Done;
        });
        return command;
    }
}
