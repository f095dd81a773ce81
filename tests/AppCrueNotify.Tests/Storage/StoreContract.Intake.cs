using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using static AppCrueNotify.Messages.RecipientState;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

public abstract partial class StoreContract
{
    [Fact]
    public async Task A_new_message_is_stored_and_waits()
    {
        Assert.Equal([StoreResult.Stored], await AddAsync(Message("n:1:7", 7)));
        var message = await TraceAsync("n:1:7");
        Assert.Equal((RecipientState.Waiting, 7L, "alias7", "mod_forum", "posts"), (message.State, message.UserId, message.Alias, message.Component, message.Name));
        Assert.Equal((Push().Title, Push().Alert, Push().Link), (message.Push!.Title, message.Push.Alert, message.Push.Link));
        Assert.Equal((Now, Now, Now.AddDays(1)), (message.TakenAt, message.DueAt, message.ExpiresAt));
        Assert.Empty(message.Attempts);
    }

    [Fact]
    public async Task A_known_key_is_a_duplicate_with_the_same_content_and_reused_with_another()
    {
        await AddAsync(Message("k", 7, Push("first")));
        Assert.Equal(
            [StoreResult.Stored, StoreResult.Duplicate, StoreResult.KeyReused],
            [.. await AddAsync(Message("new", 8)), .. await AddAsync(Message("k", 7)), .. await AddAsync(Message("k", 7, Push("other")) with { ContentHash = "other" })]);
        Assert.Equal("first", (await TraceAsync("k")).Push!.Alert);
    }

    [Fact]
    public async Task The_same_key_several_times_in_one_request_is_stored_once_and_the_first_wins()
    {
        var results = await AddAsync(Message("k", 7, Push("first")), Message("k", 7, Push("first")), Message("k", 7, Push("second")) with { ContentHash = "other" }, Message("l", 7));
        Assert.Equal([StoreResult.Stored, StoreResult.Duplicate, StoreResult.KeyReused, StoreResult.Stored], results);
        Assert.Equal("first", (await TraceAsync("k")).Push!.Alert);
        Assert.Equal([Waiting, Waiting], [await StateAsync("k"), await StateAsync("l")]);
    }

    [Fact]
    public async Task Keys_are_compared_exactly()
    {
        Assert.All(await AddAsync(Message("n:1", 1), Message("N:1", 1), Message("n:1 ", 1), Message("ñ:1", 1), Message("n\u0303:1", 1), Message("'\"\\;--", 1), Message("🎓", 1)), r => Assert.Equal(StoreResult.Stored, r));
        Assert.All(await AddAsync(Message("'\"\\;--", 1), Message("🎓", 1)), r => Assert.Equal(StoreResult.Duplicate, r));
    }

    [Fact]
    public async Task The_same_key_ten_times_at_once_gives_one_message()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AddAsync(Message("k", 7), Message("l", 8))));
        Assert.Equal(2, results.SelectMany(r => r).Count(r => r == StoreResult.Stored));
        Assert.Equal(18, results.SelectMany(r => r).Count(r => r == StoreResult.Duplicate));
        Assert.Equal(2, (await PeekAsync()).Count);
    }

    [Fact]
    public async Task Thousands_of_requests_at_once_are_all_stored()
    {
        var requests = await Task.WhenAll(Enumerable.Range(0, 200).Select(round =>
            AddAsync([.. Enumerable.Range(0, 20).Select(i => Message($"{round}:{i}", (round * 20) + i, Push($"text {i}")))])));
        Assert.All(requests.SelectMany(r => r), r => Assert.Equal(StoreResult.Stored, r));
        var due = await PeekAsync(limit: 5000);
        Assert.Equal(4000, due.Count);
        Assert.Equal(20, due.Select(r => r.PushId).Distinct().Count());
    }

    [Fact]
    public async Task A_skipped_message_is_kept_with_its_reason_and_without_text()
    {
        Assert.Equal([StoreResult.Stored, StoreResult.Stored], await AddAsync(Skipped("k", 7, SkipReasons.NotNewsForum), Message("l", 8)));
        var message = await TraceAsync("k");
        Assert.Equal((RecipientState.Skipped, SkipReasons.NotNewsForum, (Push?)null), (message.State, message.Reason, message.Push));
        Assert.Single(await PeekAsync());
        Assert.Equal([StoreResult.Duplicate], await AddAsync(Skipped("k", 7)));
    }

    [Fact]
    public async Task Equal_pushes_are_one_and_different_ones_are_not()
    {
        var push = Push();
        await AddAsync(Message("a", 1, push), Message("b", 2, Push()));
        await AddAsync(
            Message("c", 3, Push()), Message("d", 4, push with { Title = "t" }), Message("e", 5, push with { CustomProperties = "{}" }),
            Message("f", 6, push with { Protected = true }), Message("g", 7, push with { Link = "" }));
        var due = await PeekAsync();
        Assert.Equal(5, due.Select(r => r.PushId).Distinct().Count());
        Assert.Single(due.Where(r => r.UserId <= 3).Select(r => r.PushId).Distinct());
        var pushes = await _store.Dispatch.PushesAsync([.. due.Select(r => r.PushId)], Cancellation);
        Assert.Equal(push, pushes[due.Single(r => r.UserId == 3).PushId]);
        Assert.True(pushes[due.Single(r => r.UserId == 6).PushId].Protected);
    }

    [Theory]
    [InlineData("nul \0 inside")]
    [InlineData("controls \u0001\u001f\u007f\u0085\u2028\u2029")]
    [InlineData("quotes \" ' \\ / </script>")]
    [InlineData("emoji 👩‍👩‍👧‍👦 flag 🇪🇸 accents ñÑü مرحبا 漢字 \ufeff\ufffe\uffff")]
    public async Task Texts_come_back_exactly_as_they_were(string text)
    {
        var push = Push(text) with { Title = text, Link = text, LinkNote = text };
        await AddAsync(Message("k", 7, push));
        var due = Assert.Single(await PeekAsync());
        Assert.Equal(push, (await _store.Dispatch.PushesAsync([due.PushId], Cancellation))[due.PushId]);
        Assert.Equal(text, (await TraceAsync("k")).Push!.Alert);
    }

    [Fact]
    public async Task Sites_do_not_see_each_other()
    {
        var other = await AddSiteAsync("other");
        await AddAsync(Message("k", 7));
        Assert.Equal([StoreResult.Stored], await _store.Intake.AddAsync(other, [Message("k", 7) with { ContentHash = "other" }], Now, Cancellation));
        var mine = Assert.Single(await PeekAsync());
        var theirs = Assert.Single(await _store.Dispatch.PeekAsync(other, Now, 10, Cancellation));
        Assert.NotEqual(mine.PushId, theirs.PushId);
        Assert.Empty(await _store.Dispatch.ClaimAsync(other, [new(BatchKind.Simple, "t", [mine])], Now, Now, Cancellation));
    }

    [Fact]
    public async Task Short_links_are_found_until_they_expire()
    {
        await AddAsync(
            Message("a", 1, Push() with { ShortLink = new("id1", "https://campus.example.edu/long"), Link = "https://push.example.edu/l/id1" }),
            Message("b", 2, Push() with { ShortLink = new("id1", "https://campus.example.edu/long"), Link = "https://push.example.edu/l/id1" }, expiresIn: 2 * 86400));
        var found = await _store.Reports.ShortLinkAsync("id1", Now.AddDays(91), Cancellation);
        Assert.Equal(new(_site, "https://campus.example.edu/long"), found);
        Assert.Null(await _store.Reports.ShortLinkAsync("id1", Now.AddDays(93), Cancellation));
        Assert.Null(await _store.Reports.ShortLinkAsync("ID1", Now, Cancellation));
    }
}
