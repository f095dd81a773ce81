namespace AppCrueNotify.Messages;

/// <summary>Where one recipient stands. Text in SQL and on the wire, never a number: see <see cref="RecipientStates"/>.</summary>
internal enum RecipientState
{
    /// <summary>Stored, not sent yet: waits for company, for its turn or for a retry.</summary>
    Waiting,

    /// <summary>In a batch that is being sent, or whose outcome is being found out.</summary>
    Sending,

    /// <summary>TwinPush accepted it.</summary>
    Sent,

    /// <summary>A phone reported it received.</summary>
    Received,

    /// <summary>A phone reported it opened.</summary>
    Opened,

    /// <summary>No app on any phone.</summary>
    Undeliverable,

    /// <summary>Rejected for good.</summary>
    Failed,

    /// <summary>Its time ran out before it could be sent.</summary>
    Expired,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,

    /// <summary>Outcome unknown, and silence is preferred to a repeat.</summary>
    Held,

    /// <summary>Not taken, by a rule of the site; kept without text.</summary>
    Skipped,
}

/// <summary>The words of <see cref="RecipientState"/>.</summary>
internal static class RecipientStates
{
    private static readonly Dictionary<string, RecipientState> ByWord = Enum.GetValues<RecipientState>().ToDictionary(Word);

    /// <summary>The state's word in SQL and on the wire.</summary>
    public static string Word(this RecipientState state) => state switch
    {
        RecipientState.Waiting => "waiting",
        RecipientState.Sending => "sending",
        RecipientState.Sent => "sent",
        RecipientState.Received => "received",
        RecipientState.Opened => "opened",
        RecipientState.Undeliverable => "undeliverable",
        RecipientState.Failed => "failed",
        RecipientState.Expired => "expired",
        RecipientState.Cancelled => "cancelled",
        RecipientState.Held => "held",
        RecipientState.Skipped => "skipped",
    };

    /// <summary>The state of a word.</summary>
    /// <exception cref="FormatException">The word names no state.</exception>
    public static RecipientState Parse(string word) =>
        ByWord.TryGetValue(word, out var state) ? state : throw new FormatException($"'{word}' is no recipient state. Known: {string.Join(", ", ByWord.Keys)}.");
}
