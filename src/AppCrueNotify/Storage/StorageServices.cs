using AppCrueNotify.Storage.Postgres;
using AppCrueNotify.Storage.Restored;
using AppCrueNotify.Storage.Shared;
using AppCrueNotify.Storage.Sqlite;
using AppCrueNotify.Storage.Views;
using Microsoft.AspNetCore.DataProtection;

namespace AppCrueNotify.Storage;

/// <summary>Registers the store.</summary>
internal static class StorageServices
{
    /// <summary>Makes the database ready that the options choose: creates or upgrades it.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be used; the message says what to do.</exception>
    public static void Prepare(StorageOptions options)
    {
        if (options.IsShared)
            PostgresDatabase.Prepare(options);
        else
            SqliteDatabase.Prepare(options);
    }

    /// <summary>The store on the database that the options choose. It is made ready by <see cref="Prepare"/> before.</summary>
    /// <param name="onFatal">Called with a sentence when the database cannot be trusted any more.</param>
    public static IServiceCollection AddStorage(this IServiceCollection services, StorageOptions options, Action<IServiceProvider, string> onFatal)
    {
        services
            .AddSingleton(options)
            .AddMetrics()
            .AddSingleton<StorageMetrics>()
            .AddSingleton<WorkSignal>()
            .AddSingleton<LookupSignal>()
            .AddSingleton<FreeSpace>()
            .AddSingleton(provider => new SecretBox(provider.GetRequiredService<IDataProtectionProvider>()))
            .AddSingleton<SiteDirectory>()
            .AddSingleton<RestoredHistory>()
            .AddSingleton<Tallies>()
            .AddSingleton<MessageSearch>()
            .AddSingleton<Originals>()
            .AddSingleton<SentBatches>()
            .AddSingleton<MessageActions>()
            .AddSingleton<ISentinelStore, SharedSentinelStore>()
            .AddSingleton<ISiteGateStore, SharedSiteGateStore>()
            .AddSingleton<AnnouncementStore>()
            .AddSingleton<SiteHistory>()
            .AddSingleton<SiteTokens>()
            .AddSingleton<UnreachedPeople>();
        return options.IsShared ? services.AddPostgres(options) : services.AddSqlite(options, onFatal);
    }

    /// <summary>Takes part among the nodes of a shared database. Before everything that works under leases: it stops after them.</summary>
    public static IServiceCollection AddNode(this IServiceCollection services, StorageOptions options) => !options.IsShared ? services : services
        .AddHostedService(provider => provider.GetRequiredService<PostgresLeases>())
        .AddHostedService(provider => provider.GetRequiredService<PostgresSignals>());

    /// <summary>Expires and cleans in the background.</summary>
    public static IServiceCollection AddHousekeeping(this IServiceCollection services) => services.AddHostedService<Housekeeping>();

    private static IServiceCollection AddSqlite(this IServiceCollection services, StorageOptions options, Action<IServiceProvider, string> onFatal) => services
        .AddSingleton(_ => SecretBox.FileKeys(options))
        .AddSingleton(_ => new StorageKeys(SecretBox.LinkKey(options)))
        .AddSingleton<IWorkLeases, SoleLeases>()
        .AddSingleton<SqliteReaders>()
        .AddSingleton(provider => new SqliteWriter(options, provider.GetRequiredService<ILogger<SqliteWriter>>(), sentence => onFatal(provider, sentence), provider.GetRequiredService<StorageMetrics>()))
        .AddSingleton<IDatabase, SqliteSharedDatabase>()
        .AddSingleton<IIntakeStore, SqliteIntakeStore>()
        .AddSingleton<IDispatchStore, SqliteDispatchStore>()
        .AddSingleton<IInquiryStore, SqliteInquiryStore>()
        .AddSingleton<IDirectoryStore, SqliteDirectoryStore>()
        .AddSingleton<IReceiptStore, SqliteReceiptStore>()
        .AddSingleton<ISiteStore, SqliteSiteStore>()
        .AddSingleton<IReportStore, SqliteReportStore>()
        .AddSingleton<IUpkeepStore, SqliteUpkeepStore>()
        .AddSingleton<IOperatorStore, SqliteOperatorStore>()
        .AddSingleton<IConnectionStore, SqliteConnectionStore>()
        .AddSingleton<IErasureStore, SqliteErasureStore>();

    private static IServiceCollection AddPostgres(this IServiceCollection services, StorageOptions options) => services
        .AddSingleton(_ => MasterKey.Read(options))
        .AddSingleton(provider => PostgresKeyRing.Open(provider.GetRequiredService<PostgresConnections>(), provider.GetRequiredService<MasterKey>()))
        .AddSingleton(provider => new StorageKeys(provider.GetRequiredService<MasterKey>().Derive("links")))
        .AddSingleton<PostgresConnections>()
        .AddSingleton<PostgresLeases>()
        .AddSingleton<IWorkLeases>(provider => provider.GetRequiredService<PostgresLeases>())
        .AddSingleton<PostgresSignals>()
        .AddSingleton<IDatabase, PostgresSharedDatabase>()
        .AddSingleton<IIntakeStore, PostgresIntakeStore>()
        .AddSingleton<IDispatchStore, PostgresDispatchStore>()
        .AddSingleton<IInquiryStore, PostgresInquiryStore>()
        .AddSingleton<IDirectoryStore, PostgresDirectoryStore>()
        .AddSingleton<IReceiptStore, PostgresReceiptStore>()
        .AddSingleton<ISiteStore, PostgresSiteStore>()
        .AddSingleton<IReportStore, PostgresReportStore>()
        .AddSingleton<IUpkeepStore, PostgresUpkeepStore>()
        .AddSingleton<IOperatorStore, PostgresOperatorStore>()
        .AddSingleton<IConnectionStore, PostgresConnectionStore>()
        .AddSingleton<IErasureStore, PostgresErasureStore>();
}
