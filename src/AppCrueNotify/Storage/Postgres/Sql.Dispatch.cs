namespace AppCrueNotify.Storage.Postgres;

/// <content>The statements of who is first, and of inquiries.</content>
internal sealed partial class Sql
{
    public static Sql HurryStranded { get; } = new("hurry-stranded");
}
