using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace AppCrueNotify.Storage.Sqlite;

/// <summary>One connection with its prepared statements. Not safe for concurrent use.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<Sql, SqliteCommand> _commands = [];
    private readonly Dictionary<string, SqliteCommand> _marks = [];

    static SqliteSession()
    {
        Batteries_V2.Init();
        // Otherwise all connections take turns at one lock, at every page and every value, to count the memory in use; nobody asks for that count (docs/decisions.md).
        // Refused once a connection is open, which costs speed alone.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <param name="file">The database file.</param>
    /// <param name="write">Whether this is the connection that writes.</param>
    public SqliteSession(string file, bool write)
    {
        _connection = new(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = write ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadOnly,
            Pooling = false,
            ForeignKeys = write,
            // The library goes on asking for a locked database this long, in seconds, whatever busy_timeout says.
            DefaultTimeout = 10,
        }.ToString());
        _connection.Open();
        // Plans do not depend on the values: otherwise SQLite reads and plans a statement anew whenever its LIMIT is another one, which costs more than running it.
        raw.sqlite3_db_config(_connection.Handle, raw.SQLITE_DBCONFIG_ENABLE_QPSG, 1, out _);
        Execute("PRAGMA busy_timeout = 10000");
        Execute("PRAGMA cache_size = -16384");
        if (!write)
            return;
        Execute("PRAGMA journal_mode = WAL");
        // 202 means on disk: without FULL a power cut loses acknowledged messages (docs/decisions.md).
        Execute("PRAGMA synchronous = FULL");
        Execute("PRAGMA journal_size_limit = 67108864");
    }

    /// <summary>For statements that both databases share.</summary>
    public SqliteConnection Connection => _connection;

    public void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Begins or ends a transaction or a part of one: the same few words with every commit, so they are read once.</summary>
    public void Mark(string sql)
    {
        if (!_marks.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // The writer's own words.
            command.CommandText = sql;
#pragma warning restore CA2100
            _marks.Add(sql, command);
        }

        command.CommandTimeout = _connection.DefaultTimeout;
        command.ExecuteNonQuery();
    }

    /// <summary>Ends a transaction that only read. After some errors SQLite has ended it already.</summary>
    public void EndRead()
    {
        if (raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            Mark("COMMIT");
    }

    /// <summary>Runs a statement and returns how many rows it changed.</summary>
    public int Run(Sql sql, params ReadOnlySpan<(string Name, object? Value)> parameters) => Prepare(sql, parameters).ExecuteNonQuery();

    /// <summary>Runs a query and maps its rows.</summary>
    public List<T> Query<T>(Sql sql, Func<SqliteDataReader, T> map, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var rows = new List<T>();
        using var reader = Prepare(sql, parameters).ExecuteReader();
        while (reader.Read())
            rows.Add(map(reader));
        return rows;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values)
            command.Dispose();
        foreach (var command in _marks.Values)
            command.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(Sql sql, ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            // The statements are the program's own files; values go in as parameters only.
#pragma warning disable CA2100
            command.CommandText = sql.Text;
#pragma warning restore CA2100
            foreach (var (name, _) in parameters)
                command.Parameters.Add(new SqliteParameter { ParameterName = name });
            _commands.Add(sql, command);
        }

        for (var i = 0; i < parameters.Length; i++)
            command.Parameters[i].Value = parameters[i].Value ?? DBNull.Value;
        return command;
    }
}
