using AppCrueNotify.Console.Access;
using AppCrueNotify.Sites;

namespace AppCrueNotify.Console.Sites;

/// <summary>What somebody typed about a site.</summary>
/// <param name="Fault">The key of the sentence about what is wrong; null: nothing is.</param>
internal sealed record SiteForm(Site? Site, string? Fault)
{
    // Where AppCRUE's universities are.
    public const string AppCrueTwinPush = "https://appcrue.twinpush.com/api/v2";

    private const int LongestName = 100;

    /// <param name="before">The site to be changed; null: a new one.</param>
    public static SiteForm Read(ConsoleRequest request, Site? before)
    {
        var name = before?.Name ?? request.Form("name");
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            return new(null, "BadName");
        if (Address(request.Form("moodle")) is not { } moodle)
            return new(null, "BadMoodle");
        var appId = request.Form("app");
        if (appId.Length == 0 || appId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
            return new(null, "BadApp");
        if (Address(request.Form("twinpush")) is not { } twinPush || !twinPush.EndsWith("/api/v2", StringComparison.Ordinal))
            return new(null, "BadTwinPush");
        var key = request.Form("key") is { Length: > 0 } typed ? typed : before?.CreatorKey;
        var token = request.Form("no-token") == "1" ? null : request.Form("token") is { Length: > 0 } given ? given : before?.ApiToken;
        if (!IsHeader(key) || (token is not null && !IsHeader(token)))
            return new(null, "BadKey");
        return new(new() { Id = before?.Id ?? 0, Name = name, MoodleUrl = moodle, AppId = appId, TwinPushUrl = new(twinPush), CreatorKey = key!, ApiToken = token }, null);
    }

    private static bool IsHeader(string? secret) => secret is { Length: > 0 } && secret.All(c => c is > ' ' and <= '~');

    private static string? Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Query: "", Fragment: "", UserInfo: "" } ? text.TrimEnd('/') : null;
}

/// <summary>The form of a new site, as it is shown (again).</summary>
internal sealed record NewSiteModel(string? Error, string Name, string Moodle, string AppId, string TwinPush);

/// <summary>A site that was added, with its token, this once.</summary>
internal sealed record AddedModel(string Name, string Token);
