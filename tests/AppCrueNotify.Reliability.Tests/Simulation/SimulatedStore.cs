using AppCrueNotify.Dispatch;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TwinPush;

namespace AppCrueNotify.Reliability.Tests.Simulation;

/// <summary>
/// The real store on a file in memory, and the real client before a TwinPush of the test's; emptied for each seed. In memory because this is about what the program decides;
/// what a disk does to it is the power cut's business. One thread does everything, the writer's work too.
/// </summary>
internal sealed class SimulatedStore : IAsyncDisposable
{
    private const string Memory = "/dev/shm";
    private readonly string _directory;
    private readonly ServiceProvider _services;

    private SimulatedStore(string directory, ServiceProvider services)
    {
        (_directory, _services) = (directory, services);
        Time = new(DateTimeOffset.UnixEpoch);
        (Writer, Readers, FreeSpace) = (services.GetRequiredService<SqliteWriter>(), services.GetRequiredService<SqliteReaders>(), services.GetRequiredService<FreeSpace>());
        (Sites, Database, Upkeep, Operator) = (services.GetRequiredService<ISiteStore>(), services.GetRequiredService<IDatabase>(), services.GetRequiredService<IUpkeepStore>(), services.GetRequiredService<IOperatorStore>());
        (Clients, Metrics) = (services.GetRequiredService<TwinPushClientFactory>(), services.GetRequiredService<DispatchMetrics>());
    }

    public SimulatedTime Time { get; private set; }
    public SqliteWriter Writer { get; }
    public SqliteReaders Readers { get; }
    public FreeSpace FreeSpace { get; }
    public ISiteStore Sites { get; }
    public IDatabase Database { get; }
    public IUpkeepStore Upkeep { get; }
    public IOperatorStore Operator { get; }
    public ISentinelStore Sentinels => _services.GetRequiredService<ISentinelStore>();
    public TwinPushClientFactory Clients { get; }
    public DispatchMetrics Metrics { get; }
    public ILoggerFactory Loggers => _services.GetRequiredService<ILoggerFactory>();

    /// <summary>What every simulated gateway logs.</summary>
    public static SearchedLog Log { get; } = new();

    /// <summary>The sites' ids.</summary>
    public static IReadOnlyList<long> SiteIds { get; } = [1, 2];

    /// <param name="twinPush">What answers for TwinPush.</param>
    /// <param name="inMemory">Whether the file lies in memory, where the system has a place for that.</param>
    public static async Task<SimulatedStore> OpenAsync(HttpMessageHandler twinPush, CancellationToken cancellationToken, bool inMemory = true)
    {
        var directory = inMemory && Directory.Exists(Memory) ? Directory.CreateDirectory(Path.Combine(Memory, $"acn-{Guid.NewGuid():N}")).FullName : Directory.CreateTempSubdirectory("acn-sim-").FullName;
        var options = new StorageOptions { Directory = directory, FreeSpaceFloor = 0 };
        SqliteDatabase.Prepare(options);
        SimulatedStore? store = null;
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log))
            .AddSingleton<TimeProvider>(new CurrentTime(() => store?.Time ?? System))
            .AddStorage(options, (_, sentence) => throw new InvalidOperationException(sentence))
            .AddSingleton(provider => new SqliteWriter(
                options, provider.GetRequiredService<ILogger<SqliteWriter>>(), sentence => throw new InvalidOperationException(sentence), provider.GetRequiredService<StorageMetrics>()))
            .AddSingleton<DispatchMetrics>()
            .AddTwinPush();
        services.AddHttpClient(TwinPushServiceCollectionExtensions.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => twinPush);
        store = new(directory, services.BuildServiceProvider());
        foreach (var id in SiteIds)
        {
            var token = SiteToken.Create();
            var site = new Site { Id = 0, Name = $"campus{id}", MoodleUrl = "https://campus.example.edu", AppId = "demo000000000app", TwinPushUrl = new("https://push.example.edu/api/v2"), CreatorKey = "creator-key" };
            await store.Sites.AddAsync(site, new Dictionary<string, string>(), new(token.Id, token.Hash()), DateTimeOffset.UnixEpoch, cancellationToken);
        }

        return store;
    }

    private static TimeProvider System => TimeProvider.System;

    /// <summary>Empties the store.</summary>
    /// <param name="settings">Of each site, as JSON.</param>
    public void Begin(DateTimeOffset start, IReadOnlyList<string> settings)
    {
        Time = new(start);
        Run(string.Join(';', settings.Select((json, i) => $"UPDATE site SET settings = '{json}', pause_reason = NULL, paused_at = NULL WHERE id = {SiteIds[i]}").Prepend(
            "DELETE FROM receipt; DELETE FROM recipient; DELETE FROM attempt; DELETE FROM push; UPDATE sqlite_sequence SET seq = 0 WHERE name IN ('recipient', 'attempt', 'push')")));
    }

    /// <summary>Whether anything waits or is under way.</summary>
    public bool Busy() => Wait(Database.ReadAsync(
        connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT EXISTS (SELECT 1 FROM recipient WHERE state IN ('waiting', 'sending'))";
            return (long)command.ExecuteScalar()! != 0;
        },
        CancellationToken.None));

    /// <summary>The store's answer, on the one thread that does everything.</summary>
    public static TResult Wait<TResult>(Task<TResult> task)
    {
        Task.WaitAny(task);
        return task.GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private void Run(string sql) => Wait(Writer.WriteAsync(
        session =>
        {
            session.Execute(sql);
            return true;
        },
        CancellationToken.None));

    /// <summary>The time of the seed that runs now.</summary>
    private sealed class CurrentTime(Func<TimeProvider> current) : TimeProvider
    {
        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => current().GetUtcNow();

        public override long GetTimestamp() => current().GetUtcNow().UtcTicks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => current().CreateTimer(callback, state, dueTime, period);
    }
}
