namespace AppCrueNotify.Storage.Sqlite;

/// <summary>A backup could not be taken or restored. The message says why and what to do.</summary>
internal sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);
