using System.CommandLine;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;

namespace AppCrueNotify.Commands;

/// <summary><c>restore</c>: makes a data directory from a backup.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var from = new Option<string>("--from") { Description = "The backup's directory.", HelpName = "BACKUP", Required = true };
        var data = SharedOptions.Data();
        var command = new DocumentedCommand(
            "restore",
            "Makes a data directory from a backup; it replaces nothing. Messages that waited when the backup was taken are held: they may have been sent since. See 'release'.",
            "appcrue-notify restore --from /var/backups/appcrue-notify/appcrue-notify-20261123T223000Z --data /var/lib/appcrue-notify")
        { from, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            var target = new StorageOptions { Directory = parsed.GetRequiredValue(data).FullName };
            var restored = await Progress.ShowAsync("Copying", progress => Task.FromResult(new SqliteBackup(TimeProvider.System)
                .Restore(parsed.GetRequiredValue(from), target, share => progress.Say($"Copying, {share:P0}"), cancellation)));
            await System.Console.Out.WriteLineAsync($"{restored.Directory} is restored as it was at {LocalTime.Words(restored.TakenAt)}.");
            if (restored.Held > 0)
                await System.Console.Out.WriteLineAsync($"{restored.Held} messages that waited then are held, because they may have been sent since: 'appcrue-notify status' counts them, 'appcrue-notify release' sends or cancels them.");
            return ExitCode.Done;
        });
        return command;
    }
}
