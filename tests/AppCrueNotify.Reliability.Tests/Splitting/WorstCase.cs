using AppCrueNotify.Dispatch;
using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Reliability.Tests.Splitting;

/// <summary>
/// The most requests that bad entries can cost, over all places where they may stand, by dynamic programming over the parts that the
/// rule itself makes. A part costs the same whenever it is sent and whatever is under way beside it, so the order does not matter.
/// </summary>
internal sealed class WorstCase(int mostBad)
{
    private readonly Dictionary<int, int[]> _bySize = [];

    /// <summary>Requests after the first one of a batch of that size.</summary>
    public int Requests(int size, int bad) => Of(size)[bad];

    /// <summary>Where the bad entries stand when they cost most, counted from <paramref name="first"/>.</summary>
    public IEnumerable<int> Places(int size, int bad, int first)
    {
        if (bad == 0)
            return [];
        if (size == 1)
            return [first];
        var parts = Parts(size);
        var tables = new List<int[]> { new int[1] };
        foreach (var part in parts)
            tables.Add(Joined(tables[^1], Of(part)));
        var places = new List<int>();
        var end = first + size;
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            var here = Of(parts[i]);
            var count = Enumerable.Range(0, Math.Min(bad, here.Length - 1) + 1).First(k => bad - k < tables[i].Length && tables[i][bad - k] + here[k] == tables[i + 1][bad]);
            end -= parts[i];
            places.AddRange(Places(parts[i], count, end));
            bad -= count;
        }

        return places;
    }

    /// <summary>How the rule splits a rejected batch.</summary>
    private static List<int> Parts(int size)
    {
        var claim = new Claim(1, BatchKind.Simple, "tag", [.. Enumerable.Range(1, size).Select(i => SplittingTests.Due(i, 1))]);
        var completion = OutcomeRules.Decide(claim, new() { Outcome = Outcome.Rejected, Reason = "bad" }, OnUnknown.Resend, DateTimeOffset.UnixEpoch, 0);
        return [.. completion.Changes.Select(c => c.Ids!.Count)];
    }

    /// <summary>By the number of bad entries.</summary>
    private int[] Of(int size)
    {
        if (_bySize.TryGetValue(size, out var known))
            return known;
        var worst = new int[Math.Min(size, mostBad) + 1];
        if (size > 1)
        {
            var parts = Parts(size);
            var together = parts.Select(Of).Aggregate(new int[1], Joined);
            for (var bad = 1; bad < worst.Length; bad++)
                worst[bad] = parts.Count + together[bad];
        }

        return _bySize[size] = worst;
    }

    private int[] Joined(int[] one, int[] other)
    {
        var joined = new int[Math.Min(one.Length + other.Length - 2, mostBad) + 1];
        for (var i = 0; i < one.Length; i++)
        {
            for (var j = 0; j < other.Length && i + j < joined.Length; j++)
                joined[i + j] = Math.Max(joined[i + j], one[i] + other[j]);
        }

        return joined;
    }
}
