using AppCrueNotify.Storage;

namespace AppCrueNotify.Tests.Storage.Postgres;

/// <summary>A database of a test, dropped at its end.</summary>
/// <param name="keys">A data directory that has the database's master key; null: the database has none yet.</param>
internal sealed class PostgresTestDatabase(string connection, string? keys, Func<Task> drop) : IAsyncDisposable
{
    private readonly List<TempDirectory> _directories = [];

    public string Connection => connection;

    /// <summary>The options of a node, with a data directory of its own.</summary>
    public StorageOptions Node()
    {
        var directory = new TempDirectory();
        _directories.Add(directory);
        var options = new StorageOptions { Directory = directory.Path, Connection = connection };
        if (keys is not null)
        {
            SecretBox.CreateKeysDirectory(options);
            File.Copy(Path.Combine(keys, "keys", "master.key"), Path.Combine(options.KeysDirectory, "master.key"));
        }

        return options;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var directory in _directories)
            directory.Dispose();
        await drop();
    }
}
