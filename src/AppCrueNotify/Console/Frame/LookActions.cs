using AppCrueNotify.Console.Access;

namespace AppCrueNotify.Console.Frame;

/// <summary>Language and theme, kept in the browser; everybody may choose, before they sign in too.</summary>
internal sealed class LookActions(TimeProvider time)
{
    public static void Map(ConsoleRoutes routes)
    {
        routes.Action<LookActions>("/look/language", new(null), (look, request, _) => look.Language(request));
        routes.Action<LookActions>("/look/theme", new(null), (look, request, _) => look.Theme(request));
    }

    private Task<IResult> Language(ConsoleRequest request) => Keep(request, Languages.Cookie, request.Form("language"), Languages.IsOne);

    private Task<IResult> Theme(ConsoleRequest request) => Keep(request, Look.Cookie, request.Form("theme"), Look.Themes.Contains);

    private Task<IResult> Keep(ConsoleRequest request, string cookie, string value, Predicate<string> isOne)
    {
        if (!isOne(value))
            return Task.FromResult<IResult>(TypedResults.BadRequest());
        request.Http.Response.Cookies.Append(cookie, value, new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, Expires = time.GetUtcNow().AddYears(1) });
        return Task.FromResult(request.Go(request.Form("back")));
    }
}
