namespace AppCrueNotify.Messages;

/// <summary>What TwinPush's answer to one attempt means for us. Text in SQL and on the wire: see <see cref="Outcomes"/>.</summary>
internal enum Outcome
{
    /// <summary>TwinPush took it and gave an id.</summary>
    Accepted,

    /// <summary>Surely not sent: the request never left.</summary>
    NotSent,

    /// <summary>Not accepted for now; later.</summary>
    Unavailable,

    /// <summary>None of the recipients has the app.</summary>
    NoTarget,

    /// <summary>Something in the request is bad.</summary>
    Rejected,

    /// <summary>The site's credentials, app id or address are wrong.</summary>
    Misconfigured,

    /// <summary>TwinPush may or may not have sent it.</summary>
    Unknown,
}

/// <summary>The words of <see cref="Outcome"/>.</summary>
internal static class Outcomes
{
    private static readonly Dictionary<string, Outcome> ByWord = Enum.GetValues<Outcome>().ToDictionary(Word);

    /// <summary>The outcome's word in SQL and on the wire.</summary>
    public static string Word(this Outcome outcome) => outcome switch
    {
        Outcome.Accepted => "accepted",
        Outcome.NotSent => "not-sent",
        Outcome.Unavailable => "unavailable",
        Outcome.NoTarget => "no-target",
        Outcome.Rejected => "rejected",
        Outcome.Misconfigured => "misconfigured",
        Outcome.Unknown => "unknown",
    };

    /// <summary>The outcome of a word.</summary>
    /// <exception cref="FormatException">The word names no outcome.</exception>
    public static Outcome Parse(string word) =>
        ByWord.TryGetValue(word, out var outcome) ? outcome : throw new FormatException($"'{word}' is no outcome.");
}
