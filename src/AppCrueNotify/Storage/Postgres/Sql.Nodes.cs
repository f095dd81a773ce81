namespace AppCrueNotify.Storage.Postgres;

/// <content>The statements of nodes and their leases.</content>
internal sealed partial class Sql
{
    public static Sql KeepNode { get; } = new("keep-node");
    public static Sql DeleteNode { get; } = new("delete-node");
    public static Sql AddLeases { get; } = new("add-leases");
    public static Sql DeleteLeases { get; } = new("delete-leases");
    public static Sql RenewLeases { get; } = new("renew-leases");
    public static Sql CountLeases { get; } = new("count-leases");
    public static Sql TakeLeases { get; } = new("take-leases");
    public static Sql SelectLeases { get; } = new("select-leases");
    public static Sql ReleaseLeases { get; } = new("release-leases");
    public static Sql Notify { get; } = new("notify");
    public static Sql SelectAttemptState { get; } = new("select-attempt-state");
}
