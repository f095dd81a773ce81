using AppCrueNotify.Composition.Links;
using AppCrueNotify.Problems;
using AppCrueNotify.Storage;

namespace AppCrueNotify.Redirects;

/// <summary><c>GET /l/{id}</c>: leads a phone from a short link to the place it stands for. Never logged: the address is a secret, and so is the app's token in it.</summary>
internal sealed class ShortLinkEndpoint(IReportStore reports, SiteDirectory sites, TimeProvider time)
{
    private const int IdLength = 22;

    public async Task<IResult> GetAsync(HttpContext http, string id)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        try
        {
            return await TargetAsync(id, http.Request.Query, http.RequestAborted) is { } target
                ? TypedResults.Redirect(target)
                : Problem.NotFound.Answer("This short link is unknown or too old.");
        }
        catch (StoreUnavailableException e)
        {
            return Problem.CannotStore.Answer(e.Message, e.RetryAfter);
        }
    }

    private async Task<string?> TargetAsync(string id, IQueryCollection query, CancellationToken cancellationToken)
    {
        if (id.Length != IdLength || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return null;
        if (await reports.ShortLinkAsync(id, time.GetUtcNow(), cancellationToken) is not { } link)
            return null;
        // The site may be gone or have moved since the link was made.
        if (await sites.FindAsync(link.SiteId, cancellationToken) is not { } site || !LinkTargets.IsOnSite(link.Target, site))
            return null;
        var target = ShortLinks.Resolve(link.Target, name => query[name] is [{ } value] ? value : null);
        // Once more with the values filled in: were a placeholder part of the host, they could name another.
        return LinkTargets.IsOnSite(target, site) && Uri.TryCreate(target, UriKind.Absolute, out var uri) ? uri.AbsoluteUri : null;
    }
}
