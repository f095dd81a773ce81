using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using static AppCrueNotify.Tests.Hosting.GatewayFixture;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage.Postgres;

[Trait("Category", "Server")]
public sealed class PostgresLeasesTests : IAsyncLifetime
{
    private PostgresTestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await PostgresServer.CreateDatabaseAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Sites_are_spread_evenly_each_has_one_node_and_a_clean_stop_hands_them_on()
    {
        await using var first = await PostgresNode.StartAsync(_database.Node());
        long[] work = [IWorkLeases.Common, .. await Task.WhenAll(Enumerable.Range(1, 5).Select(i => first.AddSiteAsync($"site{i}")))];
        await UntilAsync(() => Held(first, work).Count == 6);
        var second = await PostgresNode.StartAsync(_database.Node());
        await UntilAsync(() => (Held(first, work).Count, Held(second, work).Count) == (3, 3));
        Assert.Empty(Held(first, work).Intersect(Held(second, work)));
        Assert.Equal(6, await first.ScalarAsync("SELECT count(*) FROM lease WHERE holder IS NOT NULL"));

        await second.DisposeAsync();
        await UntilAsync(() => Held(first, work).Count == 6);
        Assert.Equal(1, await first.ScalarAsync("SELECT count(*) FROM node"));
        // The six and what changed hands since: each new holder has a number of its own.
        Assert.True(await first.ScalarAsync("SELECT sum(fence) FROM lease") >= 9);
    }

    [Fact]
    public async Task A_lease_in_use_is_given_up_after_what_is_under_way_has_ended()
    {
        await using var first = await PostgresNode.StartAsync(_database.Node());
        var site = await first.AddSiteAsync("site");
        await UntilAsync(() => Held(first, [0, site]).Count == 2);
        var lease = first.Leases.Held(site)!;
        using (lease.TryUse())
        {
            await using var second = await PostgresNode.StartAsync(_database.Node());
            await UntilAsync(() => lease.Ending.IsCancellationRequested);
            Assert.Null(lease.TryUse());
            Assert.Null(first.Leases.Held(site));
            Assert.Null(second.Leases.Held(site));
            Assert.Equal(lease.Fence, await first.ScalarAsync($"SELECT fence FROM lease WHERE site_id = {site} AND holder IS NOT NULL"));
        }

        await UntilAsync(() => first.Leases.Held(site)?.Fence > lease.Fence);
    }

    [Fact]
    public async Task A_node_that_slept_past_its_lease_claims_posts_and_completes_nothing()
    {
        await using var node = await PostgresNode.StartAsync(_database.Node());
        var site = await node.AddSiteAsync("site");
        await node.Intake.AddAsync(site, [Message("claimed", 1), Message("posting", 2), Message("waiting", 3)], Now, Cancellation);
        await UntilAsync(() => node.Leases.Held(site) is not null);
        var due = (await node.PeekAsync(site)).ToDictionary(r => r.UserId);
        var claimed = (await node.ClaimAsync(site, due[1]))!;
        var posting = (await node.ClaimAsync(site, due[2]))!;
        Assert.True(await node.Dispatch.BeginPostingAsync(posting.AttemptId, Now, Cancellation));
        Assert.Empty(await node.Dispatch.OrphansAsync(Now, Cancellation));

        // Another node took the site over while this one slept.
        await node.ExecuteAsync($"UPDATE lease SET holder = 'another', fence = fence + 1, held_until = gateway_now() + 3600000 WHERE site_id = {site}");
        Assert.Null(await node.ClaimAsync(site, due[3]));
        var orphan = Assert.Single(await node.Dispatch.OrphansAsync(Now, Cancellation));
        Assert.Equal((claimed.AttemptId, false), (orphan.AttemptId, orphan.Posting));
        Assert.True(await node.Dispatch.ReleaseAsync(claimed.AttemptId, "its node is gone", Now, Cancellation));
        Assert.False(await node.Dispatch.BeginPostingAsync(claimed.AttemptId, Now, Cancellation));

        // What it posted is decided when its own lease is over; its late answer changes nothing.
        await node.ExecuteAsync("UPDATE attempt SET lease_until = gateway_now() - 1 WHERE state = 'posting'");
        Assert.True(Assert.Single(await node.Dispatch.OrphansAsync(Now, Cancellation)).Posting);
        Assert.True(await node.Dispatch.CompleteAsync(Completed(posting.AttemptId, Outcome.Unknown, new RecipientChange.Settle(null, RecipientState.Held, "unknown")), Now, Cancellation));
        Assert.False(await node.Dispatch.CompleteAsync(Completed(posting.AttemptId, Outcome.Accepted, new RecipientChange.Settle(null, RecipientState.Sent, "late")), Now, Cancellation));
        Assert.Equal(RecipientState.Held, Assert.Single(await node.Get<IReportStore>().TraceKeyAsync(site, "posting", Cancellation)).State);
    }

    [Fact]
    public async Task A_claim_whose_lease_is_over_is_not_posted_even_before_anybody_released_it()
    {
        await using var node = await PostgresNode.StartAsync(_database.Node());
        var site = await node.AddSiteAsync("site");
        await node.Intake.AddAsync(site, [Message("k", 1)], Now, Cancellation);
        await UntilAsync(() => node.Leases.Held(site) is not null);
        var claim = (await node.ClaimAsync(site, await node.PeekAsync(site)))!;
        await node.ExecuteAsync("UPDATE attempt SET lease_until = gateway_now() - 1");
        Assert.False(await node.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));
    }

    [Fact]
    public async Task A_node_that_cannot_renew_stops_working_before_others_may_begin()
    {
        await using var node = await PostgresNode.StartAsync(_database.Node() with { LeaseTerm = TimeSpan.FromSeconds(3) });
        var site = await node.AddSiteAsync("site");
        await UntilAsync(() => node.Leases.Held(site) is not null);
        var lease = node.Leases.Held(site)!;
        // Its rounds wait for this lock, as they would for a server that does not answer.
        await using var blocker = new Npgsql.NpgsqlConnection($"{_database.Connection};Pooling=false");
        await blocker.OpenAsync(Cancellation);
        await using var transaction = await blocker.BeginTransactionAsync(Cancellation);
        await using var locking = new Npgsql.NpgsqlCommand("LOCK TABLE node IN ACCESS EXCLUSIVE MODE", blocker);
        await locking.ExecuteNonQueryAsync(Cancellation);
        await UntilAsync(() => lease.Ending.IsCancellationRequested);
        Assert.True(await node.ScalarAsync($"SELECT held_until - gateway_now() FROM lease WHERE site_id = {site}") > 0);
        await transaction.RollbackAsync(Cancellation);
        await UntilAsync(() => node.Leases.Held(site)?.Fence > lease.Fence);
    }

    [Fact]
    public async Task Claimers_on_several_nodes_never_get_the_same_recipient()
    {
        // T17. Every claim asks for recipients that others ask for as well. The long form claims a million.
        const int Recipients = 4000;
        var rounds = Environment.GetEnvironmentVariable("APPCRUENOTIFY_LONG_TESTS") == "1" ? 250 : 1;
        await using var world = await PostgresNode.StartAsync(_database.Node());
        var site = await world.AddSiteAsync("site");
        await UntilAsync(() => world.Leases.Held(site) is not null);
        var total = 0;
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < Recipients; i += 1000)
                await world.Intake.AddAsync(site, [.. Enumerable.Range((round * Recipients) + i, 1000).Select(u => Message($"k{u}", u))], Now, Cancellation);
            var due = await world.Dispatch.PeekAsync(site, Now, Recipients, Cancellation);
            Assert.Equal(Recipients, due.Count);
            var got = new System.Collections.Concurrent.ConcurrentBag<long>();
            await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation }, async (i, _) =>
            {
                var claim = await world.ClaimAsync(site, [.. due.Skip(i * 10 % Recipients).Take(100)]);
                foreach (var recipient in claim?.Recipients ?? [])
                    got.Add(recipient.Id);
            });
            Assert.Equal(got.Count, got.Distinct().Count());
            total += got.Count;
            // What two claimers were at in the same moment both may have left to the other.
            var rest = due.ExceptBy(got, r => r.Id).ToList();
            if (rest.Count > 0)
                total += (await world.ClaimAsync(site, rest))!.Recipients.Count;
        }

        Assert.Equal(rounds * Recipients, total);
        Assert.Equal(total, await world.ScalarAsync("SELECT count(*) FROM recipient WHERE state = 'sending'"));
        Assert.Equal(total, await world.ScalarAsync("SELECT sum(recipients) FROM attempt"));
    }

    private static List<long> Held(PostgresNode node, IEnumerable<long> work) => [.. work.Where(w => node.Leases.Held(w) is not null)];
}
