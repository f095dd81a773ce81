using AppCrueNotify.Doctor;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Commands;

/// <summary>The store as a command uses it: beside a running gateway, for moments.</summary>
internal sealed class CommandStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private CommandStore(ServiceProvider services) => _services = services;

    /// <summary>Opens the store, and makes it where there is none yet.</summary>
    public static CommandStore Open(StorageOptions options)
    {
        StorageServices.Prepare(options);
        return new(new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddStorage(options, (_, _) => { })
            .AddDoctor()
            .BuildServiceProvider());
    }

    /// <summary>Opens a store that is there: asking questions of a mistyped directory must not make one.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    public static CommandStore OpenExisting(StorageOptions options) =>
        options.IsShared || File.Exists(options.DatabaseFile)
            ? Open(options)
            : throw new CommandFailedException($"There is no gateway's database in {options.Directory}. Name the gateway's data directory with --data, or begin with 'appcrue-notify site add'.");

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The site of that name.</summary>
    /// <exception cref="CommandFailedException">There is none.</exception>
    public async Task<StoredSite> SiteAsync(string name, CancellationToken cancellationToken)
    {
        var sites = (await Get<ISiteStore>().LoadAsync(cancellationToken)).Sites;
        return sites.FirstOrDefault(s => s.Site.Name == name)
            ?? throw new CommandFailedException(sites.Count == 0
                ? "There is no site yet. Add one with 'appcrue-notify site add'."
                : $"There is no site '{name}'. Known: {string.Join(", ", sites.Select(s => s.Site.Name))}.");
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
