using AppCrueNotify.Commands;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Commands;

/// <summary>What <c>status</c> says of outages, lost answers and the sentinel.</summary>
public sealed class LostAnswerWordsTests
{
    [Fact]
    public void An_outage_and_what_is_looked_up_are_in_sight()
    {
        var outage = new SiteOutage(Now.AddMinutes(-5), "connection refused", 7, Now.AddSeconds(20));
        var site = Status(Site(), null, new() { [0] = outage }, new() { [0] = new(2, 1998, Now.AddMinutes(-3), Now.AddSeconds(9)) });
        Assert.Equal(new(Now.AddMinutes(-5), "connection refused", 7, Now.AddSeconds(20)), site.Away);
        Assert.Equal(new(2, 1998, Now.AddMinutes(-3), Now.AddSeconds(9)), site.LookingUp);
        Assert.Equal((null, null), (Status(Site(), null).Away, Status(Site(), null).LookingUp));
    }

    [Fact]
    public void The_sentinel_says_why_it_is_off()
    {
        Assert.Equal("untested", Status(Site(), null).Sentinel.State);
        Assert.Contains("site check", Status(Site(), null).Sentinel.Reason, StringComparison.Ordinal);
        Assert.Contains("no API token", Status(Site() with { ApiToken = null }, null).Sentinel.Reason, StringComparison.Ordinal);
        Assert.Equal(("on", Now), (Status(Site(), Tested(SentinelState.On)).Sentinel.State, Status(Site(), Tested(SentinelState.On)).Sentinel.TestedAt));
        Assert.Equal("suspect", Status(Site(), Tested(SentinelState.Suspect)).Sentinel.State);
        Assert.Equal("off", Status(Site(), Tested(SentinelState.Off)).Sentinel.State);
        Assert.Equal("outdated", Status(Site() with { CreatorKey = "another" }, Tested(SentinelState.On)).Sentinel.State);
    }

    private static SiteStatus Status(Site site, StoredSentinel? sentinel, Dictionary<long, SiteOutage>? outages = null, Dictionary<long, OpenInquiries>? inquiries = null) =>
        SiteStatus.Of(site, [new StateCount(site.Id, RecipientState.Sent, 1, Now)], new([], [], outages ?? [], inquiries ?? [], sentinel is null ? [] : [sentinel]), Now);

    private static StoredSentinel Tested(SentinelState state) => new()
    {
        SiteId = 0,
        Alias = "acn-sentinel-x",
        DeviceId = "device1",
        App = StoredSentinel.AppOf(Site()),
        Identity = StoredSentinel.IdentityOf(Site()),
        State = state,
        Reason = "because",
        Way = SentinelWay.Inbox,
        Report = "[]",
        Passed = true,
        TestedAt = Now,
        CheckedAt = Now,
        ChangedAt = Now,
    };
}
