using AppCrueNotify.Dispatch.Inquiries;
using AppCrueNotify.Messages;
using AppCrueNotify.Sentinels;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Dispatch.Inquiries;

public sealed class InquiryRulesTests
{
    private static readonly SentinelOptions Options = new();

    [Fact]
    public void A_request_that_is_not_there_costs_six_looks_in_ten_minutes()
    {
        var (inquiry, now, looks) = (Inquiry(), Now + Options.Looks[0], 0);
        while (true)
        {
            looks++;
            if (InquiryRules.Decide(inquiry, new Look.Nothing(), OnUnknown.Hold, Options, now) is not Finding.Again(var step))
                break;
            (inquiry, now) = (inquiry with { Misses = step.Misses }, step.NextAt);
        }

        Assert.Equal((6, Now.AddMinutes(10)), (looks, now));
    }

    [Fact]
    public void A_clock_set_forward_neither_calls_it_absent_nor_gives_up_before_several_looks()
    {
        var later = Now.AddDays(1);
        Assert.IsType<Finding.Again>(InquiryRules.Decide(Inquiry(), new Look.Nothing(), OnUnknown.Resend, Options, later));
        Assert.IsType<Finding.Again>(InquiryRules.Decide(Inquiry(), new Look.Failed("away"), OnUnknown.Resend, Options, later));
        Assert.IsType<Finding.End>(InquiryRules.Decide(Inquiry() with { Misses = 2 }, new Look.Nothing(), OnUnknown.Resend, Options, later));
        Assert.IsType<Finding.End>(InquiryRules.Decide(Inquiry() with { Failures = 2 }, new Look.Failed("away"), OnUnknown.Resend, Options, later));
    }

    [Fact]
    public void Who_was_sent_again_before_is_held_and_the_others_are_sent_again()
    {
        var end = Assert.IsType<Finding.End>(InquiryRules.Decide(Inquiry(Due(1), Due(2, unknowns: 1)) with { Misses = 5 }, new Look.Nothing(), OnUnknown.Hold, Options, Now.AddMinutes(10))).What;
        Assert.Equal([1], Assert.IsType<RecipientChange.Requeue>(end.Changes[0]).Ids!);
        Assert.Equal(RecipientState.Held, Assert.IsType<RecipientChange.Settle>(end.Changes[1]).State);
        Assert.Equal((InquiryResult.Absent, true, Now.AddMinutes(15)), (end.Result, end.RepeatPossible, end.WatchAt!.Value));
        Assert.Equal([1], end.Resent);
    }

    [Fact]
    public void A_late_one_is_one_too_many_only_when_nobody_needs_it()
    {
        Assert.True(InquiryRules.IsOneTooMany(States(RecipientState.Sent, RecipientState.Opened, RecipientState.Undeliverable)));
        Assert.False(InquiryRules.IsOneTooMany(States(RecipientState.Sent, RecipientState.Waiting)));
        Assert.False(InquiryRules.IsOneTooMany(States(RecipientState.Sent, RecipientState.Sending)));
        Assert.False(InquiryRules.IsOneTooMany(States(RecipientState.Sent, RecipientState.Held)));
        Assert.False(InquiryRules.IsOneTooMany(States(RecipientState.Expired)));
    }

    [Fact]
    public void A_watch_ends_after_its_last_look()
    {
        var watched = Inquiry() with { State = InquiryState.Watched };
        var states = States(RecipientState.Sent);
        Assert.Equal(Now.AddHours(24), Assert.IsType<Finding.Again>(InquiryRules.Watch(watched, new Look.Nothing(), states, Options, Now.AddHours(6))).Step.NextAt);
        var end = Assert.IsType<Finding.End>(InquiryRules.Watch(watched, new Look.Nothing(), states, Options, Now.AddHours(24))).What;
        Assert.Equal((InquiryResult.Absent, (DateTimeOffset?)null, true), (end.Result, end.WatchAt, end.RepeatPossible));
    }

    private static DueInquiry Inquiry(params DueRecipient[] recipients) => new()
    {
        Claim = new(1, BatchKind.Simple, "acn-lost", recipients.Length == 0 ? [Due(1)] : recipients) { Sentinel = new("", "device1") },
        SiteId = 1,
        State = InquiryState.Open,
        BeganAt = Now,
        Misses = 0,
        Failures = 0,
        Resent = [],
    };

    private static Dictionary<long, RecipientState> States(params RecipientState[] states) => states.Select((state, i) => ((long)i, state)).ToDictionary(s => s.Item1, s => s.state);
}
