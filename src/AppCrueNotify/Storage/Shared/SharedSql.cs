namespace AppCrueNotify.Storage.Shared;

/// <summary>Statements whose text both databases understand, run through <see cref="IDatabase"/>: the text of <c>Statements/NAME.sql</c> beside this file.</summary>
internal static class SharedSql
{
    private const string Folder = "AppCrueNotify.Storage.Shared.Statements.";

    public static string SelectSentinels { get; } = Text("select-sentinels");
    public static string UpsertSentinel { get; } = Text("upsert-sentinel");
    public static string ChangeSentinel { get; } = Text("change-sentinel");
    public static string TrustSentinel { get; } = Text("trust-sentinel");
    public static string SelectGates { get; } = Text("select-gates");
    public static string UpsertGate { get; } = Text("upsert-gate");
    public static string DeleteGate { get; } = Text("delete-gate");
    public static string CancelAnnouncement { get; } = Text("cancel-announcement");
    public static string CountAnnounced { get; } = Text("count-announced");
    public static string DeleteAnnouncements { get; } = Text("delete-announcements");
    public static string EndAnnouncement { get; } = Text("end-announcement");
    public static string ExpireOldToken { get; } = Text("expire-old-token");
    public static string InsertAnnouncement { get; } = Text("insert-announcement");
    public static string SelectAnnouncement { get; } = Text("select-announcement");
    public static string SelectAnnouncementOfForm { get; } = Text("select-announcement-of-form");
    public static string SelectAnnouncementState { get; } = Text("select-announcement-state");
    public static string SelectAnnouncements { get; } = Text("select-announcements");
    public static string SelectDueAnnouncements { get; } = Text("select-due-announcements");
    public static string SelectLastAccepted { get; } = Text("select-last-accepted");
    public static string SelectLiveTokens { get; } = Text("select-live-tokens");
    public static string SelectUnreachedPeople { get; } = Text("select-unreached-people");

    private static string Text(string name)
    {
        using var stream = typeof(SharedSql).Assembly.GetManifestResourceStream($"{Folder}{name}.sql")
            ?? throw new InvalidOperationException($"The statement '{name}' is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
