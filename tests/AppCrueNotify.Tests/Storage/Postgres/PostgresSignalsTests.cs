using AppCrueNotify.Storage;
using static AppCrueNotify.Tests.Hosting.GatewayFixture;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage.Postgres;

[Trait("Category", "Server")]
public sealed class PostgresSignalsTests
{
    [Fact]
    public async Task What_comes_in_on_one_node_wakes_the_node_that_serves_the_site_also_after_its_connection_was_lost()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync(Cancellation);
        await using var here = await PostgresNode.StartAsync(database.Node());
        var site = await here.AddSiteAsync("site");
        await UntilAsync(() => here.Leases.Held(site) is not null && here.Signals.Connected == 1);
        await using var there = await PostgresNode.StartAsync(database.Node(), takesLeases: false);
        await WakesAsync(there, here, site, "first");

        await here.ExecuteAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN appcrue_work'");
        await UntilAsync(() => here.Signals.Connected == 2);
        await WakesAsync(there, here, site, "second");
    }

    /// <summary>Only a signal ends the wait: nobody would wait an hour for it. One that fell between two connections is lost, so a second message may be needed.</summary>
    private static async Task WakesAsync(PostgresNode there, PostgresNode here, long site, string key)
    {
        var woken = here.Get<WorkSignal>().WaitAsync(site, TimeSpan.FromHours(1), Cancellation);
        for (var i = 0; !woken.IsCompleted; i++)
        {
            await there.Intake.AddAsync(site, [Message($"{key}{i}", 1)], Now, Cancellation);
            await Task.WhenAny(woken, Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, Cancellation));
        }

        await woken;
    }
}
