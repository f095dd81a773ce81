using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>
/// A backup is a directory with the database and the keys as they were at one moment, in the form of a data directory. What was waiting then is held in it
/// (<see cref="Storage.Restored.RestoredHistory"/>), so however it comes into use, history is not sent again by itself.
/// </summary>
internal sealed class SqliteBackup(TimeProvider time)
{
    /// <summary>Takes a backup beside a running gateway.</summary>
    /// <param name="source">The gateway's data directory; nothing there is changed.</param>
    /// <param name="target">The backup's directory; when it exists, the backup is a new directory in it, named after the moment.</param>
    /// <param name="progress">Told the share that was copied, from 0 to 1.</param>
    /// <exception cref="BackupException">There is no backup; the message says why.</exception>
    public BackupSummary Take(StorageOptions source, string target, Action<double> progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(source.DatabaseFile))
            throw new BackupException($"There is no gateway's database in {source.Directory}. Name the gateway's data directory with --data.");
        var now = time.GetUtcNow();
        var final = Path.GetFullPath(Directory.Exists(target) ? Path.Combine(target, $"appcrue-notify-{now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}") : target);
        if (Path.Exists(final))
            throw new BackupException($"{final} exists. Name a directory that does not, or one to make the backup in.");
        return Said(final, () =>
        {
            HeldCopy.RequireSpace(source, Path.GetDirectoryName(final)!);
            using var copy = new HeldCopy(source, final + ".partial", cancellationToken);
            var held = copy.Make(now, now, progress);
            copy.MoveTo(final);
            return new BackupSummary(final, now, held, new FileInfo(Path.Combine(final, Path.GetFileName(source.DatabaseFile))).Length);
        });
    }

    /// <summary>Makes a data directory from a backup. A plain copy of a stopped gateway's directory is taken as well.</summary>
    /// <param name="target">A directory without database and keys.</param>
    /// <exception cref="BackupException">Nothing was restored; the message says why.</exception>
    public BackupSummary Restore(string backup, StorageOptions target, Action<double> progress, CancellationToken cancellationToken)
    {
        var source = new StorageOptions { Directory = Path.GetFullPath(backup) };
        if (!File.Exists(source.DatabaseFile))
            throw new BackupException($"There is no {Path.GetFileName(source.DatabaseFile)} in {source.Directory}. Name the directory that 'appcrue-notify backup' made.");
        return Said(target.Directory, () =>
        {
            Directory.CreateDirectory(target.Directory);
            using var alone = FileLock.TryTake(target.LockFile) ?? throw new BackupException($"A gateway runs on {target.Directory}. Stop it, and move its directory away: a restore replaces nothing.");
            if (File.Exists(target.DatabaseFile) || (Directory.Exists(target.KeysDirectory) && Directory.EnumerateFileSystemEntries(target.KeysDirectory).Any()))
                throw new BackupException($"{target.Directory} holds a gateway's data. Move it away, or name another directory with --data: a restore replaces nothing.");
            HeldCopy.RequireSpace(source, target.Directory);
            using var copy = new HeldCopy(source, Path.Combine(target.Directory, "restoring"), cancellationToken);
            var takenAt = new DateTimeOffset(File.GetLastWriteTimeUtc(source.DatabaseFile));
            var held = copy.Make(takenAt, time.GetUtcNow(), progress);
            copy.MoveInto(target);
            return new BackupSummary(target.Directory, takenAt, held, new FileInfo(target.DatabaseFile).Length);
        });
    }

    private static BackupSummary Said(string place, Func<BackupSummary> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw new BackupException(SqliteErrors.Sentence(e, place), e);
        }
        catch (StoreUnavailableException e)
        {
            throw new BackupException(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"{place} cannot be written: {e.Message}", e);
        }
    }
}

/// <summary>What was copied.</summary>
/// <param name="TakenAt">The moment that it shows; of a plain copy, when its file was last written.</param>
/// <param name="Held">Messages that are held in it.</param>
/// <param name="Bytes">The size of its database.</param>
internal sealed record BackupSummary(string Directory, DateTimeOffset TakenAt, long Held, long Bytes);
