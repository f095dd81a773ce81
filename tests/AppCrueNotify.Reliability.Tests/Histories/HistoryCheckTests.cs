using AppCrueNotify.Messages;

namespace AppCrueNotify.Reliability.Tests.Histories;

/// <summary>The check says nothing about a good history, and finds each fault that is planted in it.</summary>
public sealed class HistoryCheckTests
{
    // Two messages of one user: the first was repeated after a lost answer, the second went after it. A third was rejected, a fourth held.
    private static readonly RunHistory Good = new()
    {
        Acknowledged = [Key("a"), Key("b"), Key("c"), Key("d")],
        Messages =
        [
            new(1, Key("a"), 7, "u7", RecipientState.Sent, "", [1, 2], 2), new(2, Key("b"), 7, "u7", RecipientState.Sent, "", [3], 3),
            new(3, Key("c"), 8, "u8", RecipientState.Failed, "", [4], 4), new(4, Key("d"), 9, "u9", RecipientState.Held, "", [5], 5),
        ],
        Attempts =
        [
            new(1, "t1", "unknown", true, null, true), new(2, "t2", "accepted", true, 200, false), new(3, "t3", "accepted", true, 200, false),
            new(4, "t4", "rejected", true, 422, false), new(5, "t5", "unknown", true, null, true), new(6, "t6", "released", false, null, false),
        ],
        Posts = [new("t1", ["u7"], true), new("t2", ["u7"], true), new("t4", ["u8"], false), new("t3", ["u7"], true), new("t5", ["u9"], false)],
    };

    /// <summary>The fault, and words of the sentence that tells of it.</summary>
    public static TheoryData<string, string> Faults { get; } = new()
    {
        { "an acknowledged message is gone", "was acknowledged and is gone" },
        { "a message waits for ever", "never ended: waiting" },
        { "an attempt stays open", "attempt 3 never ended" },
        { "a request is posted twice", "was posted 2 times" },
        { "a request is posted before that is written", "was posted before that was written" },
        { "a released attempt was posted", "is recorded as released" },
        { "a request of nobody", "belongs to no attempt" },
        { "an attempt goes to others", "went to other recipients than recorded" },
        { "accepted without a request", "was never posted" },
        { "accepted without effect", "TwinPush sent nothing" },
        { "sent by TwinPush, recorded as rejected", "without doubt" },
        { "sent without an attempt that was", "TwinPush never sent it" },
        { "held without doubt", "no attempt of it is in doubt" },
        { "failed although sent", "TwinPush surely sent it" },
        { "repeated without a lost answer", "and not because an answer was lost" },
        { "three lost answers", "more than once after an unknown outcome" },
        { "the second message first", "overtook an earlier message" },
    };

    [Fact]
    public void A_good_history_has_no_violation() => Assert.Empty(HistoryCheck.Violations(Good));

    [Fact]
    public void What_a_person_put_back_may_come_again_and_late() =>
        Assert.Empty(HistoryCheck.Violations(Planted("the second message first") with { ByHand = new HashSet<MessageKey> { Key("a") } }));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_found(string fault, string words) =>
        Assert.Contains(HistoryCheck.Violations(Planted(fault)), violation => violation.Contains(words, StringComparison.Ordinal));

    private static RunHistory Planted(string fault) => fault switch
    {
        "an acknowledged message is gone" => Good with { Acknowledged = [.. Good.Acknowledged, Key("e")] },
        "a message waits for ever" => Message(3, m => m with { State = RecipientState.Waiting }),
        "an attempt stays open" => Attempt(3, a => a with { State = "posting" }),
        "a request is posted twice" => Good with { Posts = [.. Good.Posts, Good.Posts[1]] },
        "a request is posted before that is written" => Attempt(4, a => a with { Posted = false }),
        "a released attempt was posted" => Attempt(4, a => a with { State = "released" }),
        "a request of nobody" => Good with { Posts = [.. Good.Posts, new("t9", ["u1"], true)] },
        "an attempt goes to others" => Good with { Posts = [.. Good.Posts.Select(p => p.Tag == "t4" ? p with { Aliases = ["u8", "u1"] } : p)] },
        "accepted without a request" => Good with { Posts = [.. Good.Posts.Where(p => p.Tag != "t3")] },
        "accepted without effect" => Good with { Posts = [.. Good.Posts.Select(p => p.Tag == "t3" ? p with { Effect = false } : p)] },
        "sent by TwinPush, recorded as rejected" => Good with { Posts = [.. Good.Posts.Select(p => p.Tag == "t4" ? p with { Effect = true } : p)] },
        "sent without an attempt that was" => Message(3, m => m with { State = RecipientState.Sent }),
        "held without doubt" => Attempt(5, a => a with { State = "unavailable", RepeatPossible = false }),
        "failed although sent" => Message(2, m => m with { State = RecipientState.Failed }),
        "repeated without a lost answer" => Attempt(1, a => a with { State = "unavailable", RepeatPossible = false }),
        "three lost answers" => Message(4, m => m with { Attempts = [5, 7, 8] }) with
        {
            Attempts = [.. Good.Attempts, new(7, "t7", "unknown", true, null, true), new(8, "t8", "unknown", true, null, true)],
        },
        "the second message first" => Good with { Posts = [Good.Posts[3], .. Good.Posts.Where(p => p.Tag != "t3")] },
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static MessageKey Key(string key) => new(1, key);

    private static RunHistory Message(long id, Func<StoredMessage, StoredMessage> change) => Good with { Messages = [.. Good.Messages.Select(m => m.Id == id ? change(m) : m)] };

    private static RunHistory Attempt(long id, Func<StoredAttempt, StoredAttempt> change) => Good with { Attempts = [.. Good.Attempts.Select(a => a.Id == id ? change(a) : a)] };
}
