using AppCrueNotify.Messages;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Tests.Storage;

/// <summary>Rows for store and packing tests. Times are relative to <see cref="Now"/>.</summary>
internal static class Samples
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    public static Push Push(string text = "Exam moved to Monday") =>
        new() { Title = "📢 News", Alert = text, Link = "https://campus.example.edu/x", CustomProperties = """{"target":"webview","target_id":"https://campus.example.edu/x"}""" };

    public static NewRecipient Message(string key, long user, Push? push = null, double dueIn = 0, bool personal = false, double expiresIn = 86400) => new()
    {
        Key = key,
        ContentHash = $"hash of {key}",
        UserId = user,
        Alias = $"alias{user}",
        Component = "mod_forum",
        Name = "posts",
        CourseId = 2,
        Push = push ?? Push(),
        Personal = personal,
        DueAt = Now.AddSeconds(dueIn),
        ExpiresAt = Now.AddSeconds(expiresIn),
    };

    public static NewRecipient Skipped(string key, long user, string reason = SkipReasons.NoAlias) =>
        Message(key, user) with { Push = null, SkipReason = reason, Alias = "" };

    public static DueRecipient Due(long id, long? user = null, long push = 1, double dueIn = 0, bool personal = false, int tries = 0, int unknowns = 0, long? group = null, double expiresIn = 86400) => new()
    {
        Id = id,
        PushId = push,
        Alias = $"alias{user ?? id}",
        UserId = user ?? id,
        DueAt = Now.AddSeconds(dueIn),
        ExpiresAt = Now.AddSeconds(expiresIn),
        Personal = personal,
        Tries = tries,
        Unknowns = unknowns,
        PackGroup = group,
    };

    public static Site Site(string name = "campus") => new()
    {
        Id = 0,
        Name = name,
        MoodleUrl = "https://campus.example.edu",
        AppId = "demo000000000app",
        TwinPushUrl = new("https://push.example.edu/api/v2"),
        CreatorKey = "creator-key-of-the-site",
        ApiToken = "api-token-of-the-site",
    };

    public static Completion Completed(long attempt, Outcome outcome, params RecipientChange[] changes) =>
        new() { AttemptId = attempt, Outcome = outcome, Reason = $"it was {outcome.Word()}", Changes = changes };
}
