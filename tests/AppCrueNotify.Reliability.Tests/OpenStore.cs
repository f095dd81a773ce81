using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace AppCrueNotify.Reliability.Tests;

/// <summary>The gateway's own store on a data directory, as a process that starts opens it.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
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

    /// <summary>Adds a site whose TwinPush nobody answers for.</summary>
    /// <returns>Its id and its token.</returns>
    public async Task<(long Id, string Token)> AddSiteAsync(CancellationToken cancellationToken)
    {
        var token = SiteToken.Create();
        var site = new Site { Id = 0, Name = "campus", MoodleUrl = "https://campus.example.edu", AppId = "demo000000000app", TwinPushUrl = new("http://127.0.0.1:9/api/v2"), CreatorKey = "creator-key" };
        var id = await Get<ISiteStore>().AddAsync(site, new Dictionary<string, string>(), new(token.Id, token.Hash()), TimeProvider.System.GetUtcNow(), cancellationToken);
        return (id!.Value, token.Text);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
