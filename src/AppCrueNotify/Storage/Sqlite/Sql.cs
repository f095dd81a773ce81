namespace AppCrueNotify.Storage.Sqlite;

/// <summary>A named statement: the text of <c>Statements/NAME.sql</c>.</summary>
internal sealed partial class Sql
{
    private const string Folder = "AppCrueNotify.Storage.Sqlite.Statements.";

    private Sql(string name)
    {
        Name = name;
        using var stream = typeof(Sql).Assembly.GetManifestResourceStream($"{Folder}{name}.sql")
            ?? throw new InvalidOperationException($"The statement '{name}' is not in the program.");
        using var reader = new StreamReader(stream);
        Text = reader.ReadToEnd();
    }

    public string Name { get; }
    public string Text { get; }

    public static Sql InsertPushes { get; } = new("insert-pushes");
    public static Sql InsertShortLinks { get; } = new("insert-short-links");
    public static Sql InsertRecipients { get; } = new("insert-recipients");
    public static Sql SelectKnownKeys { get; } = new("select-known-keys");
    public static Sql SelectDue { get; } = new("select-due");
    public static Sql SelectDueGroups { get; } = new("select-due-groups");
    public static Sql SelectMoreOfPush { get; } = new("select-more-of-push");
    public static Sql PutBehind { get; } = new("put-behind");
    public static Sql HurryAhead { get; } = new("hurry-ahead");
    public static Sql SelectNextDue { get; } = new("select-next-due");
    public static Sql SelectPushes { get; } = new("select-pushes");
    public static Sql InsertAttempt { get; } = new("insert-attempt");
    public static Sql ClaimRecipients { get; } = new("claim-recipients");
    public static Sql DeleteAttempt { get; } = new("delete-attempt");
    public static Sql SetAttemptRecipients { get; } = new("set-attempt-recipients");
    public static Sql BeginPosting { get; } = new("begin-posting");
    public static Sql CompleteAttempt { get; } = new("complete-attempt");
    public static Sql ReleaseAttempt { get; } = new("release-attempt");
    public static Sql SettleRecipients { get; } = new("settle-recipients");
    public static Sql RequeueRecipients { get; } = new("requeue-recipients");
    public static Sql SelectLastAttempt { get; } = new("select-last-attempt");
    public static Sql SelectOpenAttempts { get; } = new("select-open-attempts");
    public static Sql SelectAttemptRecipients { get; } = new("select-attempt-recipients");
    public static Sql ExpireWaiting { get; } = new("expire-waiting");
    public static Sql HurryStranded { get; } = new("hurry-stranded");
    public static Sql SelectCleanable { get; } = new("select-cleanable");
    public static Sql DeleteRecipients { get; } = new("delete-recipients");
    public static Sql DeletePushesWithoutRecipients { get; } = new("delete-pushes-without-recipients");
    public static Sql DeleteAttemptsBefore { get; } = new("delete-attempts-before");
    public static Sql DeleteExpiredShortLinks { get; } = new("delete-expired-short-links");
    public static Sql SelectShortLink { get; } = new("select-short-link");
    public static Sql PauseSite { get; } = new("pause-site");
    public static Sql ResumeSite { get; } = new("resume-site");
    public static Sql SelectSites { get; } = new("select-sites");
    public static Sql SelectSiteTokens { get; } = new("select-site-tokens");
    public static Sql SelectSiteVersion { get; } = new("select-site-version");
    public static Sql InsertSite { get; } = new("insert-site");
    public static Sql UpdateSite { get; } = new("update-site");
    public static Sql RemoveSite { get; } = new("remove-site");
    public static Sql CancelWaitingOfSite { get; } = new("cancel-waiting-of-site");
    public static Sql InsertSiteToken { get; } = new("insert-site-token");
    public static Sql ExpireSiteTokens { get; } = new("expire-site-tokens");
    public static Sql DeleteSiteTokens { get; } = new("delete-site-tokens");
    public static Sql DeleteExpiredSiteTokens { get; } = new("delete-expired-site-tokens");
    public static Sql SelectRetryable { get; } = new("select-retryable");
    public static Sql RetryRecipients { get; } = new("retry-recipients");
    public static Sql CancelChosen { get; } = new("cancel-chosen");
    public static Sql SettleChosenSent { get; } = new("settle-chosen-sent");
    public static Sql SettleChosenNotSent { get; } = new("settle-chosen-not-sent");
    public static Sql SelectSentNotification { get; } = new("select-sent-notification");
    public static Sql RecallRecipients { get; } = new("recall-recipients");
    public static Sql CountStates { get; } = new("count-states");
    public static Sql SelectTraceByKey { get; } = new("select-trace-by-key");
    public static Sql SelectTraceByUser { get; } = new("select-trace-by-user");
    public static Sql SelectAttempts { get; } = new("select-attempts");
    public static Sql SelectSiteSettings { get; } = new("select-site-settings");
    public static Sql UpdateSiteSettings { get; } = new("update-site-settings");
    public static Sql SelectConnections { get; } = new("select-connections");
    public static Sql SelectGivenSettings { get; } = new("select-given-settings");
    public static Sql UpsertConnection { get; } = new("upsert-connection");
    public static Sql SelectLastRecipient { get; } = new("select-last-recipient");
    public static Sql InsertErasure { get; } = new("insert-erasure");
    public static Sql SelectReadyErasures { get; } = new("select-ready-erasures");
    public static Sql SelectErasable { get; } = new("select-erasable");
    public static Sql EraseRecipients { get; } = new("erase-recipients");
    public static Sql BlankPushes { get; } = new("blank-pushes");
    public static Sql ForgetOriginals { get; } = new("forget-originals");
    public static Sql SelectOriginals { get; } = new("select-originals");
    public static Sql DeleteErasure { get; } = new("delete-erasure");
    public static Sql SelectBacklog { get; } = new("select-backlog");
    public static Sql SelectUserPage { get; } = new("select-user-page");
    public static Sql DeleteUnusedPushes { get; } = new("delete-unused-pushes");
}
