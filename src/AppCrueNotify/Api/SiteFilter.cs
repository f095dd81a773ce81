using AppCrueNotify.Problems;
using AppCrueNotify.Sites;
using AppCrueNotify.Storage;
using Microsoft.AspNetCore.Http.Features;

namespace AppCrueNotify.Api;

/// <summary>Lets only sites pass, and gives a store that is away the catalogue's answer. Behind it, <see cref="SiteOfRequest.Site"/> is who asks.</summary>
internal sealed class SiteFilter(SiteAuthentication authentication) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        try
        {
            if (await authentication.SiteOfAsync(http.Request, http.RequestAborted) is not { } site)
                return SiteAuthentication.Refusal;
            http.Features.Set(site);
            return await next(context);
        }
        catch (StoreUnavailableException e)
        {
            return Problem.CannotStore.Answer(e.Message, e.RetryAfter);
        }
    }
}

/// <summary>Who asks, behind a <see cref="SiteFilter"/>.</summary>
internal static class SiteOfRequest
{
    public static Site Site(this HttpContext http) => http.Features.GetRequiredFeature<Site>();
}
