namespace TwinPush.Notifications;

/// <summary>Checks the entries of a target and copies them, so that later changes by the caller change nothing.</summary>
internal static class TargetRules
{
    public static string[] Check(IEnumerable<string> entries, int max, string parameter)
    {
        ArgumentNullException.ThrowIfNull(entries, parameter);
        var copy = entries.ToArray();
        CheckKeys(copy, copy.Length, max, parameter);
        return copy;
    }

    public static KeyValuePair<string, NotificationOverrides>[] Check(
        IReadOnlyDictionary<string, NotificationOverrides> entries, int max, string parameter)
    {
        ArgumentNullException.ThrowIfNull(entries, parameter);
        var copy = entries.ToArray();
        CheckKeys(copy.Select(entry => entry.Key), copy.Length, max, parameter);
        for (var i = 0; i < copy.Length; i++)
        {
            if (NotificationRules.Flaw(copy[i].Value) is { } flaw)
                throw new ArgumentException($"Entry {i + 1} of {copy.Length}: {flaw}.", parameter);
        }

        return copy;
    }

    private static void CheckKeys(IEnumerable<string?> keys, int count, int max, string parameter)
    {
        if (count == 0 || count > max)
            throw new ArgumentException($"There are {count} entries, but 1 to {max} are allowed in one request.", parameter);
        var seen = new HashSet<string>(count, StringComparer.Ordinal);
        var position = 0;
        foreach (var key in keys)
        {
            position++;
            var flaw = TextRules.Flaw(key, mandatory: true) ?? (seen.Add(key!) ? null : "occurs a second time");
            if (flaw is not null)
                throw new ArgumentException($"Entry {position} of {count} {flaw}.", parameter);
        }
    }
}
