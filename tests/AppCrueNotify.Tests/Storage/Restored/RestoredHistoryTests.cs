using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Restored;
using AppCrueNotify.Storage.Sqlite;
using AppCrueNotify.Tests.Dispatch;
using AppCrueNotify.Tests.Storage.Sqlite;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage.Restored;

public sealed class RestoredHistoryTests : IAsyncDisposable
{
    private readonly TempDirectory _place = new();
    private readonly SqliteWorld _before = new();
    private SqliteWorld? _after;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _before.DisposeAsync();
        if (_after is not null)
            await _after.DisposeAsync();
        _place.Dispose();
    }

    [Fact]
    public async Task Waiting_claimed_and_posting_are_held_and_their_attempts_are_over()
    {
        var site = await FillAsync();
        await RestoreAsync();
        Assert.Equal(["held", "held", "held", "undeliverable"], await OpenAttempts.QueryAsync(Data, "SELECT state FROM recipient ORDER BY id"));
        Assert.Equal(["released", "unknown", "no-target"], await OpenAttempts.QueryAsync(Data, "SELECT state FROM attempt ORDER BY id"));
        Assert.Empty(await _after!.Dispatch.OrphansAsync(Now, Cancellation));
        Assert.Empty(await _after.Dispatch.PeekAsync(site, Now.AddDays(1), 10, Cancellation));
        var held = Assert.Single(await History.CountAsync(Cancellation));
        Assert.Equal((site, 3), (held.SiteId, held.Count));
    }

    [Fact]
    public async Task Who_gets_the_app_later_does_not_get_history_by_itself()
    {
        var site = await FillAsync();
        await RestoreAsync();
        var directory = _after!.Get<IDirectoryStore>();
        await directory.OpenAsync(site, "app", Cancellation);
        Assert.Equal(0, await directory.ActiveAsync(site, ["alias4"], null, Now, Cancellation));
    }

    [Fact]
    public async Task A_release_sends_what_is_still_news_and_records_that_a_repeat_is_possible()
    {
        var site = await FillAsync();
        await RestoreAsync();
        Assert.Equal(new ReleasedMessages(2, 1), await History.ReleaseAsync(site, Now.AddSeconds(60), Cancellation));
        var due = await _after!.Dispatch.PeekAsync(site, Now.AddDays(1), 10, Cancellation);
        Assert.Equal([(1L, 1), (2L, 1)], due.Select(r => (r.UserId, r.Unknowns)));
        Assert.Equal("expired", Assert.Single(await OpenAttempts.QueryAsync(Data, "SELECT state FROM recipient WHERE user_id = 3")));
        Assert.Equal(" 1", Assert.Single(await OpenAttempts.QueryAsync(Data, "SELECT earlier_attempts FROM recipient WHERE user_id = 2")));
        Assert.Empty(await History.CountAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_cancelled_ends_unsent()
    {
        var site = await FillAsync();
        await RestoreAsync();
        Assert.Equal(3, await History.CancelAsync(site, Now, Cancellation));
        Assert.Empty(await History.CountAsync(Cancellation));
        Assert.Equal(new ReleasedMessages(0, 0), await History.ReleaseAsync(site, Now, Cancellation));
    }

    private string Data => _after!.Options.Directory;

    private RestoredHistory History => _after!.Get<RestoredHistory>();

    /// <summary>One waits, one is claimed, one is being posted (and is soon too old), one has no app.</summary>
    private async Task<long> FillAsync()
    {
        var site = (await _before.Sites.AddAsync(Site(), new Dictionary<string, string>(), new("token", "hash"), Now, Cancellation))!.Value;
        await _before.Intake.AddAsync(site, [Message("a", 1), Message("b", 2), Message("c", 3, expiresIn: 30), Message("d", 4)], Now, Cancellation);
        var due = await _before.Dispatch.PeekAsync(site, Now, 10, Cancellation);
        var claims = await _before.Dispatch.ClaimAsync(site, [.. due.Where(r => r.UserId > 1).Select(r => new BatchToClaim(BatchKind.Simple, $"tag{r.UserId}", [r]))], Now, Now.AddMinutes(3), Cancellation);
        foreach (var claim in claims.Skip(1))
            Assert.True(await _before.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));
        Assert.True(await _before.Dispatch.CompleteAsync(Completed(claims[2].AttemptId, Outcome.NoTarget, new RecipientChange.Settle(null, RecipientState.Undeliverable, "no app")), Now, Cancellation));
        return site;
    }

    private Task RestoreAsync()
    {
        var backups = new SqliteBackup(TimeProvider.System);
        var backup = backups.Take(_before.Options, _place.File("backup"), _ => { }, Cancellation);
        Assert.Equal(3, backup.Held);
        Assert.Equal(3, backups.Restore(backup.Directory, new() { Directory = _place.File("data") }, _ => { }, Cancellation).Held);
        _after = new(o => o with { Directory = _place.File("data") });
        return Task.CompletedTask;
    }
}
