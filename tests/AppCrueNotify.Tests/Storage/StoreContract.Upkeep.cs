using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using static AppCrueNotify.Messages.RecipientState;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Waiting_messages_expire_in_bounded_rounds_and_those_being_sent_do_not()
    {
        await AddAsync(Message("sending", 9, expiresIn: 1));
        await PostAsync();
        await AddAsync(Message("a", 1, expiresIn: 1), Message("b", 2, expiresIn: 2), Message("c", 3, expiresIn: 3), Message("d", 4));
        Assert.Equal(2, await _store.Upkeep.ExpireAsync(Now.AddSeconds(3), 2, Cancellation));
        Assert.Equal(1, await _store.Upkeep.ExpireAsync(Now.AddSeconds(3), 2, Cancellation));
        Assert.Equal(0, await _store.Upkeep.ExpireAsync(Now.AddSeconds(3), 2, Cancellation));
        Assert.Equal([Sending, Expired, Expired, Expired, Waiting], [await StateAsync("sending"), await StateAsync("a"), await StateAsync("b"), await StateAsync("c"), await StateAsync("d")]);
    }

    [Fact]
    public async Task Cleaning_deletes_what_was_kept_long_enough_and_pushes_with_their_last_recipient()
    {
        await AddAsync(Message("sent", 1, Push("one")), Message("failed", 2, Push("two")), Message("failed too", 3, Push("one")));
        var claim = await PostAsync();
        var first = claim.Recipients.Single(r => r.UserId == 1);
        await _store.Dispatch.CompleteAsync(
            Completed(claim.AttemptId, Outcome.Rejected, new RecipientChange.Settle([first.Id], Sent, "ok"), new RecipientChange.Settle(null, Failed, "no")), Now, Cancellation);
        await AddAsync(Skipped("skipped", 4), Message("waiting", 5, Push("three")));

        // Sent messages are kept a day, the others an hour.
        var round = await CleanAsync(0, 100, Now.AddHours(2));
        Assert.Equal(new(0, 3), round);
        Assert.Empty(await _store.Reports.TraceKeyAsync(_site, "failed", Cancellation));
        Assert.Empty(await _store.Reports.TraceKeyAsync(_site, "skipped", Cancellation));
        Assert.Equal(Waiting, await StateAsync("waiting"));
        var kept = await TraceAsync("sent");
        Assert.Equal("one", kept.Push!.Alert);
        Assert.Single(kept.Attempts);
        Assert.Equal([first.PushId], (await _store.Dispatch.PushesAsync([.. claim.Recipients.Select(r => r.PushId)], Cancellation)).Keys);

        Assert.Equal(1, (await CleanAsync(0, 100, Now.AddDays(3))).Deleted);
        Assert.Empty(await _store.Dispatch.PushesAsync([first.PushId], Cancellation));
        Assert.Equal([StoreResult.Stored], await AddAsync(Message("sent", 1, Push("one"))));
    }

    [Fact]
    public async Task Cleaning_goes_on_where_the_last_round_ended()
    {
        await AddAsync([.. Enumerable.Range(0, 10).Select(i => Skipped($"k{i}", i))]);
        var first = await CleanAsync(0, 4, Now.AddDays(1));
        var second = await CleanAsync(first.Cursor, 4, Now.AddDays(1));
        var third = await CleanAsync(second.Cursor, 4, Now.AddDays(1));
        Assert.Equal([4, 4, 2], [first.Deleted, second.Deleted, third.Deleted]);
        Assert.True(second.Cursor > first.Cursor);
        Assert.Equal(0, third.Cursor);
    }

    [Fact]
    public async Task Retrying_puts_a_final_state_back_in_the_queue_with_its_history()
    {
        await AddAsync(Message("failed", 1), Message("other", 2), Skipped("skipped", 3));
        var claim = await PostAsync();
        var failed = claim.Recipients.Single(r => r.UserId == 1);
        await _store.Dispatch.CompleteAsync(
            Completed(claim.AttemptId, Outcome.Rejected, new RecipientChange.Settle([failed.Id], Failed, "no"), new RecipientChange.Settle(null, Undeliverable, "no app")), Now, Cancellation);
        Assert.Equal(0, await _store.Upkeep.RetryAsync(_site, Failed, Now.AddSeconds(1), Now.AddDays(2), Now.AddSeconds(1), Cancellation));
        Assert.Equal(0, await _store.Upkeep.RetryAsync(_site, RecipientState.Skipped, default, Now.AddDays(2), Now, Cancellation));
        Assert.Equal(1, await _store.Upkeep.RetryAsync(_site, Failed, Now, Now.AddDays(2), Now.AddSeconds(5), Cancellation));
        var due = Assert.Single(await PeekAsync(horizon: 5));
        Assert.Equal((1L, 0, 0, Now.AddDays(2)), (due.UserId, due.Tries, due.Unknowns, due.ExpiresAt));
        Assert.Equal("rejected", Assert.Single((await TraceAsync("failed")).Attempts).State);
        Assert.Equal(Undeliverable, await StateAsync("other"));
    }

    [Fact]
    public async Task A_trace_shows_the_attempts_in_their_order()
    {
        await AddAsync(Message("k", 1));
        for (var i = 0; i < 3; i++)
        {
            var claim = await PostAsync();
            await _store.Dispatch.CompleteAsync(
                Completed(claim.AttemptId, Outcome.Unavailable, new RecipientChange.Requeue(null, $"try {i}", Now, true, false, null)) with { Status = 500 + i, RepeatPossible = true, RetryAt = Now }, Now, Cancellation);
        }

        await ClaimAsync([.. await PeekAsync()]);
        var message = await TraceAsync("k");
        Assert.Equal([500, 501, 502, null], message.Attempts.Select(a => a.Status));
        Assert.Equal(["unavailable", "unavailable", "unavailable", "claimed"], message.Attempts.Select(a => a.State));
        Assert.Equal((true, Now, "it was unavailable", "simple"), (message.Attempts[0].RepeatPossible, message.Attempts[0].RetryAt, message.Attempts[0].Reason, message.Attempts[0].Kind));
    }

    [Fact]
    public async Task A_users_messages_are_traced_newest_first_and_states_are_counted()
    {
        await AddAsync(Message("a", 1), Message("b", 1), Message("c", 1), Message("d", 2), Skipped("e", 3));
        Assert.Equal(["c", "b"], (await _store.Reports.TraceUserAsync(_site, 1, 2, Cancellation)).Select(m => m.Key));
        Assert.Empty(await _store.Reports.TraceUserAsync(_site + 1000, 1, 2, Cancellation));
        Assert.Equal(
            [new(_site, RecipientState.Skipped, 1, Now), new(_site, Waiting, 4, Now)],
            (await _store.Reports.CountAsync(Cancellation)).OrderBy(c => c.State.Word(), StringComparer.Ordinal));
    }

    private Task<CleaningRound> CleanAsync(long cursor, int limit, DateTimeOffset now) => _store.Upkeep.CleanAsync(
        cursor, limit, (_, state) => state == Sent ? TimeSpan.FromDays(1) : TimeSpan.FromHours(1), TimeSpan.FromDays(1), now, Cancellation);
}
