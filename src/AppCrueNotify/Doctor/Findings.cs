using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Doctor;

/// <summary>What was found out about a site before anything is judged: the input of <see cref="DoctorRules"/>.</summary>
internal sealed record Findings
{
    public required Site Site { get; init; }

    /// <summary>The gateway's clock when the answers came.</summary>
    public required DateTimeOffset Now { get; init; }

    public required WebAnswer TwinPush { get; init; }
    public required KeyAnswer CreatorKey { get; init; }

    /// <summary>Null: the site has no API token.</summary>
    public KeyAnswer? ApiToken { get; init; }

    public required WebAnswer Moodle { get; init; }

    /// <summary>The gateway itself at its public address; null: the site has none.</summary>
    public WebAnswer? Gateway { get; init; }

    /// <summary>Null: Moodle never connected.</summary>
    public SiteConnection? Connection { get; init; }

    /// <summary>When TwinPush accepted something of this site last; null: not among its newest attempts.</summary>
    public DateTimeOffset? LastAccepted { get; init; }

    public required SiteBacklog Backlog { get; init; }
}

/// <summary>How an address answered to a request without credentials.</summary>
internal sealed record WebAnswer
{
    /// <summary>Null: there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>Why there was no answer, in words.</summary>
    public string? Trouble { get; init; }

    /// <summary>From the request to the answer's headers.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>How far the other clock is ahead of ours; null: it told no time.</summary>
    public TimeSpan? Ahead { get; init; }

    /// <summary>Where it redirects; not followed.</summary>
    public Uri? RedirectsTo { get; init; }

    /// <summary>How the answer begins.</summary>
    public string Text { get; init; } = "";
}

/// <summary>What TwinPush said to a credential.</summary>
/// <param name="Reason">The client's sentence, without credential.</param>
internal sealed record KeyAnswer(KeyVerdict Verdict, string Reason);

/// <summary>What an answer means for a credential.</summary>
internal enum KeyVerdict
{
    /// <summary>Taken.</summary>
    Works,

    /// <summary>Refused.</summary>
    Refused,

    /// <summary>TwinPush does not know the app id.</summary>
    UnknownApp,

    /// <summary>Whoever answers at the address is not TwinPush's API, or sends elsewhere.</summary>
    WrongAddress,

    /// <summary>No answer, or none that tells.</summary>
    NotTold,
}
