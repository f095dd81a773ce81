using AppCrueNotify.Commands.Trace;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Commands.Trace;

/// <summary>What <c>trace</c> says of each end a message and an attempt can have.</summary>
public sealed class TraceWordsTests
{
    public static TheoryData<string> Outcomes => [.. Enum.GetValues<Outcome>().Select(o => o.Word())];

    [Theory]
    [InlineData("claimed", "is prepared, not sent yet")]
    [InlineData("posting", "was sent, the answer is awaited")]
    [InlineData("released", "was not sent: because")]
    [InlineData("accepted", "accepted by TwinPush as notification n77")]
    [InlineData("not-sent", "was not sent: because")]
    [InlineData("unavailable", "TwinPush did not take it for now: because")]
    [InlineData("no-target", "TwinPush knows none of the recipients")]
    [InlineData("rejected", "TwinPush rejected something in the request: because")]
    [InlineData("misconfigured", "TwinPush refused the site's credentials or address: because")]
    [InlineData("unknown", "the outcome is unknown: because")]
    public void An_attempt_is_one_sentence(string state, string end) =>
        Assert.Equal($"attempt 5 (tag acn-t5), alone: {end}", TraceWords.Describe(Attempt(state)));

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void A_possible_repeat_and_the_company_are_said_of_every_outcome(string outcome)
    {
        var sentence = TraceWords.Describe(Attempt(outcome) with { Recipients = 12, RepeatPossible = true });
        Assert.StartsWith("attempt 5 (tag acn-t5), in a request with 12 recipients: ", sentence, StringComparison.Ordinal);
        Assert.EndsWith("; a repeat is possible", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sending", "", "TwinPush's answer is awaited")]
    [InlineData("sent", "", "TwinPush accepted it")]
    [InlineData("received", "", "reported that it received")]
    [InlineData("opened", "", "the user opened")]
    [InlineData("undeliverable", "", "TwinPush knows no phone with the app for the alias 'est1'")]
    [InlineData("failed", "the title is too long.", "rejected it for good: the title is too long.")]
    [InlineData("expired", "", "expire-after")]
    [InlineData("cancelled", "by Eva", "It was cancelled: by Eva.")]
    [InlineData("held", "the answer was lost", "nobody knows whether it was sent")]
    [InlineData("held", "from the backup of Monday", "appcrue-notify release --site campus")]
    [InlineData("skipped", SkipReasons.Disabled, "appcrue-notify site set campus enabled=on")]
    [InlineData("skipped", SkipReasons.NotNewsForum, "appcrue-notify site set campus only-news-forum=off")]
    [InlineData("skipped", SkipReasons.NoAlias, "Moodle knew no alias")]
    [InlineData("skipped", "another", "It was skipped: another.")]
    public void A_state_is_explained(string state, string reason, string words) =>
        Assert.Contains(words, Explain(Message(state) with { Reason = reason }), StringComparison.Ordinal);

    [Fact]
    public void Every_state_says_something_of_its_own()
    {
        var words = Enum.GetValues<RecipientState>().Select(s => Explain(Message(s.Word()))).ToList();
        Assert.DoesNotContain("", words);
        Assert.Equal(words.Count, words.Distinct().Count());
    }

    [Theory]
    [InlineData("undeliverable")]
    [InlineData("failed")]
    [InlineData("held")]
    public void Where_a_person_may_send_again_the_command_stands(string state) =>
        Assert.EndsWith($"appcrue-notify retry --site campus --state {state}", Explain(Message(state)), StringComparison.Ordinal);

    [Fact]
    public void What_waits_says_for_what()
    {
        var message = Message("waiting");
        Assert.Equal("It is queued and leaves with the next request.", Explain(message));
        Assert.Contains("tried again by itself", Explain(message with { Attempts = [Attempt("unavailable")] }), StringComparison.Ordinal);
        Assert.Contains("although its turn has come", Explain(message with { DueAt = Now.AddMinutes(-2) }), StringComparison.Ordinal);
        Assert.Contains("the site is paused: TwinPush refused the key", Explain(message, Site() with { PauseReason = "TwinPush refused the key" }), StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_attempts_tell_is_in_the_explanation()
    {
        var inquiry = new TracedInquiry("open", null, Now, null, null, 2, 1, "not found yet");
        var lookedUp = Explain(Message("sending") with { Attempts = [Attempt("unknown") with { Inquiry = inquiry }] });
        Assert.Contains("tag acn-t5", lookedUp, StringComparison.Ordinal);
        Assert.EndsWith("So far: not found yet.", lookedUp, StringComparison.Ordinal);
        Assert.Contains("TwinPush took the request but delivered it to no phone", Explain(Message("undeliverable") with { Attempts = [Attempt("accepted")] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open", "its lost answer is being looked up (3 looks before, 1 of them not answered): so far")]
    [InlineData("watched", "its lost answer was looked up (3 looks before, 1 of them not answered), absent: so far; one that turns up late is still watched for")]
    [InlineData("closed", "its lost answer was looked up (3 looks before, 1 of them not answered), absent: so far")]
    public void A_look_up_is_one_sentence(string state, string sentence) =>
        Assert.Equal(sentence, TraceWords.Describe(new TracedInquiry(state, "absent", Now, null, null, 2, 1, "so far")));

    private static string Explain(TracedMessage message, Site? site = null) => TraceWords.Explain(message, site ?? Site(), Now);

    private static TracedMessage Message(string state) => new()
    {
        Key = "n:1:1",
        UserId = 1,
        Alias = "est1",
        Component = "mod_forum",
        Name = "posts",
        State = Enum.GetValues<RecipientState>().Single(s => s.Word() == state),
        Reason = "",
        StateAt = Now,
        TakenAt = Now,
        DueAt = Now,
        ExpiresAt = Now.AddHours(24),
        Attempts = [],
    };

    private static TracedAttempt Attempt(string state) => new()
    {
        Id = 5,
        Tag = "acn-t5",
        Kind = "simple",
        Recipients = 1,
        State = state,
        ClaimedAt = Now,
        Reason = "because",
        NotificationId = "n77",
    };
}
