namespace AppCrueNotify.Storage.Postgres;

/// <content>The statements of counters.</content>
internal sealed partial class Sql
{
    public static Sql FoldTallies { get; } = new("fold-tallies");
    public static Sql DeleteEmptyTallyHours { get; } = new("delete-empty-tally-hours");
    public static Sql DeleteTallyDelaysBefore { get; } = new("delete-tally-delays-before");
}
