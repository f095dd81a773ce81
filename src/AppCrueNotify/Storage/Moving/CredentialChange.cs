namespace AppCrueNotify.Storage.Moving;

/// <summary>Credentials are closed with each database's own keys.</summary>
internal sealed class CredentialChange(SecretBox from, SecretBox to)
{
    private readonly List<string> _unreadable = [];

    /// <summary>Whose could not be opened: a table's name and a row's id.</summary>
    public IReadOnlyList<string> Unreadable => _unreadable;

    public static bool Concerns(string table, string column) => (table, column) is ("site", "creator_key") or ("site", "api_token") or ("account", "totp_key");

    /// <summary>What nobody can open any more stays as it is: what needs it says so, as it did before.</summary>
    public string Change(string closed, string whose)
    {
        if (closed.Length == 0)
            return closed;
        if (from.Open(closed) is { } secret)
            return to.Close(secret);
        _unreadable.Add(whose);
        return closed;
    }
}
