using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using static AppCrueNotify.Messages.RecipientState;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Personal_messages_come_first_then_those_due_earlier_then_older_ones()
    {
        await AddAsync(
            Message("late", 1, dueIn: -1), Message("early", 2, dueIn: -5), Message("older twin", 3, dueIn: -3), Message("younger twin", 4, dueIn: -3),
            Message("personal late", 5, dueIn: 0, personal: true), Message("personal early", 6, dueIn: -1, personal: true));
        Assert.Equal([6, 5, 2, 3, 4, 1], (await PeekAsync()).Select(r => r.UserId));
        Assert.Equal([6, 5, 2], (await PeekAsync(limit: 3)).Select(r => r.UserId));
        Assert.Equal([6], (await PeekAsync(limit: 1)).Select(r => r.UserId));
    }

    [Fact]
    public async Task Only_what_is_due_before_the_horizon_is_seen_and_the_next_due_time_is_known()
    {
        await AddAsync(Message("now", 1), Message("soon", 2, dueIn: 2), Message("later", 3, dueIn: 60, personal: true));
        Assert.Equal([1], (await PeekAsync()).Select(r => r.UserId));
        Assert.Equal([1, 2], (await PeekAsync(horizon: 2)).Select(r => r.UserId));
        Assert.Equal(Now.AddSeconds(2), await _store.Dispatch.NextDueAsync(_site, Now, Cancellation));
        Assert.Equal(Now.AddSeconds(60), await _store.Dispatch.NextDueAsync(_site, Now.AddSeconds(2), Cancellation));
        Assert.Null(await _store.Dispatch.NextDueAsync(_site, Now.AddSeconds(60), Cancellation));
    }

    [Fact]
    public async Task A_later_message_of_a_user_is_hidden_while_an_earlier_one_is_sent_or_tried_again()
    {
        await AddAsync(Message("first", 1));
        var claim = await PostAsync();
        await AddAsync(Message("second", 1), Message("other user", 2));
        Assert.Equal([2], (await PeekAsync()).Select(r => r.UserId));

        var again = new RecipientChange.Requeue(null, "later", Now.AddSeconds(30), CountsAsTry: true, CountsAsUnknown: false, PackGroup: null);
        await _store.Dispatch.CompleteAsync(Completed(claim.AttemptId, Outcome.Unavailable, again), Now, Cancellation);
        Assert.Equal([2], (await PeekAsync()).Select(r => r.UserId));
        Assert.Equal([2, 1], (await PeekAsync(horizon: 30)).Select(r => r.UserId));

        await _store.Dispatch.ReleaseAsync((await ClaimAsync([.. (await PeekAsync(horizon: 30)).Where(r => r.UserId == 2)])).AttemptId, "x", Now, Cancellation);
        var retry = await ClaimAsync([.. (await PeekAsync(horizon: 30)).Where(r => r.UserId == 1)]);
        await _store.Dispatch.BeginPostingAsync(retry.AttemptId, Now, Cancellation);
        await _store.Dispatch.CompleteAsync(Completed(retry.AttemptId, Outcome.Accepted, new RecipientChange.Settle(null, Sent, "ok")), Now, Cancellation);
        Assert.Equal([1, 2], (await PeekAsync()).Select(r => r.UserId).Order());
    }

    [Fact]
    public async Task Claimers_never_get_the_same_recipient()
    {
        await AddAsync([.. Enumerable.Range(1, 600).Select(i => Message($"k{i}", i))]);
        var due = await PeekAsync();
        var claims = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => _store.Dispatch.ClaimAsync(
            _site, [new(BatchKind.Simple, $"tag{i}", [.. due.Skip(i * 7).Take(200)]), new(BatchKind.Multiple, $"tag{i}b", [.. due.Skip(i).Take(20)])], Now, Now.AddSeconds(180), Cancellation)));
        var got = claims.SelectMany(c => c).SelectMany(c => c.Recipients).Select(r => r.Id).ToList();
        Assert.Equal(got.Count, got.Distinct().Count());
        Assert.Equal(due.Take((39 * 7) + 200).Select(r => r.Id).Order(), got.Order());
        Assert.All(claims.SelectMany(c => c), c => Assert.NotEmpty(c.Recipients));
    }

    [Fact]
    public async Task A_claim_gets_only_what_still_waits_and_none_when_nothing_does()
    {
        await AddAsync(Message("a", 1, expiresIn: 1), Message("b", 2));
        var due = await PeekAsync();
        await _store.Upkeep.ExpireAsync(Now.AddSeconds(2), 100, Cancellation);
        var claim = await ClaimAsync([.. due]);
        Assert.Equal([2], claim.Recipients.Select(r => r.UserId));
        Assert.Equal(1, (await TraceAsync("b")).Attempts.Single().Recipients);
        Assert.Empty(await _store.Dispatch.ClaimAsync(_site, [new(BatchKind.Simple, "tag", due)], Now, Now, Cancellation));
    }

    [Fact]
    public async Task An_attempt_is_begun_once_and_completed_once()
    {
        await AddAsync(Message("a", 1));
        var claim = await ClaimAsync([.. await PeekAsync()]);
        var sent = Completed(claim.AttemptId, Outcome.Accepted, new RecipientChange.Settle(null, Sent, "accepted")) with { NotificationId = "id1", Status = 200 };
        Assert.False(await _store.Dispatch.CompleteAsync(sent, Now, Cancellation));
        Assert.Equal(Sending, await StateAsync("a"));
        Assert.True(await _store.Dispatch.BeginPostingAsync(claim.AttemptId, Now.AddSeconds(1), Cancellation));
        Assert.False(await _store.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));
        Assert.False(await _store.Dispatch.ReleaseAsync(claim.AttemptId, "no", Now, Cancellation));
        Assert.True(await _store.Dispatch.CompleteAsync(sent, Now.AddSeconds(2), Cancellation));
        var late = Completed(claim.AttemptId, Outcome.NotSent, new RecipientChange.Requeue(null, "late", Now, true, false, null));
        Assert.False(await _store.Dispatch.CompleteAsync(late, Now.AddSeconds(3), Cancellation));

        var message = await TraceAsync("a");
        Assert.Equal((Sent, "accepted", Now.AddSeconds(2)), (message.State, message.Reason, message.StateAt));
        var attempt = Assert.Single(message.Attempts);
        Assert.Equal(("accepted", "id1", 200), (attempt.State, attempt.NotificationId, attempt.Status));
        Assert.Equal((Now, Now.AddSeconds(1), Now.AddSeconds(2)), (attempt.ClaimedAt, attempt.PostedAt, attempt.CompletedAt));
    }

    [Fact]
    public async Task A_released_claim_waits_again_at_once_and_counts_as_no_try()
    {
        await AddAsync(Message("a", 1));
        var claim = await ClaimAsync([.. await PeekAsync()]);
        Assert.True(await _store.Dispatch.ReleaseAsync(claim.AttemptId, "the gateway stopped", Now, Cancellation));
        Assert.False(await _store.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));
        var due = Assert.Single(await PeekAsync());
        Assert.Equal((0, 0), (due.Tries, due.Unknowns));
        Assert.Equal("released", Assert.Single((await TraceAsync("a")).Attempts).State);
    }

    [Fact]
    public async Task Changes_apply_to_those_named_and_then_to_the_rest()
    {
        await AddAsync([.. Enumerable.Range(1, 4).Select(i => Message($"k{i}", i))]);
        var claim = await PostAsync();
        var ids = claim.Recipients.ToDictionary(r => r.UserId, r => r.Id);
        Assert.True(await _store.Dispatch.CompleteAsync(Completed(claim.AttemptId, Outcome.Rejected,
            new RecipientChange.Settle([ids[1]], Undeliverable, "no app"),
            new RecipientChange.Requeue([ids[2]], "again", Now.AddSeconds(5), CountsAsTry: true, CountsAsUnknown: true, PackGroup: 9),
            new RecipientChange.Requeue([], "nobody", Now, true, true, 1),
            new RecipientChange.Settle(null, Failed, "rejected")), Now, Cancellation));
        Assert.Equal([Undeliverable, Waiting, Failed, Failed], [await StateAsync("k1"), await StateAsync("k2"), await StateAsync("k3"), await StateAsync("k4")]);
        var again = Assert.Single(await PeekAsync(horizon: 5));
        Assert.Equal((1, 1, 9L, Now.AddSeconds(5)), (again.Tries, again.Unknowns, again.PackGroup, again.DueAt));
    }

    [Fact]
    public async Task What_a_process_left_open_is_found_by_the_next_one_and_ends_once()
    {
        await AddAsync(Message("posting", 1), Message("claimed", 2), Message("done", 3));
        var due = (await PeekAsync()).ToDictionary(r => r.UserId);
        var posting = await ClaimAsync(due[1]);
        var claimed = await ClaimAsync(due[2]);
        var done = await ClaimAsync(due[3]);
        await _store.Dispatch.BeginPostingAsync(posting.AttemptId, Now, Cancellation);
        await _store.Dispatch.ReleaseAsync(done.AttemptId, "stop", Now, Cancellation);
        Assert.Empty(await _store.Dispatch.OrphansAsync(Now, Cancellation));

        await _store.ReopenAsync();
        var later = Now.AddSeconds(181);
        await _store.PassAsync(later - Now);
        var orphans = await _store.Dispatch.OrphansAsync(later, Cancellation);
        Assert.Equal([(posting.AttemptId, true), (claimed.AttemptId, false)], orphans.Select(o => (o.AttemptId, o.Posting)));
        Assert.Equal([(_site, posting.Tag, 1L), (_site, claimed.Tag, 2L)], orphans.Select(o => (o.SiteId, o.Tag, Assert.Single(o.Recipients).UserId)));
        Assert.False(await _store.Dispatch.ReleaseAsync(posting.AttemptId, "no", later, Cancellation));
        Assert.True(await _store.Dispatch.ReleaseAsync(claimed.AttemptId, "restart", later, Cancellation));
        Assert.True(await _store.Dispatch.CompleteAsync(Completed(posting.AttemptId, Outcome.Unknown, new RecipientChange.Settle(null, Held, "unknown")), later, Cancellation));
        Assert.Empty(await _store.Dispatch.OrphansAsync(later, Cancellation));
        Assert.Equal([2, 3], (await PeekAsync(horizon: 181)).Select(r => r.UserId).Order());
        Assert.Equal(Held, await StateAsync("posting"));
    }

    [Fact]
    public async Task Acknowledged_messages_survive_a_new_process()
    {
        await AddAsync(Message("a", 1), Message("b", 2));
        await _store.ReopenAsync();
        Assert.Equal([StoreResult.Duplicate], await AddAsync(Message("a", 1)));
        Assert.Equal(2, (await PeekAsync()).Count);
    }

    [Fact]
    public async Task A_site_is_paused_and_resumed_with_its_reason_in_sight()
    {
        await _store.Dispatch.PauseSiteAsync(_site, "wrong key", Now, Cancellation);
        await _store.Dispatch.PauseSiteAsync(_site, "still wrong", Now.AddSeconds(9), Cancellation);
        var site = Assert.Single((await _store.Sites.LoadAsync(Cancellation)).Sites).Site;
        Assert.Equal(("still wrong", Now), (site.PauseReason, site.PausedAt));
        Assert.True(await _store.Dispatch.ResumeSiteAsync(_site, Cancellation));
        Assert.False(await _store.Dispatch.ResumeSiteAsync(_site, Cancellation));
        Assert.Null(Assert.Single((await _store.Sites.LoadAsync(Cancellation)).Sites).Site.PauseReason);
    }
}
