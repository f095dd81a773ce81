using System.Net;
using AppCrueNotify.Dispatch;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using static AppCrueNotify.Storage.RecipientChange;
using static AppCrueNotify.Tests.Storage.Samples;

namespace AppCrueNotify.Tests.Dispatch;

public sealed class OutcomeRulesTests
{
    public static TheoryData<string, string, string> Table => new()
    {
        // outcome, on-unknown, what becomes of a recipient without and with an unknown attempt behind it
        { "accepted", "resend", "sent sent" },
        { "accepted", "hold", "sent sent" },
        { "no-target", "resend", "undeliverable undeliverable" },
        { "no-target", "hold", "undeliverable undeliverable" },
        { "not-sent", "resend", "later later" },
        { "not-sent", "hold", "later later" },
        { "unavailable", "resend", "later later" },
        { "unavailable", "hold", "later later" },
        { "misconfigured", "resend", "again again" },
        { "misconfigured", "hold", "again again" },
        { "rejected", "resend", "parts parts" },
        { "rejected", "hold", "parts parts" },
        { "unknown", "resend", "once-more held" },
        { "unknown", "hold", "held held" },
    };

    [Fact]
    public void The_table_has_every_outcome_with_every_setting() =>
        Assert.Equal(
            Enum.GetValues<Outcome>().SelectMany(o => Enum.GetValues<OnUnknown>().Select(u => (o.Word(), u.ToString().ToLowerInvariant()))).Order(),
            Table.Select(row => (row.Data.Item1, row.Data.Item2)).Order());

    [Theory]
    [MemberData(nameof(Table))]
    public void An_answer_means_for_each_recipient(string outcome, string onUnknown, string expected)
    {
        var claim = Claimed(Due(1), Due(2, unknowns: 1, tries: 1));
        var completion = OutcomeRules.Decide(claim, new() { Outcome = Outcomes.Parse(outcome), Reason = "why" }, Enum.Parse<OnUnknown>(onUnknown, ignoreCase: true), Now, 0.5);
        Assert.Equal(expected, $"{Fate(completion, 1)} {Fate(completion, 2)}");
        Assert.Equal((9L, outcome, "why"), (completion.AttemptId, completion.Outcome.Word(), completion.Reason));
    }

    [Fact]
    public void Everything_that_the_answer_says_is_kept()
    {
        var answer = new Answer { Outcome = Outcome.Unavailable, Reason = "r", Status = HttpStatusCode.ServiceUnavailable, ErrorType = "T", RepeatPossible = true, RetryAfter = TimeSpan.FromMinutes(3) };
        var completion = OutcomeRules.Decide(Claimed(Due(1)), answer, OnUnknown.Resend, Now, 0);
        Assert.Equal((503, "T", true, Now.AddMinutes(3)), (completion.Status, completion.ErrorType, completion.RepeatPossible, completion.RetryAt));
        Assert.Equal(Now.AddMinutes(3), Assert.IsType<Requeue>(Assert.Single(completion.Changes)).DueAt);
        Assert.Equal("id", OutcomeRules.Decide(Claimed(Due(1)), Answer.Accepted("id"), OnUnknown.Resend, Now, 0).NotificationId);
    }

    [Fact]
    public void A_retry_waits_by_the_recipient_that_was_tried_most()
    {
        var completion = OutcomeRules.Decide(Claimed(Due(1), Due(2, tries: 2)), new() { Outcome = Outcome.NotSent, Reason = "r" }, OnUnknown.Resend, Now, 1);
        var again = Assert.IsType<Requeue>(Assert.Single(completion.Changes));
        Assert.Equal((Now.AddMinutes(2), true, false, (long?)null), (again.DueAt, again.CountsAsTry, again.CountsAsUnknown, again.PackGroup));
    }

    [Fact]
    public void A_single_rejected_recipient_has_failed()
    {
        var settled = Assert.IsType<Settle>(Assert.Single(OutcomeRules.Decide(Claimed(Due(1)), new() { Outcome = Outcome.Rejected, Reason = "bad" }, OnUnknown.Resend, Now, 0).Changes));
        Assert.Equal((RecipientState.Failed, "bad"), (settled.State, settled.Reason));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(1000)]
    public void A_rejected_batch_is_split_by_push_into_four_groups_of_their_own(int size)
    {
        var claim = Claimed([.. Enumerable.Range(1, size).Select(i => Due(i, push: i % 7))]);
        var changes = OutcomeRules.Decide(claim, new() { Outcome = Outcome.Rejected, Reason = "bad" }, OnUnknown.Resend, Now, 0).Changes.Cast<Requeue>().ToList();
        Assert.Equal(Math.Min(4, size), changes.Select(c => c.PackGroup!.Value).Distinct().Count());
        Assert.Equal(claim.Recipients.Select(r => r.Id).Order(), changes.SelectMany(c => c.Ids!).Order());
        Assert.InRange(changes.Max(c => c.Ids!.Count) - changes.Min(c => c.Ids!.Count), 0, 1);
        Assert.All(changes, c => Assert.False(c.CountsAsTry));
        var pushes = claim.Recipients.ToDictionary(r => r.Id, r => r.PushId);
        Assert.All(changes.Zip(changes.Skip(1)), pair => Assert.True(pair.First.Ids!.Max(id => pushes[id]) <= pair.Second.Ids!.Min(id => pushes[id])));
    }

    [Fact]
    public void Groups_of_different_attempts_never_meet()
    {
        var groups = Enumerable.Range(1, 1000).SelectMany(id => OutcomeRules.Decide(
            new(id, BatchKind.Simple, "t", [.. Enumerable.Range(1, 5).Select(i => Due(i))]), new() { Outcome = Outcome.Rejected, Reason = "" }, OnUnknown.Hold, Now, 0)
            .Changes.Cast<Requeue>().Select(c => c.PackGroup)).ToList();
        Assert.Equal(4000, groups.Distinct().Count());
    }

    [Fact]
    public void Aliases_that_TwinPush_names_are_undeliverable_and_the_others_go_again()
    {
        var answer = new Answer { Outcome = Outcome.Rejected, Reason = "r", UnknownAliases = ["ALIAS2", "stranger"] };
        var changes = OutcomeRules.Decide(Claimed(Due(1), Due(2), Due(3)), answer, OnUnknown.Resend, Now, 0).Changes;
        Assert.Equal([2], Assert.IsType<Settle>(changes[0]).Ids);
        Assert.Equal(RecipientState.Undeliverable, ((Settle)changes[0]).State);
        Assert.Null(Assert.IsType<Requeue>(changes[1]).Ids);
    }

    private static Claim Claimed(params DueRecipient[] recipients) => new(9, BatchKind.Multiple, "acn-tag", recipients);

    private static string Fate(Completion completion, long id)
    {
        var change = completion.Changes.First(c => c.Ids is null || c.Ids.Contains(id));
        if (change is Settle settle)
        {
            if (settle.State == RecipientState.Held)
                Assert.Contains("acn-tag", settle.Reason, StringComparison.Ordinal);
            return settle.State.Word();
        }

        var again = Assert.IsType<Requeue>(change);
        return again switch
        {
            { PackGroup: not null } => "parts",
            { CountsAsUnknown: true } when again.DueAt > Now => "once-more",
            { CountsAsTry: true } when again.DueAt == Now.AddSeconds(15) => "later",
            { CountsAsTry: false, CountsAsUnknown: false } when again.DueAt == Now => "again",
            _ => again.ToString(),
        };
    }
}
