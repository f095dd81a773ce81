using AppCrueNotify.Messages;
using AppCrueNotify.Storage.Views;
using Dapper;
using static AppCrueNotify.Messages.RecipientState;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

public abstract partial class StoreContract
{
    private MessageSearch Search => new(_store.Shared, TimeProvider.System);
    private MessageActions Actions => new(_store.Shared, new(TimeProvider.System));

    [Fact]
    public async Task A_search_finds_by_every_part_and_only_in_the_sites_given()
    {
        var other = await AddSiteAsync("other");
        await _store.Intake.AddAsync(other, [Message("k1", 1)], Now, Cancellation);
        await AddAsync(
            Message("k1", 1, Push("Examen de Álgebra")), Message("k2", 2) with { Alias = "Ana_García", Component = "mod_quiz", CourseId = 7 }, Message("k3", 3, Push() with { Title = "50% off" }),
            Skipped("k4", 4));
        await _store.Intake.AddAsync(_site, [Message("late", 1)], Now.AddHours(3), Cancellation);

        Assert.Equal(["late", "k4", "k3", "k2", "k1"], await FindAsync(new()));
        Assert.Equal(["k1"], await FindAsync(new() { Key = "k1" }));
        Assert.Equal(["late", "k1"], await FindAsync(new() { UserId = 1 }));
        Assert.Equal(["k2"], await FindAsync(new() { Alias = "ANA_g" }));
        Assert.Empty(await FindAsync(new() { Alias = "ana%" }));
        Assert.Equal(["k1"], await FindAsync(new() { Text = "algebra" }));
        Assert.Equal(["k3"], await FindAsync(new() { Text = "50%" }));
        Assert.Equal(["k2"], await FindAsync(new() { CourseId = 7, Component = "mod_quiz" }));
        Assert.Equal(["k4"], await FindAsync(new() { States = [RecipientState.Skipped] }));
        Assert.Equal(["late"], await FindAsync(new() { From = Now.AddHours(1) }));
        Assert.Equal(["k4", "k3", "k2", "k1"], await FindAsync(new() { Until = Now.AddHours(1) }));
        Assert.Equal(6, (await Search.PageAsync(new(), null, 10, true, Cancellation)).Messages.Count);
        Assert.Equal(2, (await Search.PageAsync(new() { Key = "k1" }, null, 10, true, Cancellation)).Messages.Count);
        Assert.Empty((await Search.PageAsync(new() { Sites = [] }, null, 10, true, Cancellation)).Messages);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gap_or_repeat()
    {
        await AddAsync([.. Enumerable.Range(1, 57).Select(i => Message($"k{i}", i))]);
        var seen = new List<long>();
        long? next = null;
        do
        {
            var page = await Search.PageAsync(new() { Sites = [_site] }, next, 10, false, Cancellation);
            Assert.All(page.Messages, m => Assert.Null(m.Title));
            seen.AddRange(page.Messages.Select(m => m.UserId));
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(Enumerable.Range(1, 57).Reverse().Select(i => (long)i), seen);
    }

    [Fact]
    public async Task What_was_not_sent_is_found_by_its_index_over_several_sites()
    {
        var other = await AddSiteAsync("other");
        await AddAsync([.. Enumerable.Range(1, 30).Select(i => Message($"k{i}", i))]);
        await _store.Intake.AddAsync(other, [.. Enumerable.Range(1, 30).Select(i => Message($"k{i}", i))], Now, Cancellation);
        await SetAsync("failed", "user_id % 2 = 0");
        await SetAsync("held", "user_id % 10 = 1");
        var filter = new MessageFilter { States = [Failed, Held] };
        Assert.Equal(36, (await Search.PageAsync(filter, null, 100, true, Cancellation)).Messages.Count);
        Assert.Equal(18, (await Search.PageAsync(filter with { Sites = [other] }, null, 100, true, Cancellation)).Messages.Count);
        Assert.Equal([21, 11, 1], (await Search.PageAsync(new() { Sites = [_site], States = [Held] }, null, 100, true, Cancellation)).Messages.Select(m => m.UserId));
        Assert.Equal([30], (await Search.PageAsync(filter with { Sites = [_site], UserId = 30 }, null, 100, true, Cancellation)).Messages.Select(m => m.UserId));
        var first = await Search.IdsAsync(filter, null, 20, Cancellation);
        var second = await Search.IdsAsync(filter, first.Next, 20, Cancellation);
        Assert.Equal((20, 16, (long?)null), (first.Ids.Count, second.Ids.Count, second.Next));
        Assert.Empty(first.Ids.Intersect(second.Ids));
    }

    [Fact]
    public async Task A_person_sends_again_settles_cancels_and_discards_what_was_found()
    {
        await AddAsync([.. Enumerable.Range(1, 5).Select(i => Message($"k{i}", i))]);
        await SetAsync("failed", "user_id = 1");
        await SetAsync("held", "user_id IN (2, 3)");
        var ids = (await Search.IdsAsync(new() { Sites = [_site] }, null, 100, Cancellation)).Ids.Order().ToList();

        Assert.Equal(0, await Actions.RetryAsync(_site + 1, ids, Now.AddDays(1), Now, Cancellation));
        Assert.Equal(1, await Actions.SettleSentAsync(_site, [ids[1]], Now, Cancellation));
        Assert.Equal(1, await Actions.SettleNotSentAsync(_site, [ids[2]], Now.AddDays(1), Now, Cancellation));
        Assert.Equal(1, await Actions.RetryAsync(_site, ids, Now.AddDays(1), Now, Cancellation));
        Assert.Equal("retried by hand after failed", (await TraceAsync("k1")).Reason);
        Assert.Equal([Waiting, Sent, Waiting, Waiting, Waiting], await StatesAsync(5));
        Assert.Equal(4, await Actions.CancelAsync(_site, ids, "one", Now, Cancellation));
        Assert.Equal([Cancelled, Sent, Cancelled, Cancelled, Cancelled], await StatesAsync(5));
    }

    [Fact]
    public async Task Cancelling_and_discarding_are_undone_for_a_quarter_of_an_hour()
    {
        await AddAsync([.. Enumerable.Range(1, 4).Select(i => Message($"k{i}", i))]);
        await SetAsync("failed", "user_id = 1");
        var ids = (await Search.IdsAsync(new(), null, 100, Cancellation)).Ids;
        Assert.Equal(3, await Actions.CancelAsync(_site, ids, "cancel", Now, Cancellation));
        Assert.Equal(1, await Actions.DiscardAsync(_site, ids, "discard", Now, Cancellation));
        Assert.Equal("discarded by hand", (await TraceAsync("k1")).Reason);
        Assert.Equal(3, await Actions.UndoableAsync(_site, "cancel", Now, Cancellation));
        Assert.Equal(0, await Actions.UndoableAsync(_site + 1, "cancel", Now, Cancellation));
        Assert.Equal(0, await Actions.UndoAsync(_site + 1, "cancel", Now, Cancellation));
        Assert.Equal(3, await Actions.UndoAsync(_site, "cancel", Now.AddMinutes(14), Cancellation));
        Assert.Equal(0, await Actions.UndoAsync(_site, "cancel", Now.AddMinutes(14), Cancellation));
        Assert.Equal([Cancelled, Waiting, Waiting, Waiting], await StatesAsync(4));
        Assert.Equal(0, await Actions.UndoAsync(_site, "discard", Now.AddMinutes(16), Cancellation));
        Assert.Equal(Cancelled, await StateAsync("k1"));
    }

    private async Task<List<RecipientState>> StatesAsync(int count)
    {
        var states = new List<RecipientState>();
        for (var i = 1; i <= count; i++)
            states.Add(await StateAsync($"k{i}"));
        return states;
    }

    private async Task<IEnumerable<string>> FindAsync(MessageFilter filter) =>
        (await Search.PageAsync(filter with { Sites = [_site] }, null, 10, true, Cancellation)).Messages.Select(m => m.Key);

#pragma warning disable CA2100 // The test's own words.
    private Task<int> SetAsync(string state, string where) => _store.Shared.WriteAsync(connection => connection.Execute($"UPDATE recipient SET state = '{state}' WHERE {where}"), Cancellation);
#pragma warning restore CA2100
}
