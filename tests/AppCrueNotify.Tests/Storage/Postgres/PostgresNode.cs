using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AppCrueNotify.Tests.Storage.Postgres;

/// <summary>The store of one node among several, with its leases and signals, and without a gateway around it.</summary>
internal sealed class PostgresNode : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private PostgresNode(StorageOptions options)
    {
        Options = options;
        _services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .AddStorage(options, (_, sentence) => throw new InvalidOperationException(sentence))
            .BuildServiceProvider();
    }

    public StorageOptions Options { get; }
    public PostgresLeases Leases => Get<PostgresLeases>();
    public PostgresSignals Signals => Get<PostgresSignals>();
    public IDispatchStore Dispatch => Get<IDispatchStore>();
    public IIntakeStore Intake => Get<IIntakeStore>();
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A node that takes part.</summary>
    /// <param name="takesLeases">Whether it serves sites; otherwise it only takes messages in.</param>
    public static async Task<PostgresNode> StartAsync(StorageOptions options, bool takesLeases = true)
    {
        var node = new PostgresNode(options);
        if (takesLeases)
            await node.Leases.StartAsync(Cancellation);
        await node.Signals.StartAsync(Cancellation);
        return node;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async Task<long> AddSiteAsync(string name)
    {
        var token = SiteToken.Create();
        return (await Get<ISiteStore>().AddAsync(Samples.Site(name), new Dictionary<string, string>(), new(token.Id, token.Hash()), Samples.Now, Cancellation))!.Value;
    }

    public async Task<IReadOnlyList<DueRecipient>> PeekAsync(long site) => await Dispatch.PeekAsync(site, Samples.Now, 1000, Cancellation);

    public async Task<Claim?> ClaimAsync(long site, params IReadOnlyList<DueRecipient> recipients) =>
        (await Dispatch.ClaimAsync(site, [new(BatchKind.Simple, "tag", recipients)], Samples.Now, Samples.Now.AddSeconds(180), Cancellation)).SingleOrDefault();

    /// <summary>Runs a statement of the test's own, also where the database is set to read only.</summary>
    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{Options.Connection};Pooling=false;Options=-c default_transaction_read_only=off");
        await connection.OpenAsync(Cancellation);
#pragma warning disable CA2100 // The test's own words.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteNonQueryAsync(Cancellation);
    }

    public async Task<long> ScalarAsync(string sql)
    {
        await using var connection = new NpgsqlConnection($"{Options.Connection};Pooling=false");
        await connection.OpenAsync(Cancellation);
#pragma warning disable CA2100 // The test's own words.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancellation), System.Globalization.CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await Signals.StopAsync(CancellationToken.None);
        await Leases.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
