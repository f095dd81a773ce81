using TwinPush.Simulator;
using TwinPush.Simulator.Devices;

namespace AppCrueNotify.Commands.Demo;

/// <summary>A push that a phone should show.</summary>
internal sealed record ExpectedPush(string Key, string Alias, string Title, string Alert, string Link);

/// <summary>What phones should show against what they do show, by alias, count and title.</summary>
internal sealed record Arrivals(IReadOnlyDictionary<string, IReadOnlyList<ShownPush>> ByAlias, IReadOnlyList<string> Missing)
{
    /// <summary>Looks at the phones.</summary>
    /// <param name="aliases">Whose phones there are, in the order of the report.</param>
    public static Arrivals Look(SimulatorState phones, IEnumerable<string> aliases, IReadOnlyList<ExpectedPush> expected)
    {
        var shown = aliases.ToDictionary(a => a, a => (IReadOnlyList<ShownPush>)[.. phones.Pushes(a).Reverse()]);
        var missing = new List<string>();
        foreach (var group in expected.GroupBy(e => (e.Alias, e.Title)))
        {
            var (wanted, there) = (group.Count(), shown.GetValueOrDefault(group.Key.Alias, []).Count(p => p.Title == group.Key.Title));
            if (there != wanted)
                missing.Add($"{group.Key.Alias}: '{group.Key.Title}' should be there {Times(wanted)} and is there {Times(there)} (keys {string.Join(", ", group.Select(e => e.Key))})");
        }

        foreach (var (alias, pushes) in shown)
            missing.AddRange(pushes.Where(p => !expected.Any(e => e.Alias == alias && e.Title == p.Title)).Select(p => $"{alias}: '{p.Title}' is there and should not be"));
        return new(shown, missing);
    }

    private static string Times(int count) => count == 1 ? "once" : $"{count} times";
}
