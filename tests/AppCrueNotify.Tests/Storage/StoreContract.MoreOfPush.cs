using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Of_a_push_more_is_found_than_a_look_sees()
    {
        await AddAsync([.. Enumerable.Range(1, 40).Select(i => Message($"k{i}", i, Push($"text {i % 4}")))]);
        var seen = await PeekAsync(limit: 12);
        var push = seen.Where(r => r.PushId == seen[0].PushId).ToList();
        Assert.Equal([1, 5, 9], push.Select(r => r.UserId));
        Assert.Equal([13, 17, 21, 25, 29, 33, 37], (await MoreAsync(push[^1])).Select(r => r.UserId));
        Assert.Equal([13, 17], (await MoreAsync(push[^1], limit: 2)).Select(r => r.UserId));
        var more = (await MoreAsync(push[^1], limit: 1))[0];
        Assert.Equal((await PeekAsync()).Single(r => r.Id == more.Id), more);
    }

    [Fact]
    public async Task More_of_a_push_is_only_what_may_leave_now()
    {
        await AddAsync(Message("seen", 1), Message("due", 2), Message("later", 3, dueIn: 60), Message("other text", 4, Push("another")), Message("first", 5, Push("another")), Message("behind", 5));
        var first = (await PeekAsync())[0];
        Assert.Equal([2], (await MoreAsync(first)).Select(r => r.UserId));
        Assert.Equal([2, 3], (await MoreAsync(first, horizon: 60)).Select(r => r.UserId));

        // Of a group nothing is taken away.
        var claim = await ClaimAsync((await MoreAsync(first))[0]);
        Assert.Empty(await MoreAsync(first));
        await _store.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation);
        var halved = new RecipientChange.Requeue(null, "halved", Now, CountsAsTry: false, CountsAsUnknown: false, PackGroup: 7);
        await _store.Dispatch.CompleteAsync(Completed(claim.AttemptId, Outcome.Rejected, halved), Now, Cancellation);
        Assert.Empty(await MoreAsync(first));
        Assert.Contains(await PeekAsync(), r => r is { UserId: 2, PackGroup: 7 });
    }

    private Task<IReadOnlyList<DueRecipient>> MoreAsync(DueRecipient after, double horizon = 0, int limit = 1000) =>
        _store.Dispatch.MoreOfPushAsync(_site, after.PushId, after.Id, Now.AddSeconds(horizon), limit, Cancellation);
}
