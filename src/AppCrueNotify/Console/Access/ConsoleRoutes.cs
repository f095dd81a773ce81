using System.Globalization;
using AppCrueNotify.Console.Frame;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace AppCrueNotify.Console.Access;

/// <summary>
/// Maps the console's addresses, and is the one door to them: who is not signed in goes to the login, a role that does not suffice gets 403, a site that is not open 404, a form without its token 400.
/// </summary>
internal sealed class ConsoleRoutes(IEndpointRouteBuilder routes)
{
    private const string SiteValue = "site";

    /// <summary>A page: shows and changes nothing.</summary>
    /// <param name="pattern">The address; <c>{site:long}</c> in it is a site, which <see cref="ConsoleRequest.Site"/> gives.</param>
    /// <param name="needs">Who may come.</param>
    /// <param name="show">Answers with <see cref="ConsoleRequest.Show"/>.</param>
    /// <typeparam name="THandler">Made for each request, with its services.</typeparam>
    public void Page<THandler>(string pattern, PageNeeds needs, Func<THandler, ConsoleRequest, CancellationToken, Task<IResult>> show) =>
        Map(pattern, HttpMethods.Get, needs, show);

    /// <summary>An action: changes something, and answers with <see cref="ConsoleRequest.Done"/> or with its form again.</summary>
    public void Action<THandler>(string pattern, PageNeeds needs, Func<THandler, ConsoleRequest, CancellationToken, Task<IResult>> act) =>
        Map(pattern, HttpMethods.Post, needs, act);

    private void Map<THandler>(string pattern, string method, PageNeeds needs, Func<THandler, ConsoleRequest, CancellationToken, Task<IResult>> handle)
    {
        var make = ActivatorUtilities.CreateFactory<THandler>([]);
        routes.MapMethods(pattern, [method], async http =>
        {
            var (request, refusal) = await EnterAsync(http, needs);
            // Here, as a culture that an awaited method sets ends with it.
            Languages.Apply(http);
            if (refusal is null)
            {
                http.Features.Set(request!);
                refusal = await handle(make(http.RequestServices, null), request!, http.RequestAborted);
            }

            await refusal.ExecuteAsync(http);
        }).WithMetadata(needs).ExcludeFromDescription().WithDisplayName($"Console {method} {pattern}");
    }

    private static async Task<(ConsoleRequest? Request, IResult? Refusal)> EnterAsync(HttpContext http, PageNeeds needs)
    {
        var signedIn = await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        var access = signedIn.Principal is { } user ? ConsoleAccess.Of(user) : null;
        if (signedIn.Principal is not null)
            http.User = signedIn.Principal;
        var sites = access is null ? [] : await OpenSitesAsync(http, access);
        // Also a refusal is a page with the reader's name on it.
        http.Features.Set(new ConsoleRequest(http, access, sites));
        if (needs.Role is { } least)
        {
            if (access is null)
                return (null, HttpMethods.IsGet(http.Request.Method) ? TypedResults.Redirect(LoginPath.Back(http.Request)) : TypedResults.Redirect(LoginPath.Plain));
            if (access.Role < least || (needs.EverySite && !access.SeesEverySite))
                return (null, TypedResults.StatusCode(StatusCodes.Status403Forbidden));
        }

        if (HttpMethods.IsPost(http.Request.Method) && !await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http))
            return (null, TypedResults.StatusCode(StatusCodes.Status400BadRequest));
        return Chosen(sites, http.Request.RouteValues[SiteValue], out var site) && Chosen(sites, Query(http), out var chosen)
            ? (new ConsoleRequest(http, access, sites) { Site = site!, ChosenSite = chosen }, null)
            : (null, TypedResults.NotFound());
    }

    private static string? Query(HttpContext http) => http.Request.Query[SiteValue].ToString() is { Length: > 0 } id ? id : null;

    private static bool Chosen(IReadOnlyList<Site> sites, object? id, out Site? site)
    {
        site = null;
        if (id is null)
            return true;
        site = long.TryParse(Convert.ToString(id, CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? sites.FirstOrDefault(s => s.Id == number) : null;
        return site is not null;
    }

    private static async Task<IReadOnlyList<Site>> OpenSitesAsync(HttpContext http, ConsoleAccess access) =>
        [.. (await http.RequestServices.GetRequiredService<SiteDirectory>().AllAsync(http.RequestAborted)).Where(s => access.Sees(s.Id)).OrderBy(s => s.Name, StringComparer.CurrentCultureIgnoreCase)];
}
