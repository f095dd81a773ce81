namespace AppCrueNotify.Problems;

/// <summary>An error of a whole request, as RFC 9457 problem details. docs/errors.md explains each; a test keeps it complete.</summary>
/// <param name="Code">Stable: programs may depend on it.</param>
/// <param name="Title">What is wrong, in a sentence.</param>
internal sealed record Problem(string Code, int Status, string Title)
{
    public static Problem Malformed { get; } = new("malformed", 400, "The request's body is not what this address takes.");
    public static Problem InvalidSetting { get; } = new("invalid-setting", 400, "A setting has a value that does not fit; none was taken over.");
    public static Problem BadToken { get; } = new("bad-token", 401, "The site token is missing, wrong or expired.");
    public static Problem NotFound { get; } = new("not-found", 404, "There is nothing at this address.");
    public static Problem WrongMethod { get; } = new("wrong-method", 405, "This address does not take this method.");
    public static Problem TooLarge { get; } = new("too-large", 413, "The request is larger than the gateway takes.");
    public static Problem NotJson { get; } = new("not-json", 415, "The request's Content-Type is not application/json.");
    public static Problem TooManyRequests { get; } = new("too-many-requests", 429, "The site sends more requests at once than the gateway takes.");
    public static Problem Internal { get; } = new("internal", 500, "The gateway made a mistake; its log says more.");
    public static Problem CannotStore { get; } = new("cannot-store", 503, "The gateway cannot store messages now.");

    /// <summary>Every problem there is.</summary>
    public static IReadOnlyList<Problem> All { get; } = [Malformed, InvalidSetting, BadToken, NotFound, WrongMethod, TooLarge, NotJson, TooManyRequests, Internal, CannotStore];

    /// <summary>The problem as an answer.</summary>
    /// <param name="detail">What is wrong with this very request, and what to do. Never a token, an alias or a text.</param>
    /// <param name="retryAfter">When to come back, for those that pass.</param>
    public IResult Answer(string detail, TimeSpan? retryAfter = null) => new ProblemAnswer(this, detail, retryAfter);
}
