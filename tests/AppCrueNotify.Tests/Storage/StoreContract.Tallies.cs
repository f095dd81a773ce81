using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;
using Dapper;
using static AppCrueNotify.Messages.RecipientState;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

public abstract partial class StoreContract
{
    private Tallies Tallies => new(_store.Shared);

    [Fact]
    public async Task Counters_follow_a_message_from_intake_to_its_deletion()
    {
        await AddAsync([.. Enumerable.Range(1, 5).Select(i => Message($"k{i}", i)), Skipped("s", 9)]);
        Assert.Equal((1, 5), (await CountAsync(RecipientState.Skipped), await CountAsync(Waiting)));
        await AddAsync(Message("k1", 1));
        var claim = await PostAsync();
        Assert.Equal((5, 0), (await CountAsync(Sending), await CountAsync(Waiting)));
        var ids = claim.Recipients.ToDictionary(r => r.UserId, r => r.Id);
        await _store.Dispatch.CompleteAsync(Completed(claim.AttemptId, Outcome.Accepted,
            new RecipientChange.Settle([ids[1]], Undeliverable, "no app"), new RecipientChange.Requeue([ids[2]], "again", Now.AddSeconds(5), true, true, 9),
            new RecipientChange.Settle([ids[3]], Held, "unknown"), new RecipientChange.Settle(null, Sent, "ok")) with { NotificationId = "n1" }, Now.AddSeconds(3), Cancellation);
        Assert.Equal((1, 1, 1, 2), (await CountAsync(Undeliverable), await CountAsync(Waiting), await CountAsync(Held), await CountAsync(Sent)));
        Assert.Equal([(5000L, 2L)], (await Tallies.DelaysAsync([_site], Now, Cancellation)).Select(d => (d.UpTo, d.Count)));
        await AssertTalliesAreTrueAsync();

        await _store.Receipts.SaveAsync(new() { AttemptId = claim.AttemptId, Changes = [new(ids[4], Sent, Received, "received", Now), new(ids[5], Sent, Opened, "opened", Now)] }, Now, Cancellation);
        await AssertTalliesAreTrueAsync();
        Assert.Equal(1, await _store.Upkeep.RetryAsync(_site, Undeliverable, DateTimeOffset.UnixEpoch, Now.AddDays(1), Now, Cancellation));
        await AssertTalliesAreTrueAsync();
        Assert.Equal(1, await _store.Operators.SettleSentAsync(_site, new(), Now, Cancellation));
        await AssertTalliesAreTrueAsync();
        Assert.Equal(3, await _store.Operators.RecalledAsync(claim.AttemptId, Now, Cancellation));
        await AssertTalliesAreTrueAsync();
        Assert.Equal(1, await _store.Operators.CancelAsync(_site, new() { UserId = 1 }, Now, Cancellation));
        Assert.Equal(1, await _store.Upkeep.ExpireAsync(Now.AddDays(2), 100, Cancellation));
        await AssertTalliesAreTrueAsync();
        await _store.Upkeep.CleanAsync(0, 100, (_, _) => TimeSpan.Zero, TimeSpan.Zero, Now.AddDays(3), Cancellation);
        Assert.Empty(await Tallies.NowAsync(null, Cancellation));
        Assert.Empty(await Tallies.HoursAsync(null, DateTimeOffset.UnixEpoch, Cancellation));
        Assert.Empty(await Tallies.DelaysAsync(null, DateTimeOffset.UnixEpoch, Cancellation));
    }

    [Fact]
    public async Task Counters_are_true_after_erasing_removing_a_site_and_a_phone_that_registers_late()
    {
        await AddAsync([.. Enumerable.Range(1, 4).Select(i => Message($"k{i}", i))]);
        var claim = await ClaimAsync((await PeekAsync()).First(r => r.UserId == 1));
        await _store.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation);
        await _store.Dispatch.CompleteAsync(Completed(claim.AttemptId, Outcome.NoTarget, new RecipientChange.Settle(null, Undeliverable, "no app")), Now, Cancellation);
        await _store.Directories.OpenAsync(_site, "here app", Cancellation);
        Assert.Equal(1, await _store.Directories.ActiveAsync(_site, ["alias1"], null, Now, Cancellation));
        await AssertTalliesAreTrueAsync();
        Assert.True(await _store.Erasures.EraseAsync(await _store.Erasures.BeginAsync(_site, 2, Now, Cancellation), Now, Cancellation));
        await AssertTalliesAreTrueAsync();
        Assert.Equal((1, 3), (await CountAsync(Cancelled), await CountAsync(Waiting)));
        await _store.Sites.RemoveAsync(_site, Now, Cancellation);
        await AssertTalliesAreTrueAsync();
        Assert.Equal(4, await CountAsync(Cancelled));
    }

    [Fact]
    public async Task Messages_are_counted_in_the_hour_of_their_intake_and_sites_apart()
    {
        var other = await AddSiteAsync("other");
        await AddAsync(Message("a", 1), Message("b", 2));
        await _store.Intake.AddAsync(other, [Message("a", 1)], Now.AddMinutes(70), Cancellation);
        Assert.Equal([(_site, Now, Waiting, 2L)], (await Tallies.HoursAsync([_site], Now, Cancellation)).Select(h => (h.SiteId, h.Hour, h.State, h.Count)));
        Assert.Equal([(other, Now.AddHours(1), Waiting, 1L)], (await Tallies.HoursAsync(null, Now.AddHours(1), Cancellation)).Select(h => (h.SiteId, h.Hour, h.State, h.Count)));
        Assert.Empty(await Tallies.NowAsync([], Cancellation));
        Assert.Equal(Now, await Tallies.OldestWaitingAsync(_site, 2, Cancellation));
        Assert.Equal(Now, await Tallies.OldestWaitingAsync(_site, 1_000_000, Cancellation));
        Assert.Null(await Tallies.OldestWaitingAsync(_site, 0, Cancellation));
    }

    [Fact]
    public async Task Counters_do_not_keep_what_a_failed_write_took_back()
    {
        await AddAsync(Message("a", 1));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.Shared.WriteAsync<int>(connection =>
        {
            connection.Execute("UPDATE recipient SET state = 'failed'");
            throw new InvalidOperationException("no");
        }, Cancellation));
        Assert.Equal((1, 0), (await CountAsync(Waiting), await CountAsync(Failed)));
    }

    private async Task<long> CountAsync(RecipientState state) => (await Tallies.NowAsync(null, Cancellation)).Where(t => t.State == state).Sum(t => t.Count);

    private async Task AssertTalliesAreTrueAsync()
    {
        var counted = await _store.Shared.ReadAsync(
            connection => connection.Query<(long, long, string, long)>("SELECT site_id, created_at / 3600000, state, count(*) FROM recipient GROUP BY 1, 2, 3").AsList(), CancellationToken.None);
        Assert.Equal(
            counted.Order(),
            (await Tallies.HoursAsync(null, DateTimeOffset.UnixEpoch, CancellationToken.None)).Select(h => (h.SiteId, TallyRules.Hour(h.Hour), h.State.Word(), h.Count)).Order());
        Assert.Equal(
            counted.GroupBy(c => (c.Item1, c.Item3)).Select(g => (g.Key.Item1, g.Key.Item2, g.Sum(c => c.Item4))).Order(),
            (await Tallies.NowAsync(null, CancellationToken.None)).Select(t => (t.SiteId, t.State.Word(), t.Count)).Order());
    }
}
