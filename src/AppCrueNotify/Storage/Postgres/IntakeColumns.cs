using AppCrueNotify.Messages;

namespace AppCrueNotify.Storage.Postgres;

/// <summary>A request's rows as the arrays that the set-based statements read.</summary>
internal sealed record IntakeColumns(IReadOnlyList<(Sql Sql, (string Name, object? Value)[] Parameters)> Statements, string[] Hashes)
{
    // A short link outlives its message's expiry: the push stays in the phone's inbox.
    private static readonly TimeSpan LinkLife = TimeSpan.FromDays(90);

    public static IntakeColumns Of(long siteId, IReadOnlyList<NewRecipient> recipients, DateTimeOffset now)
    {
        var hashes = new Dictionary<Push, string>(ReferenceEqualityComparer.Instance);
        var originals = new Dictionary<Push, byte[]?>(ReferenceEqualityComparer.Instance);
        foreach (var recipient in recipients)
        {
            if (recipient.Push is not { } push || !originals.TryAdd(push, recipient.Original))
                continue;
            hashes.Add(push, push.ContentHash());
        }

        var pushes = hashes.DistinctBy(h => h.Value).ToList();
        var links = hashes.Keys.Select(p => p.ShortLink).OfType<ShortLink>().DistinctBy(l => l.Id).ToList();
        var statements = new List<(Sql, (string, object?)[])>();
        if (pushes.Count > 0)
            statements.Add((Sql.InsertPushes, Pushes(siteId, pushes, originals, now)));
        if (links.Count > 0)
        {
            var expire = recipients.Max(r => r.ExpiresAt) + LinkLife;
            statements.Add((Sql.InsertShortLinks, [("@site", siteId), ("@expires", expire.Column()), ("@ids", links.Select(l => l.Id).ToArray()), ("@targets", links.Select(l => l.Target).ToArray())]));
        }

        statements.Add((Sql.InsertRecipients, Recipients(siteId, recipients, hashes, now)));
        return new(statements, [.. pushes.Select(p => p.Value)]);
    }

    private static (string, object?)[] Pushes(long siteId, List<KeyValuePair<Push, string>> pushes, Dictionary<Push, byte[]?> originals, DateTimeOffset now) =>
    [
        ("@site", siteId), ("@now", now.Column()),
        ("@hashes", Texts(pushes, p => p.Value)), ("@titles", Texts(pushes, p => p.Key.Title)), ("@alerts", Texts(pushes, p => p.Key.Alert)), ("@links", Texts(pushes, p => p.Key.Link)),
        ("@properties", Texts(pushes, p => p.Key.CustomProperties)), ("@protected", pushes.Select(p => p.Key.Protected ? 1 : 0).ToArray()), ("@notes", Texts(pushes, p => p.Key.LinkNote)),
        ("@originals", pushes.Select(p => originals[p.Key]).ToArray()),
    ];

    private static (string, object?)[] Recipients(long siteId, IReadOnlyList<NewRecipient> all, Dictionary<Push, string> hashes, DateTimeOffset now) =>
    [
        ("@site", siteId), ("@now", now.Column()),
        ("@keys", Texts(all, r => r.Key)), ("@contents", Texts(all, r => r.ContentHash)), ("@users", Numbers(all, r => r.UserId)), ("@aliases", Texts(all, r => r.Alias)),
        ("@components", Texts(all, r => r.Component)), ("@names", Texts(all, r => r.Name)), ("@courses", all.Select(r => r.CourseId).ToArray()),
        ("@pushes", Texts(all, r => r.Push is null ? null : hashes[r.Push])), ("@states", Texts(all, r => (r.Push is null ? RecipientState.Skipped : RecipientState.Waiting).Word())),
        ("@reasons", Texts(all, r => r.SkipReason ?? "taken from Moodle")), ("@dues", Numbers(all, r => r.DueAt.Column())), ("@expiries", Numbers(all, r => r.ExpiresAt.Column())),
        ("@priorities", all.Select(r => r.Personal ? 0 : 1).ToArray()),
    ];

    private static string?[] Texts<T>(IEnumerable<T> rows, Func<T, string?> column) => [.. rows.Select(column)];

    private static long[] Numbers<T>(IEnumerable<T> rows, Func<T, long> column) => [.. rows.Select(column)];
}
