namespace AppCrueNotify.Storage;

/// <summary>What the directory knows of an alias. Text in SQL.</summary>
internal enum Knows
{
    /// <summary>It has a device that TwinPush sends to.</summary>
    Active,

    /// <summary>One of its devices went; whether another is left only a look-up can tell.</summary>
    Inactive,

    /// <summary>Dispatch wants to know.</summary>
    Asked,

    /// <summary>A look-up found no active device.</summary>
    Absent,

    /// <summary>A look-up failed.</summary>
    Unsure,
}

/// <summary>What to do with a recipient that is not surely reachable.</summary>
internal enum Reach
{
    /// <summary>Send: it has the app, or nobody can tell.</summary>
    Send,

    /// <summary>It surely has no app.</summary>
    Missing,

    /// <summary>A look-up was asked for and is awaited.</summary>
    Wait,

    /// <summary>Ask for a look-up, and wait.</summary>
    Ask,
}

/// <summary>
/// Whether a recipient may be called unreachable. Pure. In doubt the answer is to send: TwinPush skips an unknown alias in silence,
/// while a message that is wrongly kept back is lost to its reader.
/// </summary>
internal static class ReachRules
{
    /// <summary>The directory counts only while changes are known until this long ago.</summary>
    public static readonly TimeSpan FreshFor = TimeSpan.FromMinutes(15);

    /// <summary>How long a look-up that found nothing counts; changes are noticed meanwhile by the change poll.</summary>
    public static readonly TimeSpan AbsentFor = TimeSpan.FromHours(1);

    /// <summary>How long after a failed look-up no other is asked for.</summary>
    public static readonly TimeSpan UnsureFor = TimeSpan.FromMinutes(10);

    /// <summary>How long a message waits for a look-up of its alias at most.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>Look-ups of a site that may be awaited at once; beyond them listings decide.</summary>
    public const int OpenLookups = 10;

    /// <summary>An alias that this many complete listings lacked is absent without a look-up: 60,000 unknown aliases must not cost 60,000 requests.</summary>
    public const int ListingsToTrust = 2;

    /// <param name="knows">Null: no listing had the alias.</param>
    /// <param name="age">How long that has been known.</param>
    /// <param name="listingsDone">Complete listings of this app.</param>
    /// <param name="room">Whether another look-up may be asked for.</param>
    public static Reach Judge(Knows? knows, TimeSpan age, int listingsDone, bool room) => knows switch
    {
        Knows.Active => Reach.Send,
        Knows.Asked => age < Patience ? Reach.Wait : Reach.Send,
        Knows.Absent when age < AbsentFor => Reach.Missing,
        Knows.Unsure when age < UnsureFor => Reach.Send,
        Knows.Inactive or Knows.Unsure => room ? Reach.Ask : Reach.Send,
        Knows.Absent or null => room ? Reach.Ask : listingsDone >= ListingsToTrust ? Reach.Missing : Reach.Send,
    };
}

/// <summary>The words of <see cref="Knows"/>.</summary>
internal static class KnowsWords
{
    private static readonly Dictionary<string, Knows> ByWord = Enum.GetValues<Knows>().ToDictionary(Word);

    public static string Word(this Knows knows) => knows switch
    {
        Knows.Active => "active",
        Knows.Inactive => "inactive",
        Knows.Asked => "asked",
        Knows.Absent => "absent",
        Knows.Unsure => "unsure",
    };

    /// <exception cref="FormatException">The word is none.</exception>
    public static Knows Parse(string word) => ByWord.TryGetValue(word, out var knows) ? knows : throw new FormatException($"'{word}' is nothing a directory knows.");
}
