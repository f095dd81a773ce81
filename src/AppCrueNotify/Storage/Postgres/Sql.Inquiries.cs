namespace AppCrueNotify.Storage.Postgres;

/// <content>The statements of inquiries into attempts of unknown outcome.</content>
internal sealed partial class Sql
{
    public static Sql InsertInquiry { get; } = new("insert-inquiry");
    public static Sql SelectDueInquiries { get; } = new("select-due-inquiries");
    public static Sql SelectStates { get; } = new("select-states");
    public static Sql SelectNewestAccepted { get; } = new("select-newest-accepted");
    public static Sql PostponeInquiry { get; } = new("postpone-inquiry");
    public static Sql EndInquiry { get; } = new("end-inquiry");
    public static Sql AcceptUnknown { get; } = new("accept-unknown");
    public static Sql NoteRepeat { get; } = new("note-repeat");
    public static Sql SettleResent { get; } = new("settle-resent");
    public static Sql CountInquiries { get; } = new("count-inquiries");
    public static Sql SelectInquiries { get; } = new("select-inquiries");
}
