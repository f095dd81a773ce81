using AppCrueNotify.Problems;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Api;

/// <summary>Tells by the token of a request which site asks.</summary>
internal sealed class SiteAuthentication(SiteDirectory sites)
{
    /// <summary>The answer to a request whose token opens no site.</summary>
    public static IResult Refusal { get; } =
        Problem.BadToken.Answer("Send the token that 'appcrue-notify site add' or 'site rotate-token' printed, as 'Authorization: Bearer TOKEN'.");

    /// <summary>The site that asks, or null when the token is missing, wrong or expired.</summary>
    /// <exception cref="StoreUnavailableException">The sites cannot be read now.</exception>
    public Task<Site?> SiteOfAsync(HttpRequest request, CancellationToken cancellationToken) =>
        sites.AuthenticateAsync(BearerToken.Of(request), cancellationToken);
}
