using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using Dapper;
using static AppCrueNotify.Messages.RecipientState;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Erasing_takes_alias_and_text_and_leaves_the_key_known()
    {
        await AddAsync(Message("mine", 1, Push("only mine")), Message("shared", 1, Push("shared")), Message("other", 2, Push("shared")));
        var erasure = await _store.Get<IErasureStore>().BeginAsync(_site, 1, Now, Cancellation);
        await AddAsync(Message("later", 1));
        Assert.True(await _store.Get<IErasureStore>().EraseAsync(erasure, Now, Cancellation));
        var mine = await TraceAsync("mine");
        Assert.Equal((Cancelled, "", null), (mine.State, mine.Alias, mine.Push));
        Assert.Equal("shared", (await TraceAsync("other")).Push!.Alert);
        Assert.Equal(Waiting, await StateAsync("later"));
        Assert.Equal([StoreResult.Duplicate], await AddAsync(Message("mine", 1, Push("only mine"))));
        Assert.Null((await TraceAsync("mine")).Push);
        Assert.Empty(await _store.Get<IErasureStore>().ReadyAsync(10, Cancellation));
    }

    [Fact]
    public async Task What_is_in_a_batch_is_erased_when_the_batch_has_ended()
    {
        await AddAsync(Message("sending", 1));
        var claim = await PostAsync();
        var erasure = await _store.Get<IErasureStore>().BeginAsync(_site, 1, Now, Cancellation);
        Assert.False(await _store.Get<IErasureStore>().EraseAsync(erasure, Now, Cancellation));
        Assert.Empty(await _store.Get<IErasureStore>().ReadyAsync(10, Cancellation));
        await _store.Dispatch.CompleteAsync(
            Completed(claim.AttemptId, Outcome.Unavailable, new RecipientChange.Requeue(null, "again", Now, true, false, null)), Now, Cancellation);
        Assert.Equal(Cancelled, await StateAsync("sending"));
        Assert.True(await _store.Get<IErasureStore>().EraseAsync(Assert.Single(await _store.Get<IErasureStore>().ReadyAsync(10, Cancellation)), Now, Cancellation));
        Assert.Null((await TraceAsync("sending")).Push);
    }

    [Fact]
    public async Task A_connection_is_kept_with_what_was_decided_about_settings()
    {
        var decided = await _store.Get<IConnectionStore>().ConnectAsync(
            new(_site, "2026112300", "4.5", Now), known => (new ConnectionSettings(new Dictionary<string, string> { ["window"] = "7s" }, new Dictionary<string, string> { ["window"] = "7s" }), known.Typed.Count), Cancellation);
        Assert.Equal(0, decided);
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.Single((await _store.Sites.LoadAsync(Cancellation)).Sites).Site.Settings.Window);
        Assert.Equal(1, await _store.Get<IConnectionStore>().ConnectAsync(new(_site, "2", "4.6", Now.AddDays(1)), known => (known, known.Given.Count), Cancellation));
        Assert.Equal(new(_site, "2", "4.6", Now.AddDays(1)), Assert.Single(await _store.Get<IConnectionStore>().ConnectionsAsync(Cancellation)));
        await Assert.ThrowsAsync<StoreUnavailableException>(() => _store.Get<IConnectionStore>().ConnectAsync(new(_site + 1000, "2", "4.6", Now), known => (known, 0), Cancellation));
    }

    [Fact]
    public async Task A_person_cancels_settles_and_recalls_what_was_chosen_and_nothing_else()
    {
        await AddAsync(Message("a", 1), Message("b", 2), Message("c", 3));
        var operators = _store.Get<IOperatorStore>();
        Assert.Equal(1, await operators.CancelAsync(_site, new() { UserId = 2 }, Now, Cancellation));
        Assert.Equal(0, await operators.CancelAsync(_site, new() { Component = "mod_quiz" }, Now, Cancellation));
        var claim = await PostAsync();
        Assert.Equal(0, await operators.CancelAsync(_site, new(), Now, Cancellation));
        await _store.Dispatch.CompleteAsync(Completed(claim.AttemptId, Outcome.Unknown, new RecipientChange.Settle(null, Held, "unknown")) with { NotificationId = "id1" }, Now, Cancellation);
        Assert.Equal(0, await operators.SettleSentAsync(_site, new() { Tag = "another" }, Now, Cancellation));
        Assert.Equal(1, await operators.SettleSentAsync(_site, new() { Tag = claim.Tag, Key = "a" }, Now, Cancellation));
        Assert.Equal(new(claim.AttemptId, "id1", 2), await operators.FindSentAsync(_site, "a", Cancellation));
        Assert.Equal(1, await operators.SettleNotSentAsync(_site, new(), Now.AddDays(2), Now, Cancellation));
        Assert.Equal(3, Assert.Single(await PeekAsync()).UserId);
        Assert.Equal(1, await operators.RecalledAsync(claim.AttemptId, Now, Cancellation));
        Assert.Equal([Cancelled, Cancelled, Waiting], [await StateAsync("a"), await StateAsync("b"), await StateAsync("c")]);
    }

    [Fact]
    public async Task A_users_messages_are_exported_in_pages_newest_first()
    {
        await AddAsync([.. Enumerable.Range(1, 5).Select(i => Message($"k{i}", 1)), Message("other", 2)]);
        var first = await _store.Reports.ExportAsync(_site, 1, null, 3, Cancellation);
        var second = await _store.Reports.ExportAsync(_site, 1, first.Next, 3, Cancellation);
        Assert.Equal(["k5", "k4", "k3"], first.Messages.Select(m => m.Key));
        Assert.Equal(["k2", "k1"], second.Messages.Select(m => m.Key));
        Assert.Null(second.Next);
        Assert.Equal(new(6, Now), await _store.Reports.BacklogAsync(_site, Cancellation));
    }

    [Fact]
    public async Task Shared_statements_run_on_this_database_too_and_a_mistake_undoes_them()
    {
        var database = _store.Get<IDatabase>();
        await Assert.ThrowsAsync<InvalidOperationException>(() => database.WriteAsync<int>(
            connection =>
            {
                connection.Execute("UPDATE site SET name = @name WHERE id = @id", new { name = "renamed", id = _site });
                throw new InvalidOperationException("after all not");
            }, Cancellation));
        Assert.Equal("campus", await database.ReadAsync(c => c.QuerySingle<string>("SELECT name FROM site WHERE id = @id", new { id = _site }), Cancellation));
        Assert.Equal(1, await database.WriteAsync(c => c.Execute("UPDATE site SET name = @name WHERE id = @id", new { name = "renamed", id = _site }), Cancellation));
    }
}
