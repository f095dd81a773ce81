using AppCrueNotify.Dispatch;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Reliability.Tests.Splitting;

/// <summary>T15: bad entries in a batch of a thousand fail alone, for few more requests.</summary>
[Trait("Category", "Slow")]
public sealed class SplittingTests
{
    private const int Recipients = 1000;
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);
    private static readonly PackLimits Limits = new(Recipients, 50, 2_000_000);

    /// <summary>How many are bad, whether they share a push, and the extra requests at most.</summary>
    public static TheoryData<int, bool, int> Table { get; } = new()
    {
        { 1, true, 21 },
        { 1, false, 21 },
        { 2, true, 39 },
        { 2, false, 39 },
        { 5, true, 85 },
        { 5, false, 85 },
        { 10, true, 149 },
        { 10, false, 149 },
        { 50, true, 489 },
        { 50, false, 489 },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void No_placement_costs_more_than_the_bound(int bad, bool onePush, int most)
    {
        var worst = new WorstCase(bad);
        var extra = worst.Requests(Recipients, bad);
        Assert.True(extra <= most, $"{extra} extra requests, at most {most}");
        // The arithmetic speaks of the program: sent to the places it calls worst, the packer makes exactly that many requests.
        var places = worst.Places(Recipients, bad, 1).Select(i => (long)i).ToHashSet();
        Assert.Equal(bad, places.Count);
        var (failed, requests) = Send(places, onePush);
        Assert.True(places.SetEquals(failed));
        Assert.Equal(extra, requests - 1);
        TestContext.Current.TestOutputHelper!.WriteLine($"{bad} bad at the worst places: {extra} extra requests of {most}");
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void Only_the_bad_fail_within_the_bound_of_requests(int bad, bool onePush, int most)
    {
        var worst = 0;
        foreach (var seed in LongForm.Seeds(LongForm.Rounds(20, 1000)))
        {
            var places = new Random(seed).GetItems(Enumerable.Range(1, Recipients).ToArray(), Recipients * 20).Select(i => (long)i).Distinct().Take(bad).ToHashSet();
            var (failed, requests) = Send(places, onePush);
            Assert.True(places.SetEquals(failed), $"seed {seed}: {failed.Count} failed, {bad} were bad");
            Assert.True(requests - 1 <= most, $"seed {seed}: {requests - 1} extra requests, at most {most}");
            worst = Math.Max(worst, requests - 1);
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{bad} bad, {(onePush ? "one push" : "many pushes")}: at most {worst} extra requests of {most}");
    }

    private static (HashSet<long> Failed, int Requests) Send(HashSet<long> bad, bool onePush)
    {
        var waiting = Enumerable.Range(1, Recipients).Select(i => Due(i, onePush ? 1 : i)).ToDictionary(r => r.Id);
        var failed = new HashSet<long>();
        var requests = 0;
        while (waiting.Count > 0)
        {
            foreach (var batch in Packer.Pack([.. waiting.Values.OrderBy(r => r.DueAt).ThenBy(r => r.Id)], _ => new(300, 30, false), Limits, Now).Where(b => b.Ready))
            {
                requests++;
                var refused = batch.Recipients.Any(r => bad.Contains(r.Id));
                var claim = new Claim(requests, batch.Kind, "tag", batch.Recipients);
                var answer = refused ? new Answer { Outcome = Outcome.Rejected, Reason = "bad" } : Answer.Accepted("id");
                Apply(OutcomeRules.Decide(claim, answer, OnUnknown.Resend, Now, 0), claim, waiting, failed);
            }
        }

        return (failed, requests);
    }

    private static void Apply(Completion completion, Claim claim, Dictionary<long, DueRecipient> waiting, HashSet<long> failed)
    {
        var left = claim.Recipients.Select(r => r.Id).ToHashSet();
        foreach (var change in completion.Changes)
        {
            foreach (var id in change.Ids ?? [.. left])
            {
                left.Remove(id);
                if (change is RecipientChange.Requeue again)
                    waiting[id] = waiting[id] with { PackGroup = again.PackGroup ?? waiting[id].PackGroup, DueAt = again.DueAt };
                else
                    waiting.Remove(id);
                if (change is RecipientChange.Settle { State: RecipientState.Failed })
                    failed.Add(id);
            }
        }
    }

    internal static DueRecipient Due(long id, long push) => new()
    {
        Id = id,
        PushId = push,
        Alias = $"alias{id}",
        UserId = id,
        DueAt = Now,
        ExpiresAt = Now.AddDays(1),
        Personal = false,
        Tries = 0,
        Unknowns = 0,
    };
}
