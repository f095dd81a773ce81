namespace AppCrueNotify.Console.Access;

/// <summary>What the session's cookie says of a person, beside the framework's id and name.</summary>
internal static class ConsoleClaims
{
    public const string Role = "acn:role";

    /// <summary>A site's id, one claim each; none of them means every site.</summary>
    public const string Site = "acn:site";

    /// <summary>Says that only the sites of <see cref="Site"/> are open, also when there is none.</summary>
    public const string OnlySites = "acn:only-sites";

    /// <summary>A session without an account: a link from Moodle's plugin page made it, for an hour.</summary>
    public const string Guest = "acn:guest";

    public const string Language = "acn:language";
    public const string TimeZone = "acn:zone";
}
