using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>What SQLite's error codes mean for an operator.</summary>
internal static class SqliteErrors
{
    public const int Corrupt = 11;

    private const int Mistake = 1;
    private const int TooBig = 18;
    private const int Constraint = 19;
    private const int Mismatch = 20;
    private const int Range = 25;
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;

    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    /// <summary>One statement or its values are wrong; the database is well and its transaction goes on.</summary>
    public static bool IsOfOneStatement(SqliteException e) => e.SqliteErrorCode is Mistake or TooBig or Constraint or Mismatch or Range;

    /// <summary>After these nobody knows what is on disk: the process stops and a restart finds out.</summary>
    public static bool IsFatal(SqliteException e) => e.SqliteErrorCode is InputOutput or Corrupt or NotADatabase;

    /// <summary>A sentence that says what to do.</summary>
    public static string Sentence(SqliteException e, string directory) => e.SqliteErrorCode switch
    {
        Busy => $"Another program keeps the database in {directory} locked. Close it; nothing was lost.",
        ReadOnly => $"The database in {directory} cannot be written. Give the gateway's user write permission there.",
        InputOutput => $"The disk of {directory} failed while writing ({e.Message}). Check the disk, then start the gateway again.",
        Corrupt or NotADatabase => $"The database in {directory} is damaged ({e.Message}). Stop the gateway, keep the files, and restore the latest backup.",
        Full => $"The disk of {directory} is full. Free some space; the gateway goes on by itself.",
        CannotOpen => $"The database in {directory} cannot be opened. Check that the directory exists and the gateway's user may write there.",
        _ => $"The database in {directory} refused ({e.SqliteErrorCode}: {e.Message}).",
    };
}
