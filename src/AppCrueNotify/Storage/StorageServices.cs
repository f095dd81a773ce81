using AppCrueNotify.Storage.Sqlite;

namespace AppCrueNotify.Storage;

/// <summary>Registers the store.</summary>
internal static class StorageServices
{
    /// <summary>The store on SQLite. The database is made ready by <see cref="SqliteDatabase.Prepare"/> before.</summary>
    /// <param name="onFatal">Called with a sentence when the database cannot be trusted any more.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options, Action<IServiceProvider, string> onFatal) => services
        .AddSingleton(options)
        .AddMetrics()
        .AddSingleton<StorageMetrics>()
        .AddSingleton<WorkSignal>()
        .AddSingleton<LookupSignal>()
        .AddSingleton<FreeSpace>()
        .AddSingleton<SecretBox>()
        .AddSingleton<SiteDirectory>()
        .AddSingleton<SqliteReaders>()
        .AddSingleton(provider => new SqliteWriter(options, provider.GetRequiredService<ILogger<SqliteWriter>>(), sentence => onFatal(provider, sentence), provider.GetRequiredService<StorageMetrics>()))
        .AddSingleton<IDatabase, SqliteSharedDatabase>()
        .AddSingleton<IIntakeStore, SqliteIntakeStore>()
        .AddSingleton<IDispatchStore, SqliteDispatchStore>()
        .AddSingleton<IDirectoryStore, SqliteDirectoryStore>()
        .AddSingleton<IReceiptStore, SqliteReceiptStore>()
        .AddSingleton<ISiteStore, SqliteSiteStore>()
        .AddSingleton<IReportStore, SqliteReportStore>()
        .AddSingleton<IUpkeepStore, SqliteUpkeepStore>()
        .AddSingleton<IOperatorStore, SqliteOperatorStore>()
        .AddSingleton<IConnectionStore, SqliteConnectionStore>()
        .AddSingleton<IErasureStore, SqliteErasureStore>()
        .AddSingleton<AnnouncementStore>()
        .AddSingleton<SiteHistory>()
        .AddSingleton<SiteTokens>()
        .AddSingleton<UnreachedPeople>();

    /// <summary>Expires and cleans in the background.</summary>
    public static IServiceCollection AddHousekeeping(this IServiceCollection services) => services.AddHostedService<Housekeeping>();
}
