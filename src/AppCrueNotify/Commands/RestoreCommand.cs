using System.CommandLine;
using System.Globalization;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Postgres;
using AppCrueNotify.Storage.Sqlite;

namespace AppCrueNotify.Commands;

/// <summary><c>restore</c>: makes a data directory from a backup, or holds what waits in a PostgreSQL that was set back.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var from = new Option<string?>("--from") { Description = "The backup's directory, as 'backup' made it.", HelpName = "BACKUP" };
        var taken = new Option<string?>("--taken-at") { Description = "With a PostgreSQL: the moment that it was set back to by its own means.", HelpName = "TIME" };
        var storage = new StorageChoice();
        var command = new DocumentedCommand(
            "restore",
            "Makes a data directory from a backup; it replaces nothing. Messages that waited when the backup was taken are held: they may have been sent since. See 'release'. On PostgreSQL, whose backups are PostgreSQL's own, it holds them after the database was set back.",
            "appcrue-notify restore --from /var/backups/appcrue-notify/appcrue-notify-20261123T223000Z --data /var/lib/appcrue-notify",
            "appcrue-notify restore --taken-at 2026-11-23T22:30 --database-file /etc/appcrue-notify/database")
        { from, taken, storage };
        command.SetAction((parsed, cancellation) => storage.Read(parsed) is { IsShared: true } shared
            ? HoldAsync(shared, parsed.GetValue(from), parsed.GetValue(taken), cancellation)
            : RestoreAsync(storage.Read(parsed), parsed.GetValue(from), parsed.GetValue(taken), cancellation));
        return command;
    }

    private static async Task<int> RestoreAsync(StorageOptions target, string? from, string? taken, CancellationToken cancellationToken)
    {
        if (from is null || taken is not null)
            throw new UsageException("Say what to restore with --from BACKUP; --taken-at belongs to a PostgreSQL (--database).");
        var restored = await Progress.ShowAsync("Copying", progress => Task.FromResult(new SqliteBackup(TimeProvider.System)
            .Restore(from, target, share => progress.Say($"Copying, {share:P0}"), cancellationToken)));
        await System.Console.Out.WriteLineAsync($"{restored.Directory} is restored as it was at {LocalTime.Words(restored.TakenAt)}.");
        await SayHeldAsync(restored.Held, cancellationToken);
        return ExitCode.Done;
    }

    private static async Task<int> HoldAsync(StorageOptions database, string? from, string? taken, CancellationToken cancellationToken)
    {
        if (from is not null || taken is null)
            throw new UsageException("A PostgreSQL is set back by its own means (pg_restore, a base backup). Then say to which moment with --taken-at TIME; --from belongs to SQLite.");
        // A time without offset is the operator's own.
        if (!DateTimeOffset.TryParse(taken, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var at))
            throw new UsageException($"--taken-at: '{taken}' is no time such as 2026-11-23T22:30.");
        var held = await PostgresRestored.HoldAsync(database, at, TimeProvider.System.GetUtcNow(), cancellationToken);
        await System.Console.Out.WriteLineAsync($"The database stands as it was at {LocalTime.Words(at)}.");
        await SayHeldAsync(held, cancellationToken);
        return ExitCode.Done;
    }

    private static async Task SayHeldAsync(long held, CancellationToken cancellationToken)
    {
        if (held > 0)
            await System.Console.Out.WriteLineAsync($"{held} messages that waited then are held, because they may have been sent since: 'appcrue-notify status' counts them, 'appcrue-notify release' sends or cancels them.".AsMemory(), cancellationToken);
    }
}
