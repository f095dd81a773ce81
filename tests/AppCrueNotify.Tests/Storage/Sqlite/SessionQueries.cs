using AppCrueNotify.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace AppCrueNotify.Tests.Storage.Sqlite;

/// <summary>What tests ask a session beyond the named statements.</summary>
internal static class SessionQueries
{
    /// <summary>The first value of a query in the test's own words.</summary>
    public static object? Scalar(this SqliteSession session, string sql)
    {
        using var command = Connection(session).CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    /// <summary>How long the session waits for a lock, in whole seconds.</summary>
    public static void WaitForLocks(this SqliteSession session, int seconds) => Connection(session).DefaultTimeout = seconds;

    [System.Runtime.CompilerServices.UnsafeAccessor(System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = "_connection")]
    private static extern ref SqliteConnection Connection(SqliteSession session);
}
