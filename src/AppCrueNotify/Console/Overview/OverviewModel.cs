using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using AppCrueNotify.Storage.Views;

namespace AppCrueNotify.Console.Overview;

/// <summary>What the overview shows, from counters alone. Pure.</summary>
internal sealed record OverviewModel
{
    /// <summary>How many hours it looks back, the current one included.</summary>
    public const int Hours = 24;

    // As high as the chart beside it.
    private const int FewestBars = 8;

    /// <summary>A site that works sends sooner.</summary>
    public static readonly TimeSpan Overdue = TimeSpan.FromMinutes(10);

    public required IReadOnlyList<SiteFigures> Sites { get; init; }
    public required IReadOnlyList<HourFigures> Chart { get; init; }

    /// <summary>How many messages took at most how many milliseconds, in the order of the bounds.</summary>
    public required IReadOnlyList<(long UpTo, long Count)> Delays { get; init; }

    public Figures Day => Figures.Sum(Sites.Select(s => s.Day));
    public long Waiting => Sites.Sum(s => s.Waiting);
    public DateTimeOffset? OldestWaiting => Sites.Min(s => s.OldestWaiting);

    public static OverviewModel Of(
        IReadOnlyList<Site> sites, IReadOnlyList<TallyNow> now, IReadOnlyList<TallyHour> hours, IReadOnlyList<TallyDelay> delays, IReadOnlyDictionary<long, DateTimeOffset?> oldest, DateTimeOffset since)
    {
        var (nowOf, hoursOf, delaysOf) = (now.ToLookup(t => t.SiteId), hours.ToLookup(t => t.SiteId), delays.ToLookup(t => t.SiteId));
        var byHour = hours.ToLookup(t => t.Hour);
        return new()
        {
            Sites =
            [
                .. sites.Select(site => new SiteFigures
                {
                    Site = site,
                    Day = Figures.Of(hoursOf[site.Id].Select(h => (h.State, h.Count))),
                    Waiting = nowOf[site.Id].Where(t => t.State is RecipientState.Waiting or RecipientState.Sending).Sum(t => t.Count),
                    Held = nowOf[site.Id].Where(t => t.State == RecipientState.Held).Sum(t => t.Count),
                    Failed = nowOf[site.Id].Where(t => t.State == RecipientState.Failed).Sum(t => t.Count),
                    OldestWaiting = oldest.GetValueOrDefault(site.Id),
                    Within = Percentile([.. delaysOf[site.Id].Select(d => (d.UpTo, d.Count)).OrderBy(d => d.UpTo)], 0.95),
                }),
            ],
            Chart = [.. Enumerable.Range(0, Hours).Select(i => since.AddHours(i)).Select(hour => new HourFigures(hour, Figures.Of(byHour[hour].Select(h => (h.State, h.Count)))))],
            Delays = Histogram([.. delays]),
        };
    }

    /// <summary>Every length of time from the shortest bound to the longest that occurred, also those that did not: a gap is news too.</summary>
    private static IReadOnlyList<(long UpTo, long Count)> Histogram(IReadOnlyList<TallyDelay> delays)
    {
        if (delays.Count == 0)
            return [];
        var longest = delays.Max(d => d.UpTo);
        var bounds = TallyRules.Bounds.Append(TallyRules.Longer).Where((b, i) => i < FewestBars || b <= longest);
        return [.. bounds.Select(b => (b, delays.Where(d => d.UpTo == b).Sum(d => d.Count)))];
    }

    /// <summary>The bound below which that share of the messages lies; null when there are none.</summary>
    public static long? Percentile(IReadOnlyList<(long UpTo, long Count)> delays, double share)
    {
        var wanted = delays.Sum(d => d.Count) * share;
        long seen = 0;
        foreach (var (bound, count) in delays)
        {
            seen += count;
            if (seen >= wanted)
                return bound;
        }

        return null;
    }
}

/// <summary>What became of messages, in the groups that a person thinks in.</summary>
internal readonly record struct Figures(long Sent, long Waiting, long Undeliverable, long Failed, long Ended)
{
    /// <summary>All that was taken to be sent; skipped messages were not.</summary>
    public long Taken => Sent + Waiting + Undeliverable + Failed + Ended;

    public static Figures Of(IEnumerable<(RecipientState State, long Count)> counts)
    {
        var sum = default(Figures);
        foreach (var (state, count) in counts)
        {
            sum = state switch
            {
                RecipientState.Sent or RecipientState.Received or RecipientState.Opened => sum with { Sent = sum.Sent + count },
                RecipientState.Waiting or RecipientState.Sending => sum with { Waiting = sum.Waiting + count },
                RecipientState.Undeliverable => sum with { Undeliverable = sum.Undeliverable + count },
                RecipientState.Failed or RecipientState.Held => sum with { Failed = sum.Failed + count },
                RecipientState.Expired or RecipientState.Cancelled => sum with { Ended = sum.Ended + count },
                RecipientState.Skipped => sum,
            };
        }

        return sum;
    }

    public static Figures Sum(IEnumerable<Figures> all) => all.Aggregate(default(Figures), (a, b) => new(a.Sent + b.Sent, a.Waiting + b.Waiting, a.Undeliverable + b.Undeliverable, a.Failed + b.Failed, a.Ended + b.Ended));
}

/// <summary>The messages taken in an hour.</summary>
internal sealed record HourFigures(DateTimeOffset Hour, Figures Figures);

/// <summary>One site's line.</summary>
internal sealed record SiteFigures
{
    public required Site Site { get; init; }
    public required Figures Day { get; init; }
    public required long Waiting { get; init; }
    public required long Held { get; init; }
    public required long Failed { get; init; }
    public DateTimeOffset? OldestWaiting { get; init; }

    /// <summary>Within how many milliseconds 95 of 100 messages were at TwinPush; null when none was sent.</summary>
    public long? Within { get; init; }

    /// <summary>Whether messages wait longer than a site that works lets them.</summary>
    public bool IsLate(DateTimeOffset now) => Site.PauseReason is null && OldestWaiting is { } oldest && now - oldest > OverviewModel.Overdue + Site.Settings.Window;
}
