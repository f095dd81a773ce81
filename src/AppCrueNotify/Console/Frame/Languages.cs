using System.Globalization;
using System.Security.Claims;
using AppCrueNotify.Console.Access;
using Microsoft.Net.Http.Headers;

namespace AppCrueNotify.Console.Frame;

/// <summary>The console's languages, and which a reader gets: the account's, then what this browser chose, then what it prefers, then English.</summary>
internal static class Languages
{
    public const string Cookie = "__Host-acn-language";

    /// <summary>Code and own name.</summary>
    public static IReadOnlyList<(string Code, string Name)> All { get; } = [("en", "English"), ("es", "Español"), ("ca", "Català"), ("gl", "Galego"), ("eu", "Euskara")];

    /// <summary>Words, numbers and dates of what follows are in the reader's language.</summary>
    public static void Apply(HttpContext http)
    {
        CultureInfo.CurrentUICulture = Of(http, http.User);
        // Who reads English here writes the day before the month, and 14:30.
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture.Name == "en" ? CultureInfo.GetCultureInfo("en-GB") : CultureInfo.CurrentUICulture;
    }

    public static bool IsOne(string? code) => All.Any(l => l.Code == code);

    private static CultureInfo Of(HttpContext http, ClaimsPrincipal user)
    {
        string?[] wishes = [user.FindFirstValue(ConsoleClaims.Language), http.Request.Cookies[Cookie], .. Preferred(http.Request)];
        return CultureInfo.GetCultureInfo(wishes.FirstOrDefault(IsOne) ?? "en");
    }

    private static IEnumerable<string> Preferred(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptLanguage, out var list)
            ? list.Where(l => l.Quality is not 0).OrderByDescending(l => l.Quality ?? 1).Select(l => l.Value.ToString().Split('-')[0].ToLowerInvariant())
            : [];
}
