namespace AppCrueNotify.Storage.Postgres;

/// <summary>Applies <see cref="ReachRules"/> to recipients about to be claimed.</summary>
internal static class PostgresReach
{
    private const string Reason = "no app on any phone: TwinPush's directory has no active device of this alias";

    /// <summary>What to do with whom; empty when everybody goes, which one look at the directory tells.</summary>
    public static async Task<Dictionary<Reach, List<string>>> JudgeAsync(PostgresSession session, long siteId, string[] aliases, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var verdicts = new Dictionary<Reach, List<string>>();
        var listings = await session.QueryAsync(Sql.SelectDirectoryFresh, r => r.GetInt32(0), [("@site", siteId), ("@fresh", (now - ReachRules.FreshFor).Column())], cancellationToken);
        if (listings.Count == 0)
            return verdicts;
        var doubtful = await session.QueryAsync(Sql.SelectNotActive, r => (Alias: r.Text(0), Knows: r.TextOrNull(1), At: r.TimeOrNull(2)),
            [("@site", siteId), ("@aliases", aliases)], cancellationToken);
        if (doubtful.Count == 0)
            return verdicts;
        var open = (await session.QueryAsync(Sql.SelectAsked, r => 1, [("@site", siteId), ("@limit", ReachRules.OpenLookups)], cancellationToken)).Count;
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

    /// <summary>Judges again, in the transaction that writes, and does it.</summary>
    public static async Task<SetAside> ApplyAsync(PostgresSession session, long siteId, ILookup<string, long> recipients, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var verdicts = await JudgeAsync(session, siteId, [.. recipients.Select(r => r.Key)], now, cancellationToken);
        if (verdicts.TryGetValue(Reach.Ask, out var asked))
            await session.RunAsync(Sql.InsertAsked, [("@site", siteId), ("@now", now.Column()), ("@aliases", asked.ToArray())], cancellationToken);
        HashSet<long> Ids(Reach verdict) => verdicts.TryGetValue(verdict, out var aliases) ? [.. aliases.SelectMany(a => recipients[a])] : [];
        var missing = Ids(Reach.Missing);
        if (missing.Count > 0)
            await session.RunAsync(Sql.SetMissing, [("@reason", Reason), ("@now", now.Column()), ("@ids", missing.ToArray()), ("@site", siteId)], cancellationToken);
        return new(missing, Ids(Reach.Ask).Union(Ids(Reach.Wait)).ToHashSet());
    }
}
