using System.Globalization;
using System.Threading.Channels;
using Npgsql;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>
/// Carries signals of work between nodes: what came in here for a site that another node serves wakes it there. Sent beside the transactions and not in them,
/// because the server lets only one transaction with a notification commit at a time. A lost one costs one poll.
/// </summary>
internal sealed partial class PostgresSignals(PostgresConnections connections, WorkSignal signal, IWorkLeases leases, TimeProvider time, ILogger<PostgresSignals> logger) : BackgroundService
{
    private const int SitesAtOnce = 200;
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(1);

    // Many messages of a moment make one notification.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);
    private readonly Channel<long> _elsewhere = Channel.CreateBounded<long>(new BoundedChannelOptions(10_000) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>How often it has begun to listen.</summary>
    public int Connected { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        signal.Elsewhere = siteId =>
        {
            if (leases.Held(siteId) is null)
                _elsewhere.Writer.TryWrite(siteId);
        };
        await Task.WhenAll(RepeatAsync(ListenAsync, stoppingToken), RepeatAsync(SendAsync, stoppingToken));
    }

    private async Task RepeatAsync(Func<CancellationToken, Task> work, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await work(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is StoreUnavailableException || PostgresErrors.IsUnavailable(e))
            {
                Log.Away(logger, e.Message);
                await Task.Delay(Rest, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await connections.Source.OpenConnectionAsync(stopping);
        connection.Notification += (_, e) => Wake(e.Payload);
        await using (var listen = new NpgsqlCommand("LISTEN appcrue_work", connection))
            await listen.ExecuteNonQueryAsync(stopping);
        Connected++;
        while (true)
            await connection.WaitAsync(stopping);
    }

    private async Task SendAsync(CancellationToken stopping)
    {
        while (await _elsewhere.Reader.WaitToReadAsync(stopping))
        {
            var sites = new HashSet<long>();
            while (sites.Count < SitesAtOnce && _elsewhere.Reader.TryRead(out var site))
                sites.Add(site);
            var payload = string.Join(' ', sites.Select(s => s.ToString(CultureInfo.InvariantCulture)));
            await connections.QueryAsync(Sql.Notify, _ => 0, [("@sites", payload)], stopping);
            await Task.Delay(Breath, time, stopping);
        }
    }

    private void Wake(string payload)
    {
        foreach (var word in payload.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var site) && leases.Held(site) is not null)
                signal.RaiseHere(site);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(151, LogLevel.Warning, "Signals between nodes wait for the database: {Reason} Until then work is found by looking.")]
        public static partial void Away(ILogger logger, string reason);
    }
}
