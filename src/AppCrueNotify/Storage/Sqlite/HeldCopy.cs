using AppCrueNotify.Storage.Restored;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>A copy of a data directory in the making: under a name of its own until it is whole, checked and on disk. What is not moved away is deleted at the end.</summary>
internal sealed class HeldCopy : IDisposable
{
    // Two mebibytes: between two steps the copy can be given up.
    private const int PagesAStep = 512;

    private readonly StorageOptions _source;
    private readonly StorageOptions _copy;
    private readonly CancellationToken _cancellation;

    public HeldCopy(StorageOptions source, string directory, CancellationToken cancellationToken)
    {
        (_source, _copy, _cancellation) = (source, new() { Directory = directory }, cancellationToken);
        // One that was interrupted is of no use.
        Delete();
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory);
        else
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <exception cref="BackupException">The disk has not enough space for a copy.</exception>
    public static void RequireSpace(StorageOptions source, string place)
    {
        Directory.CreateDirectory(place);
        var log = new FileInfo(source.DatabaseFile + "-wal");
        var needed = (new FileInfo(source.DatabaseFile).Length + (log.Exists ? log.Length : 0)) * 5 / 4;
        var free = new DriveInfo(place).AvailableFreeSpace;
        if (free < needed)
            throw new BackupException($"The disk of {place} has {free / 1048576} MiB free; the copy needs about {(needed / 1048576) + 1} MiB.");
    }

    /// <returns>How many messages are held in the copy.</returns>
    public long Make(DateTimeOffset takenAt, DateTimeOffset now, Action<double> progress)
    {
        CopyDatabase(progress);
        // After the database: keys are only ever added, so those that its credentials need are there.
        CopyKeys();
        // The copy gets this program's schema, the source stays as it is.
        SqliteDatabase.Prepare(_copy);
        return Hold(takenAt, now);
    }

    /// <summary>Makes the whole copy the directory of that name.</summary>
    public void MoveTo(string directory)
    {
        Flush();
        Directory.Move(_copy.Directory, directory);
        DiskFlush.Directory(Path.GetDirectoryName(directory)!);
    }

    /// <summary>Makes the copy the data of that directory; the database last, because nothing starts without it.</summary>
    public void MoveInto(StorageOptions target)
    {
        Flush();
        if (Directory.Exists(target.KeysDirectory))
            Directory.Delete(target.KeysDirectory);
        Directory.Move(_copy.KeysDirectory, target.KeysDirectory);
        DiskFlush.Directory(target.Directory);
        File.Move(_copy.DatabaseFile, target.DatabaseFile);
        DiskFlush.Directory(target.Directory);
    }

    public void Dispose() => Delete();

    private void CopyDatabase(Action<double> progress)
    {
        using var from = Open(_source.DatabaseFile, SqliteOpenMode.ReadOnly);
        using var to = Open(_copy.DatabaseFile, SqliteOpenMode.ReadWriteCreate);
        // One read transaction for all steps: the copy is of this moment, and what the gateway writes meanwhile does not start it anew.
        Run(from, "BEGIN");
        Run(from, "SELECT count(*) FROM sqlite_schema");
        var backup = raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main");
        if (backup.IsInvalid)
            throw new SqliteException("the copy could not be begun", raw.sqlite3_errcode(to.Handle));
        int code;
        using (backup)
        {
            while ((code = raw.sqlite3_backup_step(backup, PagesAStep)) == raw.SQLITE_OK)
            {
                _cancellation.ThrowIfCancellationRequested();
                progress(1 - ((double)raw.sqlite3_backup_remaining(backup) / Math.Max(1, raw.sqlite3_backup_pagecount(backup))));
            }
        }

        if (code != raw.SQLITE_DONE)
            throw new SqliteException("the copy could not be written", code);
    }

    private void CopyKeys()
    {
        var keys = Directory.CreateDirectory(_copy.KeysDirectory);
        if (!OperatingSystem.IsWindows())
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!Directory.Exists(_source.KeysDirectory))
            return;
        foreach (var file in Directory.GetFiles(_source.KeysDirectory).Where(f => Path.GetExtension(f) is ".xml" or ".key"))
            File.Copy(file, Path.Combine(keys.FullName, Path.GetFileName(file)));
    }

    private long Hold(DateTimeOffset takenAt, DateTimeOffset now)
    {
        using var connection = Open(_copy.DatabaseFile, SqliteOpenMode.ReadWrite);
        Run(connection, "BEGIN IMMEDIATE");
        var held = RestoredHistory.Hold(connection, takenAt, now);
        Run(connection, "COMMIT");
        // One file, whatever copies it next; the gateway sets its own mode again.
        Run(connection, "PRAGMA journal_mode = DELETE");
        if (Run(connection, "PRAGMA quick_check(1)") is not "ok")
            throw new SqliteException("quick_check of the copy found damage", SqliteErrors.Corrupt);
        // In a backup all are held already.
        return held > 0 ? held : (long)Run(connection, "SELECT count(*) FROM recipient WHERE state = 'held' AND backup_at IS NOT NULL")!;
    }

    private void Flush()
    {
        File.Delete(Path.Combine(_copy.Directory, "migration.lock"));
        foreach (var file in Directory.GetFiles(_copy.Directory, "*", SearchOption.AllDirectories))
            DiskFlush.File(file);
        DiskFlush.Directory(_copy.KeysDirectory);
        DiskFlush.Directory(_copy.Directory);
    }

    private void Delete()
    {
        if (Directory.Exists(_copy.Directory))
            Directory.Delete(_copy.Directory, recursive: true);
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The program's own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
