namespace AppCrueNotify.Storage.Sqlite;

/// <summary>Applies <see cref="ReachRules"/> to recipients about to be claimed.</summary>
internal static class SqliteReach
{
    private const string Reason = "no app on any phone: TwinPush's directory has no active device of this alias";

    /// <summary>What to do with whom; empty when everybody goes, which one look at the directory tells.</summary>
    public static Dictionary<Reach, List<string>> Judge(SqliteSession session, long siteId, IReadOnlyCollection<string> aliases, DateTimeOffset now)
    {
        var verdicts = new Dictionary<Reach, List<string>>();
        var listings = session.Query(Sql.SelectDirectoryFresh, r => r.GetInt32(0), ("@site", siteId), ("@fresh", (now - ReachRules.FreshFor).Column()));
        if (listings.Count == 0)
            return verdicts;
        var doubtful = session.Query(Sql.SelectNotActive, r => (Alias: r.GetString(0), Knows: r.TextOrNull(1), At: r.TimeOrNull(2)),
            ("@site", siteId), ("@aliases", SqliteRow.Json(aliases)));
        if (doubtful.Count == 0)
            return verdicts;
        var open = session.Query(Sql.SelectAsked, r => 1, ("@site", siteId), ("@limit", ReachRules.OpenLookups)).Count;
        foreach (var (alias, word, at) in doubtful)
        {
            var verdict = ReachRules.Judge(word is null ? null : KnowsWords.Parse(word), now - (at ?? now), listings[0], open < ReachRules.OpenLookups);
            if (verdict == Reach.Ask)
                open++;
            if (!verdicts.TryGetValue(verdict, out var same))
                verdicts.Add(verdict, same = []);
            same.Add(alias);
        }

        verdicts.Remove(Reach.Send);
        return verdicts;
    }

    /// <summary>Judges again, now that nobody else writes, and does it.</summary>
    public static SetAside Apply(SqliteSession session, long siteId, ILookup<string, long> recipients, DateTimeOffset now)
    {
        var verdicts = Judge(session, siteId, [.. recipients.Select(r => r.Key)], now);
        if (verdicts.TryGetValue(Reach.Ask, out var asked))
            session.Run(Sql.InsertAsked, ("@site", siteId), ("@now", now.Column()), ("@aliases", SqliteRow.Json(asked)));
        HashSet<long> Ids(Reach verdict) => verdicts.TryGetValue(verdict, out var aliases) ? [.. aliases.SelectMany(a => recipients[a])] : [];
        var missing = Ids(Reach.Missing);
        if (missing.Count > 0)
            session.Run(Sql.SetMissing, ("@reason", Reason), ("@now", now.Column()), ("@ids", SqliteRow.Json(missing)), ("@site", siteId));
        return new(missing, Ids(Reach.Ask).Union(Ids(Reach.Wait)).ToHashSet());
    }
}
