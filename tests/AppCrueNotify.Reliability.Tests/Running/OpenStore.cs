using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using TwinPush.Simulator.Apps;

namespace AppCrueNotify.Reliability.Tests.Running;

/// <summary>The gateway's own store on a data directory, as a process that starts opens it.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    public static readonly Uri Nobody = new("http://127.0.0.1:9/api/v2");
    private readonly ServiceProvider _services;

    public OpenStore(string directory, TimeProvider? time = null)
    {
        var options = new StorageOptions { Directory = directory };
        SqliteDatabase.Prepare(options);
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(time ?? TimeProvider.System)
            .AddStorage(options, (_, sentence) => throw new InvalidOperationException(sentence))
            .BuildServiceProvider();
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Adds a site; without an address it is one whose TwinPush nobody answers for.</summary>
    /// <returns>Its id and its token.</returns>
    public async Task<(long Id, string Token)> AddSiteAsync(CancellationToken cancellationToken, Uri? twinPush = null, string name = "campus", params (string Name, string Value)[] settings)
    {
        var token = SiteToken.Create();
        var site = new Site
        {
            Id = 0, Name = name, MoodleUrl = "https://campus.example.edu", AppId = SimulatedApp.Demo.AppId, TwinPushUrl = twinPush ?? Nobody, CreatorKey = SimulatedApp.Demo.CreatorKey,
        };
        var id = await Get<ISiteStore>().AddAsync(site, settings.ToDictionary(s => s.Name, s => s.Value), new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), cancellationToken);
        Canaries.Guard(token.Text);
        return (id!.Value, token.Text);
    }

    /// <summary>The first column of a query on a data directory, beside a gateway or without one.</summary>
    public static List<string> Query(string directory, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(directory, "appcrue-notify.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own words.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(reader.GetString(0));
        return rows;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
