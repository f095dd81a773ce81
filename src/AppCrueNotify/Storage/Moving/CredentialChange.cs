namespace AppCrueNotify.Storage.Moving;

/// <summary>Credentials are closed with each database's own keys.</summary>
internal sealed class CredentialChange(SecretBox from, SecretBox to)
{
    private readonly List<string> _unreadable = [];

    /// <summary>Columns whose credential could not be opened, as table, column and row.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    public static bool Concerns(string table, string column) => table == "site" && column is "creator_key" or "api_token";

    /// <summary>What nobody can open any more stays as it is: the site says so, as it did before.</summary>
    public string Change(string closed, long site)
    {
        if (closed.Length == 0)
            return closed;
        if (from.Open(closed) is { } secret)
            return to.Close(secret);
        _unreadable.Add($"site {site}");
        return closed;
    }
}
