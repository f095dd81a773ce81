using System.CommandLine;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;

namespace AppCrueNotify.Commands;

/// <summary><c>backup</c>: copies a gateway's data beside the running gateway.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var to = new Option<string>("--to") { Description = "The backup's directory, which is made; when it exists, a directory named after the moment is made in it.", HelpName = "DIR", Required = true };
        var data = SharedOptions.Data();
        var command = new DocumentedCommand(
            "backup",
            "Copies the database and the keys as they are at one moment, while the gateway runs, and prints the backup's directory. What waits to be sent is held in the copy.",
            "appcrue-notify backup --to /var/backups/appcrue-notify",
            "appcrue-notify backup --data /var/lib/appcrue-notify --to /mnt/backup/before-upgrade")
        { to, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var source = new StorageOptions { Directory = parsed.GetRequiredValue(data).FullName };
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
