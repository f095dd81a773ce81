using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AppCrueNotify.Tests.Storage.Sqlite;

/// <summary>A database file in a directory of its own.</summary>
internal sealed class SqliteWorld : StoreWorld
{
    private readonly TempDirectory _directory = new();
    private ServiceProvider _services;

    public SqliteWorld(Func<StorageOptions, StorageOptions>? change = null)
    {
        Options = new() { Directory = _directory.Path };
        Options = change?.Invoke(Options) ?? Options;
        SqliteDatabase.Prepare(Options);
        _services = Open();
    }

    public StorageOptions Options { get; }
    public List<string> Fatal { get; } = [];
    public SqliteWriter Writer => _services.GetRequiredService<SqliteWriter>();
    public SqliteReaders Readers => _services.GetRequiredService<SqliteReaders>();

    public override T Get<T>() => _services.GetRequiredService<T>();

    /// <summary>There is no lease: what a process left open is the next one's at once.</summary>
    public override Task PassAsync(TimeSpan time) => Task.CompletedTask;

    public override async Task ReopenAsync()
    {
        await _services.DisposeAsync();
        _services = Open();
    }

    public override async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _directory.Dispose();
    }

    private ServiceProvider Open()
    {
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddStorage(Options, (_, sentence) => Fatal.Add(sentence))
            .BuildServiceProvider();
        // Dispatch notes at its opening what was left open before it, as in a gateway that starts.
        _ = services.GetRequiredService<IDispatchStore>();
        return services;
    }
}
