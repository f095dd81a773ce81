namespace AppCrueNotify.Storage.Shared;

/// <summary>Statements whose text both databases understand, run through <see cref="IDatabase"/>: the text of <c>Statements/NAME.sql</c> beside this file.</summary>
internal static class SharedSql
{
    private const string Folder = "AppCrueNotify.Storage.Shared.Statements.";

    public static string SelectLastAccepted { get; } = Text("select-last-accepted");

    private static string Text(string name)
    {
        using var stream = typeof(SharedSql).Assembly.GetManifestResourceStream($"{Folder}{name}.sql")
            ?? throw new InvalidOperationException($"The statement '{name}' is not in the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
