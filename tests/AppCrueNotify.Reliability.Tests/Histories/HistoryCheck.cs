using AppCrueNotify.Messages;

namespace AppCrueNotify.Reliability.Tests.Histories;

/// <summary>T19: whether a run kept the promises of docs/design.md. Pure; every violation is a sentence with what it is about.</summary>
internal static class HistoryCheck
{
    private static readonly RecipientState[] Ends =
    [
        RecipientState.Sent, RecipientState.Received, RecipientState.Opened, RecipientState.Undeliverable, RecipientState.Failed, RecipientState.Expired,
        RecipientState.Cancelled, RecipientState.Held, RecipientState.Skipped,
    ];

    public static IReadOnlyList<string> Violations(RunHistory run)
    {
        var attempts = run.Attempts.ToDictionary(a => a.Id);
        var posts = run.Posts.Select((post, at) => (post, at)).ToLookup(p => p.post.Tag);
        return
        [
            .. Lost(run), .. Attempts(run, posts), .. Posts(run), .. Ended(run, attempts, posts), .. Repeats(run, attempts, posts), .. Order(run, attempts, posts),
        ];
    }

    /// <summary>Accepted + rejected + undeliverable + held + expired + cancelled = acknowledged.</summary>
    private static IEnumerable<string> Lost(RunHistory run)
    {
        var stored = run.Messages.Select(m => m.Key).ToHashSet();
        foreach (var key in run.Acknowledged.Where(k => !stored.Contains(k)))
            yield return $"{key} was acknowledged and is gone";
        if (stored.Count < run.Messages.Count)
            yield return "a key is stored twice";
        if (!run.Ended)
            yield break;
        foreach (var message in run.Messages.Where(m => !Ends.Contains(m.State)))
            yield return $"{message.Key} never ended: {message.State.Word()} ({message.Reason})";
        foreach (var attempt in run.Attempts.Where(a => a.State is "claimed" or "posting"))
            yield return $"attempt {attempt.Id} never ended: {attempt.State}";
    }

    /// <summary>What the store says of an attempt agrees with what TwinPush saw.</summary>
    private static IEnumerable<string> Attempts(RunHistory run, ILookup<string, (SeenPost Post, int At)> posts)
    {
        foreach (var attempt in run.Attempts)
        {
            var seen = posts[attempt.Tag].Select(p => p.Post).ToList();
            if (seen.Count > 1)
                yield return $"attempt {attempt.Id} was posted {seen.Count} times";
            if (seen.Count > 0 && !attempt.Posted)
                yield return $"attempt {attempt.Id} was posted before that was written";
            if (seen.Count > 0 && attempt.State is "released" or "not-sent")
                yield return $"attempt {attempt.Id} was posted and is recorded as {attempt.State}";
            if (seen.Count == 0 && (attempt.Status is not null || attempt.State == Outcome.Accepted.Word()))
                yield return $"attempt {attempt.Id} is recorded as answered ({attempt.State}) and was never posted";
            if (seen.Exists(p => p.Effect) && attempt.State != Outcome.Accepted.Word() && !attempt.InDoubt && attempt.State != "posting")
                yield return $"attempt {attempt.Id} was sent by TwinPush and is recorded as {attempt.State}, without doubt";
            if (attempt.State == Outcome.Accepted.Word() && !seen.Exists(p => p.Effect))
                yield return $"attempt {attempt.Id} is recorded as accepted and TwinPush sent nothing";
        }
    }

    /// <summary>Each request belongs to an attempt and carried its recipients, each once.</summary>
    private static IEnumerable<string> Posts(RunHistory run)
    {
        var byTag = run.Attempts.ToDictionary(a => a.Tag);
        var members = run.Messages.SelectMany(m => m.Attempts.Select(a => (Attempt: a, m.Alias))).ToLookup(m => m.Attempt, m => m.Alias);
        foreach (var post in run.Posts)
        {
            if (!byTag.TryGetValue(post.Tag, out var attempt))
                yield return $"a request with the tag {post.Tag} belongs to no attempt";
            else if (!members[attempt.Id].Contains("") && !members[attempt.Id].Order(StringComparer.Ordinal).SequenceEqual(post.Aliases.Order(StringComparer.Ordinal)))
                yield return $"attempt {attempt.Id} went to other recipients than recorded";
        }
    }

    /// <summary>A message's state agrees with what TwinPush did.</summary>
    private static IEnumerable<string> Ended(RunHistory run, Dictionary<long, StoredAttempt> attempts, ILookup<string, (SeenPost Post, int At)> posts)
    {
        foreach (var message in run.Messages.Where(m => !run.ByHand.Contains(m.Key)))
        {
            var tried = message.Attempts.Select(attempts.GetValueOrDefault).OfType<StoredAttempt>().ToList();
            var sent = tried.Where(a => posts[a.Tag].Any(p => p.Post.Effect)).ToList();
            switch (message.State)
            {
                case RecipientState.Sent or RecipientState.Received or RecipientState.Opened when !sent.Exists(a => a.Id == message.Accepting):
                    yield return $"{message.Key} is {message.State.Word()} and TwinPush never sent it";
                    break;
                case RecipientState.Held when !tried.Exists(a => a.InDoubt):
                    yield return $"{message.Key} is held and no attempt of it is in doubt";
                    break;
                case RecipientState.Waiting or RecipientState.Undeliverable or RecipientState.Failed or RecipientState.Expired or RecipientState.Cancelled when sent.Exists(a => !a.InDoubt):
                    yield return $"{message.Key} is {message.State.Word()} and TwinPush surely sent it";
                    break;
            }
        }
    }

    /// <summary>Nothing is sent twice, except where the answer was lost; what may be a repeat follows an unknown outcome once.</summary>
    private static IEnumerable<string> Repeats(RunHistory run, Dictionary<long, StoredAttempt> attempts, ILookup<string, (SeenPost Post, int At)> posts)
    {
        foreach (var message in run.Messages.Where(m => !run.ByHand.Contains(m.Key)))
        {
            var tried = message.Attempts.Select(attempts.GetValueOrDefault).OfType<StoredAttempt>().ToList();
            var sent = tried.Where(a => posts[a.Tag].Any(p => p.Post.Effect)).ToList();
            if (sent.SkipLast(1).Any(a => !a.InDoubt))
                yield return $"{message.Key} was sent {sent.Count} times, and not because an answer was lost";
            if (tried.Count(a => a.State == Outcome.Unknown.Word()) > 2)
                yield return $"{message.Key} was sent again more than once after an unknown outcome";
        }
    }

    /// <summary>A user's messages are posted in the order in which they came: a later one not before the last post of an earlier one.</summary>
    private static IEnumerable<string> Order(RunHistory run, Dictionary<long, StoredAttempt> attempts, ILookup<string, (SeenPost Post, int At)> posts)
    {
        foreach (var user in run.Messages.Where(m => !run.ByHand.Contains(m.Key)).GroupBy(m => (m.Key.Site, m.User)))
        {
            var last = -1;
            foreach (var message in user.OrderBy(m => m.Id))
            {
                var at = message.Attempts.Select(attempts.GetValueOrDefault).OfType<StoredAttempt>().SelectMany(a => posts[a.Tag].Select(p => p.At)).ToList();
                if (at.Count == 0)
                    continue;
                if (at.Min() < last)
                    yield return $"{message.Key} overtook an earlier message of its user";
                last = Math.Max(last, at.Max());
            }
        }
    }
}
