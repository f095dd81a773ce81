namespace AppCrueNotify.Storage.Sqlite;

/// <content>The statements of counters.</content>
internal sealed partial class Sql
{
    public static Sql AddTally { get; } = new("add-tally");
    public static Sql AddTallyHour { get; } = new("add-tally-hour");
    public static Sql DeleteEmptyTallyHours { get; } = new("delete-empty-tally-hours");
    public static Sql AddTallyDelay { get; } = new("add-tally-delay");
    public static Sql DeleteTallyDelaysBefore { get; } = new("delete-tally-delays-before");
}
