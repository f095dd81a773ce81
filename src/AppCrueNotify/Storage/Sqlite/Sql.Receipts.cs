namespace AppCrueNotify.Storage.Sqlite;

/// <content>The statements of receipts and of the directory.</content>
internal sealed partial class Sql
{
    public static Sql SelectDirectory { get; } = new("select-directory");
    public static Sql ResetDirectory { get; } = new("reset-directory");
    public static Sql DeleteDirectoryAliases { get; } = new("delete-directory-aliases");
    public static Sql BeginListing { get; } = new("begin-listing");
    public static Sql InsertActiveAliases { get; } = new("insert-active-aliases");
    public static Sql ReturnRecipients { get; } = new("return-recipients");
    public static Sql SetInactiveAliases { get; } = new("set-inactive-aliases");
    public static Sql EndListing { get; } = new("end-listing");
    public static Sql SelectDirectoryPiece { get; } = new("select-directory-piece");
    public static Sql PruneDirectory { get; } = new("prune-directory");
    public static Sql SetDirectoryRead { get; } = new("set-directory-read");
    public static Sql SelectAsked { get; } = new("select-asked");
    public static Sql AnswerAlias { get; } = new("answer-alias");
    public static Sql SelectDirectoryFresh { get; } = new("select-directory-fresh");
    public static Sql SelectNotActive { get; } = new("select-not-active");
    public static Sql InsertAsked { get; } = new("insert-asked");
    public static Sql SetMissing { get; } = new("set-missing");
    public static Sql CountDirectory { get; } = new("count-directory");
    public static Sql CountUnreachable { get; } = new("count-unreachable");
    public static Sql InsertReceipt { get; } = new("insert-receipt");
    public static Sql ScheduleReceipts { get; } = new("schedule-receipts");
    public static Sql ClaimReceipts { get; } = new("claim-receipts");
    public static Sql SelectReceiptDue { get; } = new("select-receipt-due");
    public static Sql SelectReceiptNew { get; } = new("select-receipt-new");
    public static Sql SelectReceiptRecipients { get; } = new("select-receipt-recipients");
    public static Sql SaveReceipt { get; } = new("save-receipt");
    public static Sql SaveReceiptRecipients { get; } = new("save-receipt-recipients");
    public static Sql InsertPlatformErrors { get; } = new("insert-platform-errors");
    public static Sql RecordReceiptState { get; } = new("record-receipt-state");
    public static Sql SelectReceiptStates { get; } = new("select-receipt-states");
    public static Sql SelectPlatformErrors { get; } = new("select-platform-errors");
    public static Sql SelectReceipts { get; } = new("select-receipts");
    public static Sql SelectAbandonedDirectories { get; } = new("select-abandoned-directories");
    public static Sql DeleteDirectory { get; } = new("delete-directory");
    public static Sql DeleteReceiptStates { get; } = new("delete-receipt-states");
}
