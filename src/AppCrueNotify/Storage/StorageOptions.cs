namespace AppCrueNotify.Storage;

/// <summary>Where and how messages are kept.</summary>
internal sealed record StorageOptions
{
    /// <summary>The data directory: keys and logs, and the database when it is SQLite.</summary>
    public required string Directory { get; init; }

    /// <summary>The connection string of a PostgreSQL; null: SQLite in the data directory. It may hold a password: never log it.</summary>
    public string? Connection { get; init; }

    /// <summary>Whether several nodes may share the database.</summary>
    public bool IsShared => Connection is not null;

    /// <summary>Intake stops below this many free bytes on the data directory's disk, so that bookkeeping can go on. Default 64 MiB.</summary>
    public long FreeSpaceFloor { get; init; } = 64L * 1024 * 1024;

    /// <summary>Requests that may wait for the writer; further ones are refused and told to come back. Default 1,024.</summary>
    public int QueueLimit { get; init; } = 1024;

    /// <summary>Requests that share a commit at most. Default 256.</summary>
    public int CommitLimit { get; init; } = 256;

    /// <summary>On a shared database: how long a node that does not renew its leases keeps its sites from others. Default 15 s.</summary>
    public TimeSpan LeaseTerm { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>On a shared database: after how long the outcome of a posted request is unknown to everybody. Longer than connecting and answering may take together (5 + 120 s). Default 180 s.</summary>
    public TimeSpan PostingLease { get; init; } = TimeSpan.FromSeconds(180);

    public string DatabaseFile => Path.Combine(Directory, "appcrue-notify.db");
    public string KeysDirectory => Path.Combine(Directory, "keys");
    public string LockFile => Path.Combine(Directory, "gateway.lock");

    /// <summary>The directory alone: the rest may be secret.</summary>
    public override string ToString() => Directory;
}
