using AppCrueNotify.Messages;
using AppCrueNotify.Storage;
using static AppCrueNotify.Messages.RecipientState;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Storage;

public abstract partial class StoreContract
{
    private static readonly SentinelDevice Sentinel = new("acn-sentinel-x", "device1");

    [Fact]
    public async Task A_lost_answer_keeps_its_recipients_and_is_due_at_its_time_also_for_a_new_process()
    {
        var claim = await LoseAsync("a", "b");
        Assert.Empty(await _store.Inquiries.DueAsync(Now.AddSeconds(4), 10, Cancellation));
        await _store.ReopenAsync();
        Assert.Empty(await _store.Dispatch.OrphansAsync(Now.AddHours(1), Cancellation));
        var due = Assert.Single(await _store.Inquiries.DueAsync(Now.AddSeconds(5), 10, Cancellation));
        Assert.Equal((claim.AttemptId, claim.Tag, _site, InquiryState.Open, Now, 0), (due.Claim.AttemptId, due.Claim.Tag, due.SiteId, due.State, due.BeganAt, due.Looks));
        Assert.Equal(("device1", 2), (due.Claim.Sentinel!.DeviceId, due.Claim.Recipients.Count));
        Assert.Equal((Sending, "unknown"), (await StateAsync("a"), (await TraceAsync("a")).Attempts.Single().State));
        Assert.Equal(new(1, 2, Now, Now.AddSeconds(5)), (await _store.Inquiries.OpenAsync(Cancellation))[_site]);
    }

    [Fact]
    public async Task An_attempt_that_a_crash_left_open_still_tells_of_its_sentinel()
    {
        await AddAsync(Message("a", 1));
        var claim = Assert.Single(await _store.Dispatch.ClaimAsync(_site, [new(BatchKind.Simple, "tag", await PeekAsync()) { Sentinel = Sentinel }], Now, Now.AddSeconds(180), Cancellation));
        Assert.Equal(Sentinel, claim.Sentinel);
        await _store.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation);
        await _store.ReopenAsync();
        await _store.PassAsync(TimeSpan.FromSeconds(181));
        Assert.Equal("device1", Assert.Single(await _store.Dispatch.OrphansAsync(Now.AddSeconds(181), Cancellation)).Sentinel!.DeviceId);
    }

    [Fact]
    public async Task Without_a_sentinel_among_the_recipients_there_is_no_inquiry()
    {
        await AddAsync(Message("a", 1));
        var claim = await PostAsync();
        await _store.Dispatch.CompleteAsync(Completed(claim.AttemptId, Outcome.Unknown, new RecipientChange.Settle(null, Held, "held")) with { LookAt = Now }, Now, Cancellation);
        Assert.Empty(await _store.Inquiries.DueAsync(Now.AddDays(1), 10, Cancellation));
    }

    [Fact]
    public async Task An_inquiry_ends_once_and_a_late_look_changes_nothing()
    {
        var claim = await LoseAsync("a");
        var found = Ended(claim, InquiryResult.Found, new RecipientChange.Settle(null, Sent, "found")) with { NotificationId = "n1" };
        Assert.True(await _store.Inquiries.PostponeAsync(new(claim.AttemptId, InquiryState.Open, 1, 0, Now.AddSeconds(15), "not there"), Now.AddSeconds(5), Cancellation));
        Assert.Empty(await _store.Inquiries.DueAsync(Now.AddSeconds(14), 10, Cancellation));
        Assert.True(await _store.Inquiries.EndAsync(found, Now.AddSeconds(15), Cancellation));
        Assert.False(await _store.Inquiries.EndAsync(Ended(claim, InquiryResult.Absent, new RecipientChange.Requeue(null, "again", Now, true, true, null)), Now.AddSeconds(16), Cancellation));
        Assert.False(await _store.Inquiries.PostponeAsync(new(claim.AttemptId, InquiryState.Open, 2, 0, Now, "late"), Now, Cancellation));
        var message = await TraceAsync("a");
        var attempt = Assert.Single(message.Attempts);
        Assert.Equal((Sent, "accepted", "n1", false), (message.State, attempt.State, attempt.NotificationId, attempt.RepeatPossible));
        Assert.Equal(("ended", "found", (DateTimeOffset?)null), (attempt.Inquiry!.State, attempt.Inquiry.Result, attempt.Inquiry.NextAt));
        Assert.Empty(await _store.Inquiries.OpenAsync(Cancellation));
    }

    [Fact]
    public async Task What_is_sent_again_is_watched_and_a_late_one_settles_those_that_still_wait()
    {
        var claim = await LoseAsync("a", "b");
        var again = claim.Recipients.Select(r => r.Id).ToList();
        var absent = Ended(claim, InquiryResult.Absent, new RecipientChange.Requeue(again, "again", Now, true, true, null)) with { Resent = again, WatchAt = Now.AddMinutes(15), RepeatPossible = true };
        Assert.True(await _store.Inquiries.EndAsync(absent, Now.AddMinutes(10), Cancellation));
        Assert.Empty(await _store.Inquiries.OpenAsync(Cancellation));
        var watched = Assert.Single(await _store.Inquiries.DueAsync(Now.AddMinutes(15), 10, Cancellation));
        Assert.Equal((InquiryState.Watched, 2), (watched.State, watched.Resent.Count));
        Assert.Equal([Waiting, Waiting], (await _store.Inquiries.StatesAsync(watched.Resent, Cancellation)).Values);

        var other = await ClaimAsync([.. (await PeekAsync(horizon: 900)).Where(r => r.UserId == 1)]);
        var late = Ended(claim, InquiryResult.Late) with { From = InquiryState.Watched, NotificationId = "n1", Got = again, RepeatPossible = true };
        Assert.True(await _store.Inquiries.EndAsync(late, Now.AddMinutes(15), Cancellation));
        Assert.Equal([Sending, Sent], [await StateAsync("a"), await StateAsync("b")]);
        Assert.NotEqual(claim.AttemptId, other.AttemptId);
        Assert.Equal("accepted", Assert.Single((await TraceAsync("b")).Attempts.DistinctBy(a => a.Id)).State);
    }

    [Fact]
    public async Task The_newest_accepted_request_of_a_sentinel_is_known()
    {
        Assert.Null(await _store.Inquiries.NewestAcceptedAsync(_site, "device1", Now.AddDays(-1), Cancellation));
        var claim = await LoseAsync("a");
        await _store.Inquiries.EndAsync(Ended(claim, InquiryResult.Found, new RecipientChange.Settle(null, Sent, "found")) with { NotificationId = "n1" }, Now, Cancellation);
        Assert.Equal(claim.Tag, await _store.Inquiries.NewestAcceptedAsync(_site, "device1", Now.AddDays(-1), Cancellation));
        Assert.Null(await _store.Inquiries.NewestAcceptedAsync(_site, "device2", Now.AddDays(-1), Cancellation));
        Assert.Null(await _store.Inquiries.NewestAcceptedAsync(_site, "device1", Now.AddDays(1), Cancellation));
    }

    [Fact]
    public async Task What_is_looked_up_outlives_the_cleaning()
    {
        await LoseAsync("a");
        await _store.Upkeep.CleanAsync(0, 100, (_, _) => TimeSpan.Zero, TimeSpan.Zero, Now.AddDays(60), Cancellation);
        Assert.Single(await _store.Inquiries.DueAsync(Now.AddDays(60), 10, Cancellation));
    }

    [Fact]
    public async Task A_sentinel_is_kept_and_changes_only_from_the_state_one_saw()
    {
        var saved = Tested();
        await _store.Sentinels.SaveAsync(saved, Cancellation);
        Assert.Equal(saved, await _store.Sentinels.FindAsync(_site, Cancellation));
        Assert.True(await _store.Sentinels.ChangeAsync(new(_site, SentinelState.On, SentinelState.Suspect, "rejected", Now.AddHours(1), Rejected: true), Cancellation));
        Assert.False(await _store.Sentinels.ChangeAsync(new(_site, SentinelState.On, SentinelState.Suspect, "rejected", Now.AddHours(1), Rejected: true), Cancellation));
        Assert.True(await _store.Sentinels.ChangeAsync(new(_site, SentinelState.Suspect, SentinelState.On, "known", Now.AddHours(2), Checked: true), Cancellation));
        var changed = Assert.Single(await _store.Sentinels.AllAsync(Cancellation));
        Assert.Equal((1, Now.AddHours(2), "known"), (changed.Rejections, changed.CheckedAt, changed.Reason));
        await _store.Sentinels.TrustAsync(_site, Cancellation);
        await _store.Sentinels.SaveAsync((await _store.Sentinels.FindAsync(_site, Cancellation))! with { DeviceId = null, FoundAfter = null, Way = SentinelWay.Search }, Cancellation);
        Assert.Equal((0, (string?)null, SentinelWay.Search), ((await _store.Sentinels.FindAsync(_site, Cancellation))! is { } s ? (s.Rejections, s.DeviceId, s.Way) : default));
    }

    [Fact]
    public async Task An_outage_is_shown_until_TwinPush_answers()
    {
        var outage = new SiteOutage(Now, "connection refused", 3, Now.AddSeconds(30));
        await _store.Gates.SaveAsync(_site, outage, Now, Cancellation);
        await _store.Gates.SaveAsync(_site, outage with { Failures = 4 }, Now, Cancellation);
        Assert.Equal(outage with { Failures = 4 }, (await _store.Gates.AllAsync(Cancellation))[_site]);
        await _store.Gates.SaveAsync(_site, null, Now, Cancellation);
        Assert.Empty(await _store.Gates.AllAsync(Cancellation));
    }

    /// <summary>Sends messages with the sentinel and loses the answer.</summary>
    private async Task<Claim> LoseAsync(params string[] keys)
    {
        await AddAsync([.. keys.Select((key, i) => Message(key, i + 1))]);
        var claim = Assert.Single(await _store.Dispatch.ClaimAsync(_site, [new(BatchKind.Simple, "acn-lost", await PeekAsync()) { Sentinel = Sentinel }], Now, Now.AddSeconds(180), Cancellation));
        Assert.True(await _store.Dispatch.BeginPostingAsync(claim.AttemptId, Now, Cancellation));
        var unknown = Completed(claim.AttemptId, Outcome.Unknown, new RecipientChange.Settle(null, Sending, "being looked up")) with { LookAt = Now.AddSeconds(5), RepeatPossible = true };
        Assert.True(await _store.Dispatch.CompleteAsync(unknown, Now, Cancellation));
        return claim;
    }

    private static InquiryEnd Ended(Claim claim, InquiryResult result, params RecipientChange[] changes) =>
        new() { AttemptId = claim.AttemptId, From = InquiryState.Open, Result = result, Words = result.Word(), Misses = 1, Failures = 0, RepeatPossible = false, Changes = changes };

    private StoredSentinel Tested() => new()
    {
        SiteId = _site,
        Alias = "acn-sentinel-x",
        DeviceId = "device1",
        App = "app",
        Identity = "hash",
        State = SentinelState.On,
        Reason = "passed",
        Way = SentinelWay.Inbox,
        FoundAfter = TimeSpan.FromMilliseconds(250),
        Report = "[]",
        Passed = true,
        TestedAt = Now,
        CheckedAt = Now,
        ChangedAt = Now,
    };
}
