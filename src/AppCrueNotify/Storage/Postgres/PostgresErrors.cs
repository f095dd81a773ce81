using System.Net.Sockets;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>What PostgreSQL's errors mean for an operator. Codes: the manual's appendix A.</summary>
internal static class PostgresErrors
{
    /// <summary>Two transactions were in each other's way, or one of them read what the other just removed: the same again succeeds.</summary>
    public static bool IsCollision(Exception e) => e is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.CheckViolation
            or PostgresErrorCodes.UniqueViolation,
    };

    /// <summary>The server knows nothing of a statement this connection prepared, or its tables changed: the same again on a new connection succeeds.</summary>
    public static bool IsStalePlan(Exception e) => e is PostgresException { SqlState: PostgresErrorCodes.InvalidSqlStatementName or PostgresErrorCodes.FeatureNotSupported };

    /// <summary>The database cannot be used now, whatever is asked of it.</summary>
    public static bool IsUnavailable(Exception e) => e switch
    {
        PostgresException p => p.SqlState[..2] is "08" or "53" or "57" or "58" or "28" or "3D" || p.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction || IsCollision(p) || IsStalePlan(p),
        NpgsqlException or SocketException or TimeoutException or IOException => true,
        _ => false,
    };

    /// <summary>Connections to this server are of no use any more: it stopped, or it is a standby now.</summary>
    public static bool EndsConnections(Exception e) => e is PostgresException p
        ? p.SqlState is PostgresErrorCodes.ReadOnlySqlTransaction || p.SqlState[..2] is "08" or "57" || IsStalePlan(p)
        : IsUnavailable(e);

    /// <summary>A sentence that says what to do.</summary>
    public static string Sentence(Exception e, string server) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => $"The PostgreSQL at {server} only reads: it is a standby, or set to read only. Name the primary, or all hosts of the cluster, in --database.",
        PostgresException { SqlState: PostgresErrorCodes.TooManyConnections } => $"The PostgreSQL at {server} has no connection left. Raise max_connections, or lower Maximum Pool Size in --database.",
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => $"The disk of the PostgreSQL at {server} is full. Free some space; the gateway goes on by itself.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } p => $"The PostgreSQL at {server} refuses the user: {p.MessageText}. Check user and password in --database.",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } p => $"The PostgreSQL at {server} has no such database: {p.MessageText}. Create it first (createdb).",
        PostgresException p when IsCollision(p) => $"The PostgreSQL at {server} had too many writers in each other's way ({p.MessageText}). It is tried again.",
        PostgresException p => $"The PostgreSQL at {server} does not serve now ({p.SqlState}: {p.MessageText}).",
        _ => $"The PostgreSQL at {server} cannot be reached ({e.Message}). Check that it runs and that --database names it.",
    };
}
