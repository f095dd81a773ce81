using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using static AppCrueNotify.Messages.RecipientState;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

/// <summary>A user's messages leave one after the other, and nobody else waits for that.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task However_many_wait_for_one_user_the_others_are_seen()
    {
        await AddAsync([.. Enumerable.Range(1, 700).Select(i => Message($"talker {i}", 1, dueIn: -100))]);
        await AddAsync(Message("quiet 2", 2), Message("quiet 3", 3), Message("quiet 4", 4));
        Assert.Equal([1, 2, 3], (await PeekAsync(limit: 3)).Select(r => r.UserId));
        Assert.Equal([1, 2, 3, 4], (await PeekAsync(limit: 50)).Select(r => r.UserId));
        Assert.Equal([1, 2, 3, 4], (await PeekAsync()).Select(r => r.UserId));
    }

    [Fact]
    public async Task A_users_messages_are_seen_one_after_the_other_in_the_order_they_came()
    {
        await AddAsync(Message("late", 1, dueIn: -1), Message("early", 1, dueIn: -50), Message("personal", 1, dueIn: -99, personal: true), Message("last", 1, dueIn: -70));
        foreach (var key in (string[])["late", "early", "personal", "last"])
        {
            var seen = Assert.Single(await PeekAsync());
            Assert.Equal(Waiting, await StateAsync(key));
            await EndAsync(seen, Sent);
            Assert.Equal(Sent, await StateAsync(key));
        }

        Assert.Empty(await PeekAsync());
    }

    [Fact]
    public async Task A_personal_message_takes_what_is_before_it_to_the_front()
    {
        await AddAsync([.. Enumerable.Range(1, 20).Select(i => Message($"bulk {i}", i, dueIn: -50)), Message("for 17 too", 17, dueIn: -40), Message("personal", 17, personal: true)]);
        var seen = Assert.Single(await PeekAsync(limit: 1));
        Assert.Equal((17L, true), (seen.UserId, seen.Personal));
        await EndAsync(seen, Sent);
        seen = Assert.Single(await PeekAsync(limit: 1));
        Assert.Equal((17L, true), (seen.UserId, seen.Personal));
        await EndAsync(seen, Sent);
        await EndAsync(Assert.Single(await PeekAsync(limit: 1)), Sent);
        Assert.Equal(Sent, await StateAsync("personal"));
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("undeliverable")]
    [InlineData("failed")]
    [InlineData("held")]
    [InlineData("expired")]
    public async Task However_a_message_ends_the_next_of_its_user_is_seen(string word)
    {
        var end = RecipientStates.Parse(word);
        await AddAsync(Message("first", 1, expiresIn: 5), Message("second", 1), Message("third", 1));
        var first = Assert.Single(await PeekAsync());
        if (end == Expired)
            await _store.Upkeep.ExpireAsync(Now.AddSeconds(6), 10, Cancellation);
        else
            await EndAsync(first, end);
        Assert.Equal(end, await StateAsync("first"));
        var second = Assert.Single(await PeekAsync());
        await EndAsync(second, Sent);
        Assert.Equal(Sent, await StateAsync("second"));
        Assert.Single(await PeekAsync());
    }

    [Fact]
    public async Task A_message_that_ended_behind_another_is_seen_when_it_waits_again()
    {
        await AddAsync(Message("first", 1), Message("second", 1, expiresIn: 5));
        var first = Assert.Single(await PeekAsync());
        await _store.Upkeep.ExpireAsync(Now.AddSeconds(6), 10, Cancellation);
        await EndAsync(first, Sent);
        Assert.Equal(1, await _store.Upkeep.RetryAsync(_site, Expired, Now.AddDays(-1), Now.AddDays(1), Now, Cancellation));
        await EndAsync(Assert.Single(await PeekAsync()), Sent);
        Assert.Equal(Sent, await StateAsync("second"));
    }

    [Fact]
    public async Task What_waits_again_without_counting_as_a_try_is_not_overtaken_when_the_peek_is_cut()
    {
        await AddAsync(Message("first", 1));
        var claim = await PostAsync();
        await AddAsync(Message("second", 1, dueIn: -10), Message("other", 2, dueIn: -5));
        await _store.Dispatch.CompleteAsync(
            Completed(claim.AttemptId, Outcome.Rejected, new RecipientChange.Requeue(null, "in parts", Now, CountsAsTry: false, CountsAsUnknown: false, PackGroup: 4)), Now, Cancellation);
        Assert.Equal([2], (await PeekAsync(limit: 1)).Select(r => r.UserId));
        Assert.Equal([2, 1], (await PeekAsync()).Select(r => r.UserId));
        Assert.Equal(4, (await PeekAsync())[1].PackGroup);
    }

    [Fact]
    public async Task A_group_comes_whole_however_short_the_peek_and_keeps_together_when_it_is_tried_again()
    {
        await AddAsync([.. Enumerable.Range(1, 9).Select(i => Message($"k{i}", i))]);
        var claim = await PostAsync();
        var half = claim.Recipients.Take(5).Select(r => r.Id).ToList();
        await _store.Dispatch.CompleteAsync(Completed(claim.AttemptId, Outcome.Rejected, Part(half, 8), Part(null, 9)), Now, Cancellation);
        Assert.Equal([8, 8, 8, 8, 8], (await PeekAsync(limit: 2)).Select(r => r.PackGroup!.Value));

        var again = await ClaimAsync([.. await PeekAsync(limit: 2)]);
        await _store.Dispatch.BeginPostingAsync(again.AttemptId, Now, Cancellation);
        await _store.Dispatch.CompleteAsync(
            Completed(again.AttemptId, Outcome.Unavailable, new RecipientChange.Requeue(null, "later", Now, CountsAsTry: true, CountsAsUnknown: false, PackGroup: null)), Now, Cancellation);
        Assert.Equal(5, (await PeekAsync()).Count(r => r.PackGroup == 8));
        Assert.Equal(4, (await PeekAsync()).Count(r => r.PackGroup == 9));
    }

    private static RecipientChange.Requeue Part(IReadOnlyList<long>? ids, long group) => new(ids, "in parts", Now, CountsAsTry: false, CountsAsUnknown: false, group);

    private async Task EndAsync(DueRecipient recipient, RecipientState state)
    {
        var claim = await ClaimAsync(recipient);
        await _store.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation);
        Assert.True(await _store.Dispatch.CompleteAsync(Completed(claim.AttemptId, Outcome.Accepted, new RecipientChange.Settle(null, state, "over")), Now, Cancellation));
    }
}
