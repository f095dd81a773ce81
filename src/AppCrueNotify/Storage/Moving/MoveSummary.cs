namespace AppCrueNotify.Storage.Moving;

/// <summary>What was moved; both databases were counted, and agree.</summary>
/// <param name="Tables">Rows by table.</param>
/// <param name="Messages">Messages by site and state.</param>
/// <param name="UnreadableCredentials">Sites and accounts whose secrets could not be opened before either: they have to be given again.</param>
/// <param name="KeptAs">The name that the moved database has now, so that no gateway goes on with it.</param>
internal sealed record MoveSummary(IReadOnlyList<(string Table, long Rows)> Tables, IReadOnlyList<MovedMessages> Messages, IReadOnlyList<string> UnreadableCredentials, string KeptAs);

/// <summary>Messages of a site in a state.</summary>
internal sealed record MovedMessages(string Site, string State, long Count);
